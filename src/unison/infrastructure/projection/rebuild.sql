-- hold_workers --
-- Whoever applies facts to it locks this row first.
SELECT wanted_fingerprint FROM unison.consumers WHERE name = %(name)s FOR UPDATE;

-- rename_schema --
ALTER SCHEMA {schema} RENAME TO {new};

-- note_rebuilt --
UPDATE unison.consumers SET position = %(position)s, applied_at = clock_timestamp(), stopped = NULL, fingerprint = %(fingerprint)s
WHERE name = %(name)s;
