-- One file for SQLite and PostgreSQL. Times are epoch milliseconds.

-- Up to this number the website may read a conversation that went on elsewhere; null: all of it.
ALTER TABLE conversation ADD COLUMN readable_until BIGINT;

-- Where a conversation was before it moved, or before another took its place there. Whoever asks to be erased is found by
-- it, and so is an event that comes once more after the move.
CREATE TABLE former_address (
  conversation TEXT   NOT NULL REFERENCES conversation (id),
  channel      TEXT   NOT NULL,
  address      TEXT   NOT NULL,
  until        BIGINT NOT NULL,
  PRIMARY KEY (conversation, channel, address)
);

CREATE INDEX former_address_at ON former_address (channel, address);

-- The one code by which a conversation can be moved now. A new one takes the place of the older.
CREATE TABLE moving_code (
  conversation TEXT   NOT NULL PRIMARY KEY REFERENCES conversation (id),
  code_hash    BYTEA  NOT NULL, -- keyed
  expires      BIGINT NOT NULL
);

CREATE INDEX moving_code_hash ON moving_code (code_hash);

-- Codes that were typed and are none, for as long as they count.
CREATE TABLE moving_try (
  who   BYTEA  NOT NULL, -- keyed hash: a person, a network, or everybody
  event TEXT   NOT NULL,
  at    BIGINT NOT NULL,
  PRIMARY KEY (who, event)
);

CREATE INDEX moving_try_at ON moving_try (at);
