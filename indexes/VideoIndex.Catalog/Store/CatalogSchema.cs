namespace VideoIndex.Catalog;

/// <summary>
/// The tables, as the list of migrations that makes them. A migration that was ever shipped is never edited: add another.
/// </summary>
/// <remarks>
/// Times are integer milliseconds. Row ids that others may keep (media, window, cue, correction, change) are AUTOINCREMENT: none is given twice.
/// Text is compared by its bytes: two names that only look alike are two names.
/// </remarks>
internal static class CatalogSchema
{
    public static readonly SchemaMigrator Migrator = new([Version1, Version2, Version3, Version4]);

    public const string Version1 = """
        CREATE TABLE catalog(
            id TEXT NOT NULL,                    -- random, made with the file
            created_ms INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE library(
            id INTEGER PRIMARY KEY,
            root TEXT NOT NULL UNIQUE,
            state TEXT NOT NULL CHECK(state IN ('online', 'offline'))
        ) STRICT;

        CREATE TABLE media(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            content TEXT NOT NULL UNIQUE,        -- fingerprint of the content
            cues_fingerprint TEXT,               -- set when the cues are complete
            captions_fingerprint TEXT,           -- set when the captions are complete: fingerprint of their settings
            windows INTEGER,                     -- how many there are; set with captions_fingerprint
            attempts INTEGER NOT NULL DEFAULT 0, -- failures since it was last complete
            failure_code TEXT,
            failure_message TEXT,
            failure_hint TEXT,
            failure_retryable INTEGER NOT NULL DEFAULT 0,
            CHECK((captions_fingerprint IS NULL) = (windows IS NULL)),
            CHECK((failure_code IS NULL) = (failure_message IS NULL))
        ) STRICT;

        CREATE TABLE probe(                      -- a media without a row here is still to be probed
            media_id INTEGER PRIMARY KEY REFERENCES media(id) ON DELETE CASCADE,
            planned_windows INTEGER NOT NULL,
            duration_ms INTEGER NOT NULL CHECK(duration_ms > 0),
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            container TEXT NOT NULL,
            video_codec TEXT NOT NULL,
            frame_rate REAL,
            has_audio INTEGER NOT NULL,
            video_stream INTEGER NOT NULL,
            subtitles TEXT NOT NULL,             -- JSON
            chapters TEXT NOT NULL               -- JSON
        ) STRICT;

        CREATE TABLE file(
            id INTEGER PRIMARY KEY,
            library_id INTEGER NOT NULL REFERENCES library(id) ON DELETE CASCADE,
            path TEXT NOT NULL,                  -- relative to the root
            size INTEGER NOT NULL,
            modified_ns INTEGER NOT NULL,
            media_id INTEGER REFERENCES media(id),
            missing INTEGER NOT NULL DEFAULT 0,
            failure_code TEXT,
            failure_message TEXT,
            failure_hint TEXT,
            UNIQUE(library_id, path),
            CHECK((failure_code IS NULL) = (failure_message IS NULL))
        ) STRICT;
        CREATE INDEX file_media ON file(media_id, missing);

        CREATE TABLE caption_settings(
            id INTEGER PRIMARY KEY,
            fingerprint TEXT NOT NULL UNIQUE,
            model TEXT NOT NULL,
            precision TEXT NOT NULL,
            prompt TEXT NOT NULL,
            max_new_tokens INTEGER NOT NULL,
            window_ms INTEGER NOT NULL,
            frames INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE window(                     -- a window and its newest caption
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            media_id INTEGER NOT NULL REFERENCES media(id) ON DELETE CASCADE,
            start_ms INTEGER NOT NULL CHECK(start_ms >= 0),
            end_ms INTEGER NOT NULL,
            settings_id INTEGER NOT NULL REFERENCES caption_settings(id),
            text TEXT,                           -- null when the model wrote nothing usable
            note TEXT,
            frame_times TEXT NOT NULL,           -- JSON, milliseconds
            device TEXT NOT NULL,
            created_ms INTEGER NOT NULL,
            UNIQUE(media_id, start_ms),
            CHECK(end_ms >= start_ms)
        ) STRICT;

        CREATE TABLE cue(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            media_id INTEGER NOT NULL REFERENCES media(id) ON DELETE CASCADE,
            start_ms INTEGER NOT NULL,
            end_ms INTEGER NOT NULL,
            text TEXT NOT NULL,
            origin TEXT NOT NULL,
            language TEXT
        ) STRICT;
        CREATE INDEX cue_media ON cue(media_id, start_ms);

        -- One row for each document there ever was, with the number of its last change: a reader that lags, however far, sees each
        -- document once, in its last state. A number whose row is gone from its table says that the document was deleted.
        CREATE TABLE change(
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK(kind IN ('w', 'c')),
            row_id INTEGER NOT NULL,
            UNIQUE(kind, row_id)
        ) STRICT;

        -- Triggers write the log, so that no statement, cascade or later migration can forget it.
        CREATE TRIGGER window_added AFTER INSERT ON window WHEN new.text IS NOT NULL BEGIN
            INSERT INTO change(kind, row_id) VALUES('w', new.id);
        END;
        CREATE TRIGGER window_changed AFTER UPDATE ON window
        WHEN (old.media_id, old.start_ms, old.end_ms, old.text) IS NOT (new.media_id, new.start_ms, new.end_ms, new.text) BEGIN
            DELETE FROM change WHERE kind = 'w' AND row_id = new.id;
            INSERT INTO change(kind, row_id) VALUES('w', new.id);
        END;
        CREATE TRIGGER window_removed AFTER DELETE ON window WHEN old.text IS NOT NULL BEGIN
            DELETE FROM change WHERE kind = 'w' AND row_id = old.id;
            INSERT INTO change(kind, row_id) VALUES('w', old.id);
        END;
        CREATE TRIGGER cue_added AFTER INSERT ON cue BEGIN
            INSERT INTO change(kind, row_id) VALUES('c', new.id);
        END;
        CREATE TRIGGER cue_changed AFTER UPDATE ON cue BEGIN
            DELETE FROM change WHERE kind = 'c' AND row_id = new.id;
            INSERT INTO change(kind, row_id) VALUES('c', new.id);
        END;
        CREATE TRIGGER cue_removed AFTER DELETE ON cue BEGIN
            DELETE FROM change WHERE kind = 'c' AND row_id = old.id;
            INSERT INTO change(kind, row_id) VALUES('c', old.id);
        END;
        """;

