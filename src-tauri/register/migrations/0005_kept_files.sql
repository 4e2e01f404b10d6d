-- Files kept as evidence: the message by which somebody approved, an answer to a consultation. By the SHA-256 of their bytes.
CREATE TABLE kept_file (
    sha256 TEXT PRIMARY KEY NOT NULL CHECK (length(sha256) = 64),
    file_name TEXT NOT NULL CHECK (length(trim(file_name)) > 0),
    bytes BLOB NOT NULL CHECK (length(bytes) > 0),
    officer TEXT NOT NULL REFERENCES officer (id),
    at TEXT NOT NULL
) STRICT;

CREATE TRIGGER kept_file_no_update BEFORE UPDATE ON kept_file BEGIN
    SELECT RAISE(ABORT, 'append-only: a kept file is never changed'); END;
CREATE TRIGGER kept_file_no_delete BEFORE DELETE ON kept_file BEGIN
    SELECT RAISE(ABORT, 'append-only: a kept file is never deleted'); END;
CREATE TRIGGER kept_file_no_replace BEFORE INSERT ON kept_file
    WHEN EXISTS (SELECT 1 FROM kept_file WHERE sha256 = NEW.sha256) BEGIN
    SELECT RAISE(ABORT, 'append-only: a kept file is never replaced'); END;
