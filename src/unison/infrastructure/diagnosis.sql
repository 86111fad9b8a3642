-- list_extensions --
SELECT extname, extversion FROM pg_extension;

-- read_durability --
SELECT current_setting('fsync') || ', ' || current_setting('synchronous_commit');

-- count_waiting --
-- Facts that the sequencer has not looked at.
SELECT count(*) FROM unison.events e, unison.feed_cursor c WHERE (e.epoch, e.tx, e.pos) > (c.last_epoch, c.last_tx, c.last_pos);

-- measure_oldest_write --
-- For how many seconds the oldest transaction that writes has been open.
SELECT coalesce(max(extract(epoch FROM now() - xact_start)), 0)::int FROM pg_stat_activity
WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid();

-- list_aside --
SELECT stream_id, from_version FROM unison.feed_aside ORDER BY at;

-- list_consumers --
SELECT name, position, fingerprint <> wanted_fingerprint, lane, tick_ms, stopped FROM unison.consumers;

-- read_replayed --
-- Asked of the replica: how far it is, and whose copy.
SELECT pg_last_wal_replay_lsn()::text, system_identifier FROM pg_control_system();

-- read_identity --
SELECT system_identifier FROM pg_control_system();

-- measure_replica_lag --
SELECT greatest(pg_current_wal_lsn() - %(replayed)s::pg_lsn, 0)::bigint;
