-- bound_silence --
-- For the session: the database ends it when nothing is said on it for so long.
SET idle_session_timeout = '30s';

-- bear_silence --
RESET idle_session_timeout;

-- hold_workers --
-- Whoever applies facts to it locks this row first.
SELECT wanted_fingerprint FROM unison.consumers WHERE name = %(name)s FOR UPDATE;

-- rename_schema --
ALTER SCHEMA {schema} RENAME TO {new};

-- note_rebuilt --
UPDATE unison.consumers SET position = %(position)s, applied_at = clock_timestamp(), stopped = NULL, fingerprint = %(fingerprint)s
WHERE name = %(name)s;
