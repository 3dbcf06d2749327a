-- Files that citizens shared. The content is encrypted; it is null where it lies in the data folder (SQLite).

CREATE TABLE shared_file (
  conversation TEXT   NOT NULL REFERENCES conversation (id),
  id           TEXT   NOT NULL,
  name         TEXT   NOT NULL,
  media_type   TEXT   NOT NULL,
  kind         TEXT   NOT NULL,
  size         BIGINT NOT NULL,
  at           BIGINT NOT NULL,
  content      BYTEA,
  PRIMARY KEY (conversation, id)
);
