-- measure_consumers --
-- What is parked is counted by the owner: row security hides it from the app where no organization is set.
SELECT c.last_cell_seq AS feed_end, q.name, q.lane, q.tick_ms, q.stopped IS NOT NULL AS stopped,
  q.fingerprint <> q.wanted_fingerprint AS rebuilding, c.last_cell_seq - q.position AS behind,
  unison.parked_count(q.name) AS parked, unison.aside_count() AS aside
FROM unison.consumers q CROSS JOIN unison.feed_cursor c ORDER BY q.name;

-- measure_replay --
-- Asked of the replica.
SELECT pg_last_wal_replay_lsn()::text AS replayed, pg_last_xact_replay_timestamp() AS replayed_at;

-- measure_lag --
-- Asked of the primary, by whose clock the replayed changes are dated.
SELECT greatest(lag, 0) AS bytes,
  CASE WHEN lag > 0 THEN coalesce(extract(epoch FROM clock_timestamp() - %(replayed_at)s::timestamptz), 0)::float8
    ELSE 0 END AS seconds
FROM pg_wal_lsn_diff(pg_current_wal_lsn(), %(replayed)s::pg_lsn) AS lag;

-- measure_webhooks --
-- Counted by the owner, as what is parked.
SELECT working, failing, off, waiting, oldest_s FROM unison.webhook_counts();
