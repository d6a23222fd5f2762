CREATE TABLE note (
  id BIGINT NOT NULL,
  title VARCHAR(20) NOT NULL,
  amount BIGINT NOT NULL,
  CONSTRAINT note_pk PRIMARY KEY (id),
  CONSTRAINT note_title_unique UNIQUE (title)
);
CREATE UNIQUE INDEX note_amount_unique ON note (amount);
