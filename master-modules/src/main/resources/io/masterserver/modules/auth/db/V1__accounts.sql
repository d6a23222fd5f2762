-- The same for H2 and PostgreSQL. Columns named *_key hold what makes a text unique: see CaseFolding.

CREATE TABLE accounts (
  id              VARCHAR(64)   NOT NULL,
  username        VARCHAR(64)   NOT NULL,
  username_key    VARCHAR(320)  NOT NULL,
  email           VARCHAR(254),
  email_key       VARCHAR(320),
  email_confirmed BOOLEAN       NOT NULL,
  password_hash   VARCHAR(512)  NOT NULL,
  admin           BOOLEAN       NOT NULL,
  ban_reason      VARCHAR(1024),
  ban_until       TIMESTAMP(6) WITH TIME ZONE,
  properties      TEXT          NOT NULL,
  created_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  version         BIGINT        NOT NULL,
  CONSTRAINT accounts_id_unique PRIMARY KEY (id),
  CONSTRAINT accounts_username_unique UNIQUE (username_key),
  CONSTRAINT accounts_email_unique UNIQUE (email_key)
);

CREATE TABLE account_tokens (
  id              VARCHAR(64)   NOT NULL,
  account_id      VARCHAR(64)   NOT NULL,
  hash            VARCHAR(128)  NOT NULL,
  previous_hash   VARCHAR(128),
  previous_until  TIMESTAMP(6) WITH TIME ZONE,
  expires_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  CONSTRAINT account_tokens_id_unique PRIMARY KEY (id),
  CONSTRAINT account_tokens_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);

CREATE INDEX account_tokens_by_account ON account_tokens (account_id);
CREATE INDEX account_tokens_by_expiry ON account_tokens (expires_at);

CREATE TABLE account_codes (
  account_id      VARCHAR(64)   NOT NULL,
  purpose         VARCHAR(32)   NOT NULL,
  hash            VARCHAR(128)  NOT NULL,
  expires_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  tries_left      INTEGER       NOT NULL,
  CONSTRAINT account_codes_purpose_unique PRIMARY KEY (account_id, purpose),
  CONSTRAINT account_codes_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);

CREATE INDEX account_codes_by_expiry ON account_codes (expires_at);

CREATE SEQUENCE guest_numbers START WITH 1;
