-- SPDX-License-Identifier: GPL-3.0-or-later
-- Captures of the web. What an older library holds stays as it is: rows of captures and content never change. The history
-- holds a capture's headers as {"sha256": ...}, too: nothing wrote any before this step.

-- How `bytes` are written: null as they are, `zstd` compressed, with the plain bytes of `base` before them if that is
-- set. What is a base has none. `sha256` and `size` are always of the plain bytes.
ALTER TABLE content ADD COLUMN encoding TEXT;
ALTER TABLE content ADD COLUMN base TEXT REFERENCES content (sha256);

-- Where it is set, `html` and `text` are null and lie in `content`, by `html_sha256` and `text_sha256`.
ALTER TABLE capture ADD COLUMN html_sha256 TEXT REFERENCES content (sha256);
-- The history holds `headers` the way it holds text and html: {"sha256": ...}.
-- In `content`: the MHTML without its parts, which with it make the file of `mhtml_sha256` again.
ALTER TABLE capture ADD COLUMN mhtml_skeleton TEXT REFERENCES content (sha256);

-- How much of the page html and text are: `article`, `whole`, or what the user selected in either, `article-part` and
-- `whole-part`. null: nobody said. And, where the article was asked for and the whole page was taken, why: `nothing`
-- (reads as an article), `list`, `little`, `locked`, `empty`.
ALTER TABLE capture ADD COLUMN extent TEXT;
ALTER TABLE capture ADD COLUMN finding TEXT;

-- All of a capture but the five columns of every record and `archive`, which is found out later.
DROP TRIGGER capture_is_immutable;
CREATE TRIGGER capture_is_immutable BEFORE UPDATE OF article, uri, sha256, mhtml_sha256, captured, media_type, html, text,
  text_sha256, status, headers, html_sha256, mhtml_skeleton, extent, finding ON capture
WHEN NEW.text IS NOT OLD.text OR NEW.html IS NOT OLD.html OR NEW.sha256 IS NOT OLD.sha256
  OR NEW.text_sha256 IS NOT OLD.text_sha256 OR NEW.html_sha256 IS NOT OLD.html_sha256
  OR NEW.mhtml_sha256 IS NOT OLD.mhtml_sha256 OR NEW.mhtml_skeleton IS NOT OLD.mhtml_skeleton
  OR NEW.captured IS NOT OLD.captured OR NEW.article IS NOT OLD.article OR NEW.uri IS NOT OLD.uri
  OR NEW.extent IS NOT OLD.extent OR NEW.finding IS NOT OLD.finding
  OR NEW.media_type IS NOT OLD.media_type OR NEW.status IS NOT OLD.status OR NEW.headers IS NOT OLD.headers
BEGIN SELECT RAISE (ABORT, 'a capture is immutable'); END;
-- The reader view asks for an image by its hash.
CREATE INDEX capture_resource_sha256 ON capture_resource (sha256);

-- The history with row numbers: without them, a row of over a kilobyte, as a capture's is, takes a page of the file more
-- than it fills. What its rows say, and so their hashes, stays as it is.
DROP TRIGGER history_is_append_only;
DROP TRIGGER history_is_immutable;
ALTER TABLE history RENAME TO history_of_version_1;
CREATE TABLE history (
  library TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, record_table TEXT NOT NULL,
  record TEXT NOT NULL, before TEXT, after TEXT, previous TEXT, hash TEXT NOT NULL,
  PRIMARY KEY (library, seq)
) STRICT;
INSERT INTO history SELECT * FROM history_of_version_1 ORDER BY library, seq;
DROP TABLE history_of_version_1;
CREATE INDEX history_record ON history (record, record_table);
CREATE TRIGGER history_is_append_only BEFORE DELETE ON history
BEGIN SELECT RAISE (ABORT, 'history is append-only'); END;
CREATE TRIGGER history_is_immutable BEFORE UPDATE ON history
WHEN NEW.library IS NOT OLD.library OR NEW.seq IS NOT OLD.seq OR NEW.at IS NOT OLD.at OR NEW.who IS NOT OLD.who
  OR NEW.record_table IS NOT OLD.record_table OR NEW.record IS NOT OLD.record OR NEW.previous IS NOT OLD.previous
  OR NEW.hash IS NOT OLD.hash OR (NEW.before IS NOT OLD.before AND length (NEW.before) IS NOT 64)
  OR (NEW.after IS NOT OLD.after AND length (NEW.after) IS NOT 64)
BEGIN SELECT RAISE (ABORT, 'history is append-only'); END;
