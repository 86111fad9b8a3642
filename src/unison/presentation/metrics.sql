-- measure_projections --
-- What is parked is counted by the owner: row security hides it from the app where no organization is set.
SELECT c.last_cell_seq AS feed_end, q.projection, c.last_cell_seq - min(q.feed_seq) AS behind,
  unison.parked_count(q.projection) AS parked, bool_or(q.fingerprint <> q.wanted_fingerprint)::integer AS rebuilding,
  unison.aside_count() AS aside
FROM unison.projection_queues q CROSS JOIN unison.feed_cursor c
GROUP BY c.last_cell_seq, q.projection ORDER BY q.projection;
