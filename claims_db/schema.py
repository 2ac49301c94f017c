"""The tables of the first release, in SQL; docs/database.md tells what each is for.

Three kinds: base data (``source``, ``source_text``, ``claim``), the log (``event``), and what follows from the log
(all the rest, and the claim's columns from ``status`` on), which ``check`` derives again and compares.
"""

from __future__ import annotations

VOCABULARY = (
    "CREATE TABLE status (code INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE kind (code INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
)

SOURCES = (
    """
    CREATE TABLE source (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        record_file TEXT,
        sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
        text_sha256 BLOB NOT NULL CHECK (length(text_sha256) = 32),
        media_type TEXT NOT NULL,
        encoding TEXT,
        reader TEXT NOT NULL,
        title TEXT,
        published TEXT,
        boilerplate TEXT,
        length INTEGER NOT NULL,
        added_at TEXT NOT NULL,
        added_by TEXT NOT NULL,
        supersedes INTEGER REFERENCES source (id),
        superseded INTEGER NOT NULL DEFAULT 0 CHECK (superseded IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX source_by_name ON source (name)",
    "CREATE INDEX source_by_bytes ON source (sha256)",
    "CREATE INDEX source_by_text ON source (text_sha256)",
    # apart from source, so that lists of sources do not read texts
    """
    CREATE TABLE source_text (
        source_id INTEGER PRIMARY KEY REFERENCES source (id),
        text TEXT NOT NULL,
        raw BLOB
    ) STRICT
    """,
)

# Bits of claim.flags, in the order of records.FLAGS, and what decides claim.shown. Both are plain columns kept by
# a trigger: SQLite never takes an index that holds a generated column for a covering one.
_TOUCHED = "(status <> 0 OR note_count + evidence_count + link_count + tag_count + correction_count > 0)"
FLAGS_OF_ROW = """(
    (status BETWEEN 2 AND 5 AND evidence_count = 0)
    + 2 * (note_count > 0) + 4 * (evidence_count > 0) + 8 * (link_count > 0) + 16 * (tag_count > 0)
    + 32 * (correction_count > 0) + 64 * (origin = 1) + 128 * retired + 256 * (suggestion_count > 0) + 512 * disputed
)"""
SHOWN_OF_ROW = f"""(CASE
    WHEN withdrawn OR (retired AND NOT {_TOUCHED}) THEN 0
    WHEN (region = 'body' AND states_claim) OR {_TOUCHED} THEN 2
    ELSE 1
END)"""
_DECIDING = (
    "status, note_count, evidence_count, link_count, tag_count, correction_count, origin, retired, suggestion_count, "
    "disputed, withdrawn, region, states_claim"
)


# New rows come with both (intake.py): a trigger on insertion makes SQLite keep a journal for each row, which takes as
# long as three of the indexes.
_DERIVE = f"""
    CREATE TRIGGER claim_has_changed AFTER UPDATE OF {_DECIDING} ON claim
    WHEN (SELECT flags IS NOT {FLAGS_OF_ROW} OR shown IS NOT {SHOWN_OF_ROW} FROM claim WHERE id = new.id)
    BEGIN UPDATE claim SET flags = {FLAGS_OF_ROW}, shown = {SHOWN_OF_ROW} WHERE id = new.id; END
"""

CLAIM = (
    """
    CREATE TABLE claim (
        id INTEGER PRIMARY KEY,
        uid BLOB NOT NULL CHECK (length(uid) = 16),
        source_id INTEGER NOT NULL REFERENCES source (id),
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL CHECK ("end" > start),
        figure TEXT NOT NULL,
        statement_start INTEGER NOT NULL,
        statement_end INTEGER NOT NULL,
        kind INTEGER NOT NULL REFERENCES kind (code),
        value TEXT, low TEXT, high TEXT, unit TEXT,
        base_value TEXT, base_low TEXT, base_high TEXT, base_unit TEXT,
        comparator TEXT NOT NULL,
        subject TEXT, metric TEXT, relative_to TEXT, as_of TEXT, period TEXT, per TEXT, precision TEXT,
        modality TEXT NOT NULL, direction TEXT, attributed_to TEXT,
        region TEXT NOT NULL,
        states_claim INTEGER NOT NULL CHECK (states_claim IN (0, 1)),
        extractor TEXT NOT NULL,
        checkworthiness REAL NOT NULL,
        lang TEXT NOT NULL,
        sort_value REAL NOT NULL,
        rank INTEGER NOT NULL,
        origin INTEGER NOT NULL DEFAULT 0 CHECK (origin IN (0, 1)),
        retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
        left_with_source INTEGER NOT NULL DEFAULT 0 CHECK (left_with_source IN (0, 1)),
        suggestion_count INTEGER NOT NULL DEFAULT 0,
        status INTEGER NOT NULL DEFAULT 0 REFERENCES status (code),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
        assignee TEXT,
        adjudicated_by TEXT,
        note_count INTEGER NOT NULL DEFAULT 0,
        evidence_count INTEGER NOT NULL DEFAULT 0,
        link_count INTEGER NOT NULL DEFAULT 0,
        tag_count INTEGER NOT NULL DEFAULT 0,
        correction_count INTEGER NOT NULL DEFAULT 0,
        disputed INTEGER NOT NULL DEFAULT 0 CHECK (disputed IN (0, 1)),
        version INTEGER NOT NULL DEFAULT 0,
        flags INTEGER NOT NULL DEFAULT 0,
        shown INTEGER NOT NULL DEFAULT 2
    ) STRICT
    """,
    _DERIVE,
)

# One index for each order a list can have, carrying what lists filter by, so that a filtered, sorted list of ids is
# one pass over one index and never touches the table.
INDEXES = (
    "CREATE UNIQUE INDEX claim_by_uid ON claim (uid, source_id)",
    "CREATE INDEX claim_by_id ON claim (id, shown, status, kind, flags)",
    "CREATE INDEX claim_by_source ON claim (source_id, start, id, shown, status, kind, flags)",
    "CREATE INDEX claim_by_checkworthiness ON claim (rank DESC, id, shown, status, kind, flags)",
    "CREATE INDEX claim_by_status ON claim (status, rank DESC, id, shown, kind, flags)",
    "CREATE INDEX claim_by_kind ON claim (kind, rank DESC, id, shown, status, flags)",
    "CREATE INDEX claim_by_value ON claim (sort_value, id, shown, status, kind, flags)",
    "CREATE INDEX claim_by_metric ON claim (metric IS NULL, metric COLLATE NOCASE, id, shown, status, kind, flags)",
    "CREATE INDEX claim_by_subject ON claim (subject IS NULL, subject COLLATE NOCASE, id, shown, status, kind, flags)",
    "CREATE INDEX claim_by_changed ON claim (version, id, shown, status, kind, flags)",
    "CREATE INDEX claim_by_assignee ON claim (assignee, id) WHERE assignee IS NOT NULL",
)

DECISIONS = (
    """
    CREATE TABLE verdict (
        claim_id INTEGER NOT NULL REFERENCES claim (id),
        reviewer TEXT NOT NULL,
        status INTEGER NOT NULL REFERENCES status (code),
        finding TEXT,
        at TEXT NOT NULL,
        PRIMARY KEY (claim_id, reviewer)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX verdict_by_reviewer ON verdict (reviewer, status)",
    "CREATE TABLE finding (claim_id INTEGER PRIMARY KEY REFERENCES claim (id), finding TEXT NOT NULL) STRICT",
    "CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    """
    CREATE TABLE claim_tag (
        claim_id INTEGER NOT NULL REFERENCES claim (id),
        tag_id INTEGER NOT NULL REFERENCES tag (id),
        PRIMARY KEY (claim_id, tag_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX claim_tag_by_tag ON claim_tag (tag_id, claim_id)",
    # rows of notes, evidence and links stay when dropped (gone), so that their ids hold through undo
    """
    CREATE TABLE note (
        id INTEGER PRIMARY KEY,
        uid BLOB NOT NULL UNIQUE,
        claim_id INTEGER NOT NULL REFERENCES claim (id),
        text TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX note_by_claim ON note (claim_id) WHERE NOT gone",
    """
    CREATE TABLE evidence (
        id INTEGER PRIMARY KEY,
        uid BLOB NOT NULL UNIQUE,
        claim_id INTEGER NOT NULL REFERENCES claim (id),
        url TEXT NOT NULL, quote TEXT, stance TEXT NOT NULL, date_seen TEXT, archive_url TEXT,
        by TEXT NOT NULL, at TEXT NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX evidence_by_claim ON evidence (claim_id) WHERE NOT gone",
    """
    CREATE TABLE link (
        id INTEGER PRIMARY KEY,
        uid BLOB NOT NULL UNIQUE,
        a INTEGER NOT NULL REFERENCES claim (id),
        b INTEGER NOT NULL REFERENCES claim (id) CHECK (a <> b),
        type TEXT NOT NULL, why TEXT,
        by TEXT NOT NULL, at TEXT NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX link_by_a ON link (a) WHERE NOT gone",
    "CREATE INDEX link_by_b ON link (b) WHERE NOT gone",
    # pairs that a reviewer said are not related so: what matching suggests is held against it, now and later
    """
    CREATE TABLE rejection (
        id INTEGER PRIMARY KEY,
        uid BLOB NOT NULL UNIQUE,
        a INTEGER NOT NULL REFERENCES claim (id),
        b INTEGER NOT NULL REFERENCES claim (id) CHECK (a <> b),
        relation TEXT NOT NULL,
        by TEXT NOT NULL, at TEXT NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX rejection_by_a ON rejection (a, b) WHERE NOT gone",
    "CREATE INDEX rejection_by_b ON rejection (b, a) WHERE NOT gone",
    """
    CREATE TABLE correction (
        claim_id INTEGER NOT NULL REFERENCES claim (id),
        field TEXT NOT NULL,
        extracted TEXT NOT NULL,
        corrected TEXT NOT NULL,
        PRIMARY KEY (claim_id, field)
    ) STRICT, WITHOUT ROWID
    """,
)

LOG = (
    """
    CREATE TABLE event (
        id INTEGER PRIMARY KEY,
        uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
        at TEXT NOT NULL,
        reviewer TEXT NOT NULL,
        act TEXT NOT NULL,
        claim_id INTEGER NOT NULL REFERENCES claim (id),
        other_id INTEGER REFERENCES claim (id),
        batch INTEGER NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        undoes INTEGER REFERENCES event (id)
    ) STRICT
    """,
    "CREATE INDEX event_by_claim ON event (claim_id)",
    "CREATE INDEX event_by_time ON event (at)",
    "CREATE INDEX event_by_undone ON event (undoes) WHERE undoes IS NOT NULL",
    "CREATE INDEX event_by_other ON event (other_id) WHERE other_id IS NOT NULL",
    """
    CREATE TRIGGER event_is_kept BEFORE DELETE ON event
    BEGIN SELECT raise(ABORT, 'the event log is append-only'); END
    """,
    """
    CREATE TRIGGER event_is_unchanged BEFORE UPDATE ON event
    BEGIN SELECT raise(ABORT, 'the event log is append-only'); END
    """,
    # REPLACE deletes without the trigger above
    """
    CREATE TRIGGER event_is_new BEFORE INSERT ON event
    WHEN EXISTS (SELECT 1 FROM event WHERE id = new.id) OR EXISTS (SELECT 1 FROM event WHERE uid = new.uid)
    BEGIN SELECT raise(ABORT, 'the event log is append-only'); END
    """,
    # undo and redo: the acts of each reviewer and whether they stand, are undone, or can't be done again any more
    """
    CREATE TABLE batch (
        id INTEGER PRIMARY KEY REFERENCES event (id),
        at TEXT NOT NULL,
        reviewer TEXT NOT NULL,
        act TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('standing', 'undone', 'dead'))
    ) STRICT
    """,
    "CREATE INDEX batch_by_reviewer ON batch (reviewer, state, at)",
)

SUGGESTIONS = (
    """
    CREATE TABLE suggestion (
        id INTEGER PRIMARY KEY,
        a INTEGER NOT NULL REFERENCES claim (id),
        b INTEGER NOT NULL REFERENCES claim (id) CHECK (a < b),
        relation TEXT NOT NULL,
        score REAL NOT NULL,
        why TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'rejected')),
        by TEXT,
        at TEXT NOT NULL,
        UNIQUE (a, b, relation)
    ) STRICT
    """,
    """
    CREATE TRIGGER suggestion_is_gone AFTER DELETE ON suggestion WHEN old.state = 'open'
    BEGIN
        UPDATE claim SET suggestion_count = (
            SELECT (SELECT count(*) FROM suggestion WHERE a = claim.id AND state = 'open')
                + (SELECT count(*) FROM suggestion WHERE b = claim.id AND state = 'open')
        ) WHERE id IN (old.a, old.b);
    END
    """,
    "CREATE INDEX suggestion_by_b ON suggestion (b)",
    "CREATE INDEX suggestion_by_score ON suggestion (state, score DESC)",
)

# +state: SQLite would else go through all open suggestions by the index over states
RECOUNT_SINCE_4 = (
    "DROP TRIGGER suggestion_is_gone",
    """
    CREATE TRIGGER suggestion_is_gone AFTER DELETE ON suggestion WHEN old.state = 'open'
    BEGIN
        UPDATE claim SET suggestion_count = (
            SELECT (SELECT count(*) FROM suggestion WHERE a = claim.id AND +state = 'open')
                + (SELECT count(*) FROM suggestion WHERE b = claim.id AND +state = 'open')
        ) WHERE id IN (old.a, old.b);
    END
    """,
)

SEARCH = (
    "CREATE TABLE script_variant (variant TEXT PRIMARY KEY, plain TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # contentless: the texts stand in source_text and claim already
    "CREATE VIRTUAL TABLE claim_search USING fts5 (words, content = '', tokenize = 'unicode61')",
    "CREATE VIRTUAL TABLE note_search USING fts5 (words, content = '', tokenize = 'unicode61')",
)
