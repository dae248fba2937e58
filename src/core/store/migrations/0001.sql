-- SPDX-License-Identifier: GPL-3.0-or-later
-- The schema of the first release, whole. These columns are the only statement of what a record holds: the program
-- reads them with PRAGMA table_info, so code and schema cannot drift apart.
-- Record tables (those with a uuid) start with the same five columns. Times are RFC 3339 in UTC, offsets Unicode code
-- points, lists and objects JSON in TEXT. Nothing references by rowid. Rows are never deleted: `deleted` is the trash.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE article (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  uri TEXT NOT NULL, canonical_uri TEXT, title TEXT NOT NULL, byline TEXT, site TEXT, published TEXT, language TEXT,
  opened TEXT, progress REAL, state TEXT NOT NULL DEFAULT 'to-read', default_scale TEXT
) STRICT;
CREATE INDEX article_uri ON article (uri);

CREATE TABLE article_alias (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  article TEXT NOT NULL REFERENCES article (uuid), uri TEXT NOT NULL
) STRICT;
CREATE INDEX article_alias_uri ON article_alias (uri);
CREATE INDEX article_alias_article ON article_alias (article);

-- Bytes by their hash: originals, images, parts.
CREATE TABLE content (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;

-- Immutable. `sha256` is of the main resource as received or the file's bytes, which lie in `content` if they are kept.
CREATE TABLE capture (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  article TEXT NOT NULL REFERENCES article (uuid), uri TEXT NOT NULL, sha256 TEXT NOT NULL, mhtml_sha256 TEXT,
  captured TEXT NOT NULL, media_type TEXT NOT NULL, html TEXT, text TEXT, text_sha256 TEXT,
  status INTEGER, headers TEXT, archive TEXT
) STRICT;
CREATE INDEX capture_article ON capture (article, captured);
CREATE INDEX capture_sha256 ON capture (sha256);

CREATE TABLE capture_resource (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  capture TEXT NOT NULL REFERENCES capture (uuid), uri TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES content (sha256),
  media_type TEXT, position INTEGER NOT NULL
) STRICT;
CREATE INDEX capture_resource_capture ON capture_resource (capture, position);

CREATE TABLE category (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  id TEXT NOT NULL UNIQUE, label TEXT NOT NULL, colour TEXT NOT NULL, icon TEXT NOT NULL, position INTEGER NOT NULL
) STRICT;

CREATE TABLE scale (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  id TEXT NOT NULL UNIQUE, label TEXT NOT NULL, definition TEXT, position INTEGER NOT NULL
) STRICT;

CREATE TABLE verdict (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  scale TEXT NOT NULL REFERENCES scale (id), id TEXT NOT NULL, label TEXT NOT NULL, number REAL,
  colour TEXT NOT NULL, definition TEXT NOT NULL, position INTEGER NOT NULL,
  UNIQUE (scale, id)
) STRICT;

CREATE TABLE person (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  name TEXT NOT NULL, role TEXT
) STRICT;
CREATE INDEX person_name ON person (name);

CREATE TABLE annotation (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  article TEXT NOT NULL REFERENCES article (uuid), category TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'to-check',
  scale TEXT, verdict TEXT, claimant TEXT REFERENCES person (uuid), claim_date TEXT, claim TEXT, explanation TEXT,
  author TEXT,
  CHECK ((scale IS NULL) = (verdict IS NULL))
) STRICT;
-- Covers what the library's list counts, in the order it groups by: a million annotations are counted without reading
-- one of them.
CREATE INDEX annotation_article ON annotation (article, deleted, status, scale, verdict);

CREATE TABLE note (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  annotation TEXT NOT NULL REFERENCES annotation (uuid), text TEXT NOT NULL, author TEXT, position INTEGER NOT NULL
) STRICT;
CREATE INDEX note_annotation ON note (annotation, position);

CREATE TABLE contact_log (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  annotation TEXT NOT NULL REFERENCES annotation (uuid), who TEXT NOT NULL, at TEXT, channel TEXT, answer TEXT
) STRICT;
CREATE INDEX contact_log_annotation ON contact_log (annotation);

-- One for each annotation in each capture it was looked for. The first one's quote, prefix and suffix are never rewritten.
-- start_point and end_point are null when lost; order_key then keeps its last place.
CREATE TABLE anchor (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  annotation TEXT NOT NULL REFERENCES annotation (uuid), capture TEXT NOT NULL REFERENCES capture (uuid),
  quote TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL, start_point INTEGER, end_point INTEGER,
  order_key INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'exact', reviewed TEXT, score REAL, found TEXT,
  flags TEXT NOT NULL DEFAULT '[]',
  CHECK ((start_point IS NULL) = (end_point IS NULL))
) STRICT;
CREATE INDEX anchor_annotation ON anchor (annotation);
CREATE INDEX anchor_capture ON anchor (capture, order_key);
-- Few among many: the list of articles counts them.
CREATE INDEX anchor_attention ON anchor (annotation) WHERE state IN ('changed', 'lost') AND reviewed IS NULL;

-- What the claim detector read in the claim: the fields of a hit.
CREATE TABLE quantity (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  annotation TEXT NOT NULL REFERENCES annotation (uuid), start_point INTEGER, end_point INTEGER, class TEXT NOT NULL,
  value REAL, low REAL, high REAL, from_value REAL, to_value REAL, bound TEXT, approximate INTEGER, unit TEXT,
  unit_si TEXT, value_si REAL, counted TEXT, currency TEXT, speaker TEXT, rule TEXT, score REAL, explanation TEXT
) STRICT;
CREATE INDEX quantity_annotation ON quantity (annotation);

CREATE TABLE annotation_link (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  annotation TEXT NOT NULL REFERENCES annotation (uuid), target TEXT NOT NULL REFERENCES annotation (uuid),
  kind TEXT NOT NULL
) STRICT;
CREATE INDEX annotation_link_annotation ON annotation_link (annotation);

-- `at` is a page, paragraph or time in the source; `hash` the SHA-256 of the source as it was read.
CREATE TABLE source (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  annotation TEXT NOT NULL REFERENCES annotation (uuid), uri TEXT, title TEXT, publisher TEXT, quote TEXT, at TEXT,
  stance TEXT NOT NULL DEFAULT 'supports', kind TEXT, accessed TEXT, archive TEXT, capture TEXT REFERENCES capture (uuid),
  hash TEXT, note TEXT, position INTEGER NOT NULL
) STRICT;
CREATE INDEX source_annotation ON source (annotation, position);

CREATE TABLE tag (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE annotation_tag (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  annotation TEXT NOT NULL REFERENCES annotation (uuid), tag TEXT NOT NULL REFERENCES tag (uuid),
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX annotation_tag_annotation ON annotation_tag (annotation, position);
CREATE INDEX annotation_tag_tag ON annotation_tag (tag);

CREATE TABLE saved_filter (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  name TEXT NOT NULL, query TEXT NOT NULL, position INTEGER NOT NULL
) STRICT;

-- What was exported when, so that a later correction knows what was published.
CREATE TABLE publication (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  article TEXT REFERENCES article (uuid), annotation TEXT REFERENCES annotation (uuid), format TEXT NOT NULL,
  at TEXT NOT NULL, uri TEXT, sha256 TEXT, snapshot TEXT
) STRICT;
CREATE INDEX publication_article ON publication (article);

CREATE TABLE suggestion_dismissed (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  article TEXT NOT NULL REFERENCES article (uuid), rule TEXT NOT NULL, quote TEXT NOT NULL, prefix TEXT, suffix TEXT
) STRICT;
CREATE INDEX suggestion_dismissed_article ON suggestion_dismissed (article);

CREATE TABLE rule_muted (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  rule TEXT NOT NULL, article TEXT REFERENCES article (uuid)
) STRICT;

-- A value that an import brought and that differs from ours: both are kept until the user decides.
CREATE TABLE import_conflict (
  uuid TEXT PRIMARY KEY, created TEXT NOT NULL, modified TEXT NOT NULL, deleted TEXT, extra TEXT,
  record_table TEXT NOT NULL, record TEXT NOT NULL, origin TEXT NOT NULL, ours TEXT, theirs TEXT NOT NULL, resolved TEXT
) STRICT;
CREATE INDEX import_conflict_record ON import_conflict (record);

-- Text being typed: overwritten, no history, gone in the transaction that turns it into history. `base` is the value
-- that the typing started from.
CREATE TABLE draft (
  record_table TEXT NOT NULL, record TEXT NOT NULL, field TEXT NOT NULL, base TEXT, text TEXT NOT NULL,
  modified TEXT NOT NULL,
  PRIMARY KEY (record_table, record, field)
) STRICT, WITHOUT ROWID;

-- Append-only, one chain for each library of origin. `hash` is the SHA-256 of the canonical JSON of
-- {after, at, before, library, previous, record, record_table, seq, who}, where before and after are the SHA-256 of
-- their canonical JSON, or null. That JSON leaves empty columns out, so that a column added later changes no hash, and
-- holds a capture's text and html as {"sha256": ...}. A purge puts the SHA-256 itself in place of before and after.
CREATE TABLE history (
  library TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, record_table TEXT NOT NULL,
  record TEXT NOT NULL, before TEXT, after TEXT, previous TEXT, hash TEXT NOT NULL,
  PRIMARY KEY (library, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX history_record ON history (record, record_table);

CREATE TRIGGER history_is_append_only BEFORE DELETE ON history
BEGIN SELECT RAISE (ABORT, 'history is append-only'); END;
CREATE TRIGGER history_is_immutable BEFORE UPDATE ON history
WHEN NEW.library IS NOT OLD.library OR NEW.seq IS NOT OLD.seq OR NEW.at IS NOT OLD.at OR NEW.who IS NOT OLD.who
  OR NEW.record_table IS NOT OLD.record_table OR NEW.record IS NOT OLD.record OR NEW.previous IS NOT OLD.previous
  OR NEW.hash IS NOT OLD.hash OR (NEW.before IS NOT OLD.before AND length (NEW.before) IS NOT 64)
  OR (NEW.after IS NOT OLD.after AND length (NEW.after) IS NOT 64)
BEGIN SELECT RAISE (ABORT, 'history is append-only'); END;
CREATE TRIGGER capture_is_immutable BEFORE UPDATE OF article, uri, sha256, captured, media_type, html, text, text_sha256 ON capture
WHEN NEW.text IS NOT OLD.text OR NEW.html IS NOT OLD.html OR NEW.sha256 IS NOT OLD.sha256
  OR NEW.text_sha256 IS NOT OLD.text_sha256 OR NEW.captured IS NOT OLD.captured OR NEW.article IS NOT OLD.article
  OR NEW.uri IS NOT OLD.uri OR NEW.media_type IS NOT OLD.media_type
BEGIN SELECT RAISE (ABORT, 'a capture is immutable'); END;
CREATE TRIGGER quote_is_kept BEFORE UPDATE OF annotation, capture, quote, prefix, suffix ON anchor
WHEN NEW.annotation IS NOT OLD.annotation OR NEW.capture IS NOT OLD.capture OR NEW.quote IS NOT OLD.quote
  OR NEW.prefix IS NOT OLD.prefix OR NEW.suffix IS NOT OLD.suffix
BEGIN SELECT RAISE (ABORT, 'the quote of an anchor is never rewritten'); END;
CREATE TRIGGER content_is_immutable BEFORE UPDATE ON content
BEGIN SELECT RAISE (ABORT, 'content is immutable'); END;
