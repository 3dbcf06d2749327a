-- One file for SQLite and PostgreSQL. Times are epoch milliseconds.

-- Which channels an operator turned off. Without a row a channel is on.
CREATE TABLE channel_switch (
  channel   TEXT   NOT NULL PRIMARY KEY,
  is_off    BIGINT NOT NULL, -- 1 when nothing is sent or fetched
  since     BIGINT NOT NULL,
  served_at BIGINT           -- when a node that has its credentials started last
);

-- When an operator put a dead letter back: from then on it is tried as long as a new message.
ALTER TABLE outbox ADD COLUMN again_at BIGINT;

-- Conversations that were erased: that they were, and who may be told so.
CREATE TABLE erased_conversation (
  id         TEXT   NOT NULL PRIMARY KEY,
  token_hash BYTEA,
  at         BIGINT NOT NULL
);

-- Files whose rows are gone and whose content still lies in the data folder, should an erasure be interrupted.
CREATE TABLE file_to_remove (
  id TEXT NOT NULL PRIMARY KEY
);
