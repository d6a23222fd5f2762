-- The same for H2 and PostgreSQL. Times are milliseconds since the Unix epoch, UTC, by the database's clock.

-- Nodes that have sessions, or had some until they died.
CREATE TABLE session_nodes (
  node_id     BIGINT NOT NULL,  -- drawn by chance, anew at each start
  alive_until BIGINT NOT NULL,  -- the node says again and again that it lives until then
  CONSTRAINT session_nodes_id_unique PRIMARY KEY (node_id)
);

-- Sessions as they were saved last. Nothing in here says what a client proves itself with.
CREATE TABLE saved_sessions (
  peer_id     INTEGER NOT NULL,
  epoch       BIGINT  NOT NULL,  -- what another incarnation has begun fences off those before it
  node_id     BIGINT  NOT NULL,  -- the node whose end is the beginning of the session's
  secret_hash BYTEA   NOT NULL,
  state       BYTEA   NOT NULL,
  CONSTRAINT saved_sessions_peer_unique PRIMARY KEY (peer_id)
);

CREATE INDEX saved_sessions_by_node ON saved_sessions (node_id);
