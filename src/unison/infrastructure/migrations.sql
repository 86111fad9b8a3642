-- begin_migrating --
-- Waits for whoever migrates.
SELECT pg_advisory_lock(%(lock)s);

-- end_migrating --
SELECT pg_advisory_unlock(%(lock)s);

-- find_missing_extension --
-- One that the server has and the database has not.
SELECT FROM pg_available_extensions WHERE name = %(name)s AND installed_version IS NULL;

-- find_table --
SELECT WHERE to_regclass(%(name)s) IS NOT NULL;

-- find_left_by --
-- On the same server, and with every extension that the server has, as far as who asks could add one.
SELECT FROM unison.left_by l, unison.epochs e, unison.here() h
WHERE l.code = %(code)s AND e.epoch = (SELECT max(epoch) FROM unison.epochs)
  AND (e.system_identifier, e.database_oid, e.timeline) = (h.system_identifier, h.database_oid, h.timeline)
  AND NOT EXISTS (
    SELECT FROM pg_available_extensions x JOIN pg_roles r ON r.rolname = current_user AND r.rolsuper
    WHERE x.name = ANY (%(extensions)s) AND x.installed_version IS NULL);

-- note_left_by --
INSERT INTO unison.left_by (code) VALUES (%(code)s) ON CONFLICT (one) DO UPDATE SET code = excluded.code;

-- find_schema --
SELECT FROM pg_namespace WHERE nspname = %(name)s;

-- list_migrations --
SELECT name, sha256 FROM unison.migrations;

-- note_migration --
INSERT INTO unison.migrations (name, sha256) VALUES (%(name)s, %(sha256)s);

-- begin_epoch --
SELECT unison.begin_epoch();

-- tick_by_pg_cron --
SELECT unison.tick_by_pg_cron();

-- find_queue --
SELECT FROM pgmq.meta WHERE queue_name = %(name)s;

-- create_queue --
SELECT pgmq.create(%(queue)s);

-- permit_queues --
GRANT USAGE ON SCHEMA pgmq TO unison_worker, unison_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgmq TO unison_worker;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgmq TO unison_worker;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgmq TO unison_worker;

-- forget_consumers --
-- Those that are no more.
DELETE FROM unison.consumers WHERE kind IN ('projection', 'outbox') AND name <> ALL (%(known)s) RETURNING kind, name;

-- find_consumer --
SELECT FROM unison.consumers WHERE name = %(name)s;

-- want_fingerprint --
UPDATE unison.consumers SET wanted_fingerprint = %(fingerprint)s
WHERE name = %(name)s AND wanted_fingerprint <> %(fingerprint)s;

-- take_fingerprint --
-- Of one that makes no tables: nothing is to be made anew.
UPDATE unison.consumers SET fingerprint = %(fingerprint)s, wanted_fingerprint = %(fingerprint)s
WHERE name = %(name)s AND wanted_fingerprint <> %(fingerprint)s;

-- forget_positions --
-- Of a reaction that is no more.
DELETE FROM unison.reaction_positions WHERE reaction = %(name)s;
