-- The record of processing (UK GDPR Article 30) as a council keeps it: its file as it came, and which of its columns say what.
CREATE TABLE processing_record (
    id TEXT PRIMARY KEY NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    file_name TEXT NOT NULL,
    columns TEXT NOT NULL CHECK (json_valid(columns)),
    bytes BLOB NOT NULL,
    officer TEXT NOT NULL REFERENCES officer (id),
    at TEXT NOT NULL
) STRICT;

CREATE TRIGGER processing_record_no_update BEFORE UPDATE ON processing_record BEGIN
    SELECT RAISE(ABORT, 'append-only: a record of processing is never changed'); END;
CREATE TRIGGER processing_record_no_delete BEFORE DELETE ON processing_record BEGIN
    SELECT RAISE(ABORT, 'append-only: a record of processing is never deleted'); END;
CREATE TRIGGER processing_record_no_replace BEFORE INSERT ON processing_record
    WHEN EXISTS (SELECT 1 FROM processing_record WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'append-only: a record of processing is never replaced'); END;
