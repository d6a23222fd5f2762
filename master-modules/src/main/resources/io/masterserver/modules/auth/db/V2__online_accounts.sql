-- The same for H2 and PostgreSQL.

-- Accounts that are logged in somewhere: whoever is in the row has the account, in the whole cluster.
-- No reference to accounts: a guest who registers has a row before there is an account.
CREATE TABLE online_accounts (
  account_id VARCHAR(64) NOT NULL,
  peer_id    INTEGER     NOT NULL,
  node_id    BIGINT      NOT NULL,         -- the node of the peer: drawn by chance at each start
  epoch      BIGINT      NOT NULL,         -- higher with every log-in or new node, never the same twice
  token_id   VARCHAR(64),                  -- what its client will log in with next time
  kicked_at  TIMESTAMP(6) WITH TIME ZONE,  -- when it has come, if it has come by kicking
  since      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT online_accounts_id_unique PRIMARY KEY (account_id)
);

CREATE SEQUENCE online_epochs START WITH 1;
