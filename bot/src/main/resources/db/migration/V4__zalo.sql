-- One file for SQLite and PostgreSQL. Times are epoch milliseconds.

-- The tokens of a Zalo official account, encrypted with the master key. Of two nodes one renews at a time.
CREATE TABLE zalo_account (
  account    TEXT   NOT NULL PRIMARY KEY,
  version    BIGINT NOT NULL, -- one more with every change of the tokens
  tokens     BYTEA  NOT NULL,
  expires    BIGINT,
  refused    BIGINT NOT NULL, -- 1 when an administrator must authorise anew
  configured BYTEA  NOT NULL, -- keyed hash of the tokens in the configuration that were taken over last
  held_until BIGINT NOT NULL
);

-- Which person of the app is which follower: who takes back the consent is named by the first alone.
CREATE TABLE zalo_person (
  id_by_app TEXT NOT NULL PRIMARY KEY,
  user_id   TEXT NOT NULL
);
