-- read_all --
-- OFFSET 0 makes the database look up each fact by its whole key. A plain join it may turn into reading all facts of the
-- organization for each row of the feed: row security lets it use the organization first, and its statistics may be old.
SELECT f.seq, f.hash, f.organization_id, f.stream_id, f.version, e.topic, e.schema_version, e.data::text AS data,
  e.meta::text AS meta, e.occurred_at, e.recorded_at
FROM unison.feed f CROSS JOIN LATERAL (
  SELECT * FROM unison.events e
  WHERE e.organization_id = f.organization_id AND e.stream_id = f.stream_id AND e.version = f.version OFFSET 0
) e
WHERE f.organization_id = unison.organization() AND f.seq > %(after)s
ORDER BY f.seq LIMIT %(limit)s;

-- read_some --
-- Looks through a window of the feed. Where that holds fewer facts than asked for, the last row is its end, without a
-- topic: reading goes on there. An empty filter takes every fact.
WITH window_of_feed AS MATERIALIZED (
  SELECT f.seq, f.hash, f.organization_id, f.stream_id, f.version FROM unison.feed f
  WHERE f.organization_id = unison.organization() AND f.seq > %(after)s ORDER BY f.seq LIMIT %(searched)s
), found AS MATERIALIZED (
  SELECT w.seq, w.hash, w.organization_id, w.stream_id, w.version, e.topic, e.schema_version, e.data::text AS data,
    e.meta::text AS meta, e.occurred_at, e.recorded_at
  FROM window_of_feed w CROSS JOIN LATERAL (
    SELECT * FROM unison.events e
    WHERE e.organization_id = w.organization_id AND e.stream_id = w.stream_id AND e.version = w.version OFFSET 0
  ) e
  WHERE (%(subjects)s::text[] = '{}' OR w.stream_id = ANY (%(subjects)s::text[]))
    AND starts_with(w.stream_id, %(subject_prefix)s)
    AND (%(types)s::text[] = '{}' OR e.topic = ANY (%(types)s::text[]))
  ORDER BY w.seq LIMIT %(limit)s
)
SELECT * FROM found
UNION ALL
SELECT * FROM (
  SELECT w.seq, w.hash, NULL::uuid, NULL::text, NULL::integer, NULL::text, NULL::smallint, NULL::text, NULL::text,
    NULL::timestamptz, NULL::timestamptz
  FROM window_of_feed w WHERE (SELECT count(*) FROM found) < %(limit)s ORDER BY w.seq DESC LIMIT 1
) last
ORDER BY seq, topic NULLS LAST;

-- find_end --
SELECT seq, hash FROM unison.chain_heads WHERE organization_id = unison.organization();

-- find_position --
-- The fact at a number of the feed, and the feed's end; where there is no such fact, how many facts wait for their numbers, at most as
-- many as are wanting up to there. They are counted only when the organization's last fact in the order of the sequencer is behind
-- it: asked for a fact that waits, the database would read all facts to find none.
SELECT coalesce(h.seq, 0) AS end_seq, h.hash AS end_hash, f.hash, f.cell_seq, CASE WHEN f.hash IS NULL THEN (
    SELECT CASE WHEN (e.epoch, e.tx, e.pos) > (c.last_epoch, c.last_tx, c.last_pos) THEN (
      SELECT count(*) FROM (
        SELECT FROM unison.events w
        WHERE (w.epoch, w.tx, w.pos) > (c.last_epoch, c.last_tx, c.last_pos) AND w.organization_id = o.organization_id
        ORDER BY w.epoch, w.tx, w.pos LIMIT greatest(%(seq)s - coalesce(h.seq, 0), 0)
      ) wanting
    ) END
    FROM unison.events e, unison.feed_cursor c
    WHERE e.organization_id = o.organization_id ORDER BY e.epoch DESC, e.tx DESC, e.pos DESC LIMIT 1
  ) END AS waiting
FROM (SELECT unison.organization() AS organization_id) o
LEFT JOIN unison.chain_heads h ON h.organization_id = o.organization_id
LEFT JOIN unison.feed f ON f.organization_id = o.organization_id AND f.seq = %(seq)s;