    public const string Version2 = """
        -- Tries to caption it that ended with the program, since one of its captions was last stored.
        ALTER TABLE media ADD COLUMN broken_off INTEGER NOT NULL DEFAULT 0;
        """;

    public const string Version3 = """
        -- How the settings let frames be chosen: full, auto, keyframes.
        ALTER TABLE caption_settings ADD COLUMN frame_plan TEXT NOT NULL DEFAULT 'full';
        -- How this window's frames were chosen, and the start of the window of the same media whose caption it repeats.
        ALTER TABLE window ADD COLUMN frame_plan TEXT NOT NULL DEFAULT 'full';
        ALTER TABLE window ADD COLUMN reused_from_ms INTEGER;

        -- A media without a row here was not looked at for them.
        CREATE TABLE shot_changes(
            media_id INTEGER PRIMARY KEY REFERENCES media(id) ON DELETE CASCADE,
            times TEXT NOT NULL                  -- JSON, milliseconds, in order
        ) STRICT;
        """;

    /// <summary>What people say: captions they wrote themselves, and which clips answered what they asked.</summary>
    public const string Version4 = """
        CREATE TABLE correction(                 -- a person's caption of a span, kept apart from the model's
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            media_id INTEGER NOT NULL REFERENCES media(id) ON DELETE CASCADE,
            start_ms INTEGER NOT NULL CHECK(start_ms >= 0),
            end_ms INTEGER NOT NULL,
            text TEXT NOT NULL,
            created_ms INTEGER NOT NULL,
            UNIQUE(media_id, start_ms),
            CHECK(end_ms > start_ms)
        ) STRICT;

        CREATE TABLE judgement(
            query TEXT NOT NULL,                 -- in its normal form
            media_id INTEGER NOT NULL REFERENCES media(id) ON DELETE CASCADE,
            start_ms INTEGER NOT NULL,
            end_ms INTEGER NOT NULL,
            is_right INTEGER NOT NULL,
            place INTEGER,                       -- from 1, where the person put it; null when no order was given
            created_ms INTEGER NOT NULL,
            PRIMARY KEY(query, media_id, start_ms, end_ms)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX judgement_media ON judgement(media_id);

        -- The log takes corrections too. SQLite cannot widen a CHECK: the table is made anew, and its triggers, which are the same as before,
        -- with it. The numbers go on from where they were.
        DROP TRIGGER window_added; DROP TRIGGER window_changed; DROP TRIGGER window_removed;
        DROP TRIGGER cue_added; DROP TRIGGER cue_changed; DROP TRIGGER cue_removed;
        CREATE TABLE wider(
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK(kind IN ('w', 'c', 'e')),
            row_id INTEGER NOT NULL,
            UNIQUE(kind, row_id)
        ) STRICT;
        INSERT INTO wider(number, kind, row_id) SELECT number, kind, row_id FROM change;
        INSERT INTO sqlite_sequence(name, seq) SELECT 'wider', 0 WHERE NOT EXISTS(SELECT 1 FROM sqlite_sequence WHERE name = 'wider');
        UPDATE sqlite_sequence SET seq = ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'change'), 0) WHERE name = 'wider';
        DROP TABLE change;
        ALTER TABLE wider RENAME TO change;

        CREATE TRIGGER window_added AFTER INSERT ON window WHEN new.text IS NOT NULL BEGIN
            INSERT INTO change(kind, row_id) VALUES('w', new.id);
        END;
        CREATE TRIGGER window_changed AFTER UPDATE ON window
        WHEN (old.media_id, old.start_ms, old.end_ms, old.text) IS NOT (new.media_id, new.start_ms, new.end_ms, new.text) BEGIN
            DELETE FROM change WHERE kind = 'w' AND row_id = new.id;
            INSERT INTO change(kind, row_id) VALUES('w', new.id);
        END;
        CREATE TRIGGER window_removed AFTER DELETE ON window WHEN old.text IS NOT NULL BEGIN
            DELETE FROM change WHERE kind = 'w' AND row_id = old.id;
            INSERT INTO change(kind, row_id) VALUES('w', old.id);
        END;
        CREATE TRIGGER cue_added AFTER INSERT ON cue BEGIN
            INSERT INTO change(kind, row_id) VALUES('c', new.id);
        END;
        CREATE TRIGGER cue_changed AFTER UPDATE ON cue BEGIN
            DELETE FROM change WHERE kind = 'c' AND row_id = new.id;
            INSERT INTO change(kind, row_id) VALUES('c', new.id);
        END;
        CREATE TRIGGER cue_removed AFTER DELETE ON cue BEGIN
            DELETE FROM change WHERE kind = 'c' AND row_id = old.id;
            INSERT INTO change(kind, row_id) VALUES('c', old.id);
        END;

        -- A window under a correction is a document no longer, and is one again when the correction goes.
        CREATE TRIGGER correction_added AFTER INSERT ON correction BEGIN
            INSERT INTO change(kind, row_id) VALUES('e', new.id);
            DELETE FROM change WHERE kind = 'w' AND row_id IN (
                SELECT id FROM window WHERE media_id = new.media_id AND start_ms < new.end_ms AND end_ms > new.start_ms AND text IS NOT NULL);
            INSERT INTO change(kind, row_id)
                SELECT 'w', id FROM window WHERE media_id = new.media_id AND start_ms < new.end_ms AND end_ms > new.start_ms AND text IS NOT NULL;
        END;
        CREATE TRIGGER correction_changed AFTER UPDATE ON correction BEGIN
            DELETE FROM change WHERE kind = 'e' AND row_id = new.id;
            INSERT INTO change(kind, row_id) VALUES('e', new.id);
        END;
        CREATE TRIGGER correction_removed AFTER DELETE ON correction BEGIN
            DELETE FROM change WHERE kind = 'e' AND row_id = old.id;
            INSERT INTO change(kind, row_id) VALUES('e', old.id);
            DELETE FROM change WHERE kind = 'w' AND row_id IN (
                SELECT id FROM window WHERE media_id = old.media_id AND start_ms < old.end_ms AND end_ms > old.start_ms AND text IS NOT NULL);
            INSERT INTO change(kind, row_id)
                SELECT 'w', id FROM window WHERE media_id = old.media_id AND start_ms < old.end_ms AND end_ms > old.start_ms AND text IS NOT NULL;
        END;
        """;
}
