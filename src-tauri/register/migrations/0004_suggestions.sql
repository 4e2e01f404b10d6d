-- Comments may propose other words, and are answered: taken, left, or done with.
ALTER TABLE comment ADD COLUMN instead TEXT;

CREATE TABLE comment_answer (
    id TEXT PRIMARY KEY NOT NULL,
    comment TEXT NOT NULL REFERENCES comment (id),
    officer TEXT NOT NULL REFERENCES officer (id),
    how TEXT NOT NULL CHECK (how IN ('taken', 'left', 'done')),
    words TEXT CHECK (words IS NULL OR length(trim(words)) > 0),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX comment_answer_by_comment ON comment_answer (comment, at);

CREATE TRIGGER comment_answer_no_update BEFORE UPDATE ON comment_answer BEGIN
    SELECT RAISE(ABORT, 'append-only: an answer to a comment is never changed'); END;
CREATE TRIGGER comment_answer_no_delete BEFORE DELETE ON comment_answer BEGIN
    SELECT RAISE(ABORT, 'append-only: an answer to a comment is never deleted'); END;
CREATE TRIGGER comment_answer_no_replace BEFORE INSERT ON comment_answer
    WHEN EXISTS (SELECT 1 FROM comment_answer WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'append-only: an answer to a comment is never replaced'); END;
