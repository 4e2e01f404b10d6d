-- The council file, first edition. Ids are UUIDs as text; days are ISO 8601 dates; instants are RFC 3339 in UTC.

CREATE TABLE organisation (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    data TEXT NOT NULL CHECK (json_valid(data))
) STRICT;

-- Names live here alone: events carry ids, so that a person can be pseudonymised without breaking the chain.
CREATE TABLE officer (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL CHECK (length(trim(name)) > 0),
    email TEXT COLLATE NOCASE UNIQUE,
    post TEXT,
    account TEXT UNIQUE,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE officer_permission (
    officer TEXT NOT NULL REFERENCES officer (id),
    permission TEXT NOT NULL CHECK (permission IN ('author', 'reviewer', 'publisher', 'administrator')),
    PRIMARY KEY (officer, permission)
) STRICT, WITHOUT ROWID;

CREATE TABLE directorate (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (length(trim(name)) > 0),
    partner TEXT,
    arrangement TEXT CHECK (arrangement IN ('controllers', 'shared-management', 'processor')),
    CHECK ((partner IS NULL) = (arrangement IS NULL))
) STRICT;

CREATE TABLE role_holder (
    directorate TEXT NOT NULL REFERENCES directorate (id),
    place INTEGER NOT NULL CHECK (place >= 0),
    name TEXT NOT NULL,
    post TEXT NOT NULL,
    from_day TEXT,
    until_day TEXT,
    PRIMARY KEY (directorate, place),
    CHECK (from_day IS NULL OR until_day IS NULL OR from_day <= until_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE notice (
    id TEXT PRIMARY KEY NOT NULL,
    short_name TEXT NOT NULL UNIQUE CHECK (length(short_name) > 0),
    title TEXT NOT NULL,
    directorate TEXT REFERENCES directorate (id),
    kind TEXT NOT NULL CHECK (kind IN ('corporate', 'directorate', 'service', 'short-statement')),
    parent TEXT REFERENCES notice (id) CHECK (parent IS NULL OR parent <> id),
    external_parent TEXT CHECK (external_parent IS NULL OR json_valid(external_parent)),
    language TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('adults', 'children', 'easy-read')),
    counterpart_of TEXT REFERENCES notice (id),
    url TEXT,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX notice_by_directorate ON notice (directorate);

CREATE TABLE version (
    id TEXT PRIMARY KEY NOT NULL,
    notice TEXT NOT NULL REFERENCES notice (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    state TEXT NOT NULL CHECK (state IN
        ('drafting', 'in-review', 'approved', 'live', 'superseded', 'withdrawn', 'discarded', 'recorded')),
    head TEXT NOT NULL REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
    approved TEXT REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
    effective TEXT,
    review_due TEXT,
    ended TEXT,
    created_at TEXT NOT NULL,
    UNIQUE (notice, number),
    CHECK (state NOT IN ('approved', 'live') OR approved IS NOT NULL),
    CHECK (state <> 'live' OR effective IS NOT NULL)
) STRICT;
-- One version of a notice is on its way, one is live; the file itself refuses a second.
CREATE UNIQUE INDEX one_open_version ON version (notice) WHERE state IN ('drafting', 'in-review', 'approved');
CREATE UNIQUE INDEX one_live_version ON version (notice) WHERE state = 'live';
CREATE INDEX version_by_notice ON version (notice, number);

CREATE TABLE revision (
    id TEXT PRIMARY KEY NOT NULL,
    version TEXT NOT NULL REFERENCES version (id) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL CHECK (number >= 1),
    author TEXT NOT NULL REFERENCES officer (id),
    content TEXT NOT NULL CHECK (json_valid(content)),
    organisation TEXT NOT NULL CHECK (json_valid(organisation)),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    note TEXT,
    created_at TEXT NOT NULL,
    UNIQUE (version, number)
) STRICT;
CREATE INDEX revision_by_digest ON revision (digest);

CREATE TABLE decision (
    id TEXT PRIMARY KEY NOT NULL,
    version TEXT NOT NULL REFERENCES version (id),
    revision TEXT NOT NULL REFERENCES revision (id),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    action TEXT NOT NULL,
    officer TEXT REFERENCES officer (id),
    words TEXT,
    reasons TEXT NOT NULL CHECK (json_valid(reasons)),
    effective TEXT,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX decision_by_version ON decision (version, at);

-- The journal. `place` is the order in this file; the order that counts is the chain: `previous` is the hash of the
-- event before, and `hash` covers everything but `place`.
CREATE TABLE event (
    id TEXT PRIMARY KEY NOT NULL,
    place INTEGER NOT NULL UNIQUE CHECK (place >= 1),
    previous TEXT NOT NULL UNIQUE CHECK (length(previous) = 64),
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
    at TEXT NOT NULL,
    officer TEXT REFERENCES officer (id),
    kind TEXT NOT NULL,
    notice TEXT REFERENCES notice (id),
    data TEXT NOT NULL CHECK (json_valid(data))
) STRICT;
CREATE INDEX event_by_notice ON event (notice, place);

CREATE TABLE working_copy (
    version TEXT PRIMARY KEY NOT NULL REFERENCES version (id),
    officer TEXT NOT NULL REFERENCES officer (id),
    base TEXT NOT NULL REFERENCES revision (id),
    content TEXT NOT NULL CHECK (json_valid(content)),
    saved_at TEXT NOT NULL
) STRICT;

-- What reviewers and authors say of a place in the text.
CREATE TABLE comment (
    id TEXT PRIMARY KEY NOT NULL,
    version TEXT NOT NULL REFERENCES version (id),
    revision TEXT NOT NULL REFERENCES revision (id),
    officer TEXT NOT NULL REFERENCES officer (id),
    section TEXT,
    quote TEXT,
    words TEXT NOT NULL CHECK (length(trim(words)) > 0),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX comment_by_version ON comment (version, at);

CREATE TABLE import (
    id TEXT PRIMARY KEY NOT NULL,
    notice TEXT NOT NULL REFERENCES notice (id),
    version TEXT NOT NULL REFERENCES version (id),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    file_name TEXT NOT NULL,
    encoding TEXT NOT NULL,
    bytes BLOB NOT NULL,
    lines TEXT NOT NULL CHECK (json_valid(lines)),
    officer TEXT NOT NULL REFERENCES officer (id),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX import_by_version ON import (version);
CREATE INDEX import_by_bytes ON import (sha256);

-- The words of every open and live version, for the search box.
CREATE TABLE search_entry (
    id INTEGER PRIMARY KEY NOT NULL,
    version TEXT NOT NULL UNIQUE REFERENCES version (id)
) STRICT;
CREATE VIRTUAL TABLE search_text USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2');

-- Append-only: no UPDATE, no DELETE, and no INSERT OR REPLACE over a row that is there, whatever the connection's
-- recursive_triggers says.
CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision BEGIN
    SELECT RAISE(ABORT, 'append-only: a revision is never changed'); END;
CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision BEGIN
    SELECT RAISE(ABORT, 'append-only: a revision is never deleted'); END;
CREATE TRIGGER revision_no_replace BEFORE INSERT ON revision
    WHEN EXISTS (SELECT 1 FROM revision WHERE id = NEW.id OR (version = NEW.version AND number = NEW.number)) BEGIN
    SELECT RAISE(ABORT, 'append-only: a revision is never replaced'); END;

CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision BEGIN
    SELECT RAISE(ABORT, 'append-only: a decision is never changed'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision BEGIN
    SELECT RAISE(ABORT, 'append-only: a decision is never deleted'); END;
CREATE TRIGGER decision_no_replace BEFORE INSERT ON decision
    WHEN EXISTS (SELECT 1 FROM decision WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'append-only: a decision is never replaced'); END;

CREATE TRIGGER comment_no_update BEFORE UPDATE ON comment BEGIN
    SELECT RAISE(ABORT, 'append-only: a comment is never changed'); END;
CREATE TRIGGER comment_no_delete BEFORE DELETE ON comment BEGIN
    SELECT RAISE(ABORT, 'append-only: a comment is never deleted'); END;

CREATE TRIGGER comment_no_replace BEFORE INSERT ON comment
    WHEN EXISTS (SELECT 1 FROM comment WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'append-only: a comment is never replaced'); END;

CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN
    SELECT RAISE(ABORT, 'append-only: an event is never changed'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN
    SELECT RAISE(ABORT, 'append-only: an event is never deleted'); END;
CREATE TRIGGER event_no_replace BEFORE INSERT ON event
    WHEN EXISTS (SELECT 1 FROM event
                 WHERE id = NEW.id OR place = NEW.place OR previous = NEW.previous OR hash = NEW.hash) BEGIN
    SELECT RAISE(ABORT, 'append-only: an event is never replaced'); END;
