-- measure_consumers --
-- What is parked is counted by the owner: row security hides it from the app where no organization is set.
SELECT c.last_cell_seq AS feed_end, q.name, q.lane, q.tick_ms, q.stopped IS NOT NULL AS stopped,
  q.fingerprint <> q.wanted_fingerprint AS rebuilding, c.last_cell_seq - q.position AS behind,
  unison.parked_count(q.name) AS parked, unison.aside_count() AS aside
FROM unison.consumers q CROSS JOIN unison.feed_cursor c ORDER BY q.name;
