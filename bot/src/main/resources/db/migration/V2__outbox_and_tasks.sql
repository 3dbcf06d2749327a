-- One file for SQLite and PostgreSQL. Times are epoch milliseconds, JSON is TEXT.

-- When the citizen last did something; some providers close a conversation so long after that.
ALTER TABLE conversation ADD COLUMN last_heard BIGINT;

-- What is to be sent, and what was. Not done: done_at is null.
CREATE TABLE outbox (
  conversation TEXT   NOT NULL REFERENCES conversation (id),
  turn         BIGINT NOT NULL, -- the revision that the turn led to
  part         BIGINT NOT NULL,
  body         TEXT   NOT NULL,
  author       TEXT   NOT NULL,
  state        TEXT   NOT NULL, -- waiting, sending, sent, dead
  maybe_twice  BIGINT NOT NULL, -- 1 when an earlier try may have arrived
  attempts     BIGINT NOT NULL,
  reason       TEXT,
  provider_id  TEXT,
  created_at   BIGINT NOT NULL,
  done_at      BIGINT,
  PRIMARY KEY (conversation, turn, part)
);

CREATE INDEX outbox_unsent ON outbox (conversation, turn, part) WHERE done_at IS NULL;
CREATE INDEX outbox_dead ON outbox (done_at) WHERE state = 'dead';

-- The conversations with something to send. Whoever sends holds the whole conversation, so that order is kept.
-- The version grows with each turn that adds something: who found nothing left removes the row only at the version seen.
CREATE TABLE outbox_queue (
  conversation TEXT   NOT NULL PRIMARY KEY REFERENCES conversation (id),
  channel      TEXT   NOT NULL,
  version      BIGINT NOT NULL,
  next_at      BIGINT NOT NULL,
  holder       TEXT,
  held_until   BIGINT NOT NULL
);

CREATE INDEX outbox_queue_due ON outbox_queue (channel, next_at);

CREATE TABLE task (
  id           TEXT   NOT NULL PRIMARY KEY,
  conversation TEXT   NOT NULL,
  kind         TEXT   NOT NULL,
  payload      TEXT   NOT NULL,
  due          BIGINT NOT NULL,
  attempts     BIGINT NOT NULL,
  holder       TEXT,
  held_until   BIGINT NOT NULL,
  state        TEXT   NOT NULL, -- waiting, done, dead
  reason       TEXT,
  created_at   BIGINT NOT NULL,
  done_at      BIGINT
);

CREATE INDEX task_due ON task (due) WHERE done_at IS NULL;

-- What came from a provider and could not be read: its outline, never its content.
CREATE TABLE malformed_item (
  channel TEXT   NOT NULL,
  item_id TEXT   NOT NULL,
  outline TEXT   NOT NULL,
  reason  TEXT   NOT NULL,
  at      BIGINT NOT NULL,
  PRIMARY KEY (channel, item_id)
);

-- Work that only one may do at a time, and how far it is.
CREATE TABLE lease (
  name       TEXT   NOT NULL PRIMARY KEY,
  holder     TEXT   NOT NULL,
  held_until BIGINT NOT NULL,
  position   BIGINT NOT NULL
);
