-- One file for SQLite and PostgreSQL. Times are epoch milliseconds, JSON is TEXT.
-- BYTEA: SQLite keeps a blob a blob in a column of any declared type.

CREATE TABLE conversation (
  id         TEXT   NOT NULL PRIMARY KEY,
  channel    TEXT   NOT NULL,
  address    TEXT   NOT NULL,
  revision   BIGINT NOT NULL,
  last_seq   BIGINT NOT NULL,
  speaker    TEXT   NOT NULL,
  state      TEXT   NOT NULL,
  token_hash BYTEA,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (channel, address)
);

CREATE TABLE transcript (
  conversation TEXT   NOT NULL REFERENCES conversation (id),
  seq          BIGINT NOT NULL,
  at           BIGINT NOT NULL,
  type         TEXT   NOT NULL,
  by_whom      TEXT   NOT NULL,
  body         TEXT   NOT NULL,
  PRIMARY KEY (conversation, seq)
);

-- Outlives its conversation: an event that comes again after an erasure must still be known.
CREATE TABLE inbound_event (
  channel      TEXT   NOT NULL,
  event_id     TEXT   NOT NULL,
  conversation TEXT   NOT NULL,
  content_hash BYTEA  NOT NULL,
  outcome      TEXT   NOT NULL,
  first_seq    BIGINT NOT NULL,
  last_seq     BIGINT NOT NULL,
  at           BIGINT NOT NULL,
  PRIMARY KEY (channel, event_id)
);

CREATE INDEX inbound_event_at ON inbound_event (at);
