-- Pictures in notices and the council's sign, by the SHA-256 of their bytes, which is what contents name them by.
CREATE TABLE asset (
    sha256 TEXT PRIMARY KEY NOT NULL CHECK (length(sha256) = 64),
    media_type TEXT NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg')),
    bytes BLOB NOT NULL CHECK (length(bytes) > 0),
    added_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER asset_no_update BEFORE UPDATE ON asset BEGIN
    SELECT RAISE(ABORT, 'append-only: a picture is never changed'); END;
CREATE TRIGGER asset_no_delete BEFORE DELETE ON asset BEGIN
    SELECT RAISE(ABORT, 'append-only: a picture is never deleted'); END;
CREATE TRIGGER asset_no_replace BEFORE INSERT ON asset
    WHEN EXISTS (SELECT 1 FROM asset WHERE sha256 = NEW.sha256) BEGIN
    SELECT RAISE(ABORT, 'append-only: a picture is never replaced'); END;
