-- read_all_types --
SELECT feed_seq, hash, organization_id, stream_id, version, topic, schema_version, data::text, meta::text, occurred_at,
  recorded_at
FROM unison.feed_events
WHERE organization_id = unison.organization() AND feed_seq > %(after)s
ORDER BY feed_seq LIMIT %(limit)s;

-- read_some_types --
-- Looks through a window of the feed. Where that holds fewer facts than asked for, the last row is its end, without a
-- topic: reading goes on there.
WITH window_of_feed AS MATERIALIZED (
  SELECT f.feed_seq, f.hash, f.tx, f.pos FROM unison.feed f
  WHERE f.organization_id = unison.organization() AND f.feed_seq > %(after)s ORDER BY f.feed_seq LIMIT %(searched)s
), found AS MATERIALIZED (
  SELECT w.feed_seq, w.hash, e.organization_id, e.stream_id, e.version, e.topic, e.schema_version, e.data::text AS data,
    e.meta::text AS meta, e.occurred_at, e.recorded_at
  FROM window_of_feed w JOIN unison.events e ON e.tx = w.tx AND e.pos = w.pos
  WHERE e.organization_id = unison.organization() AND e.topic = ANY (%(types)s) ORDER BY w.feed_seq LIMIT %(limit)s
)
SELECT * FROM found
UNION ALL
SELECT max(w.feed_seq), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM window_of_feed w
HAVING (SELECT count(*) FROM found) < %(limit)s AND count(*) > 0
ORDER BY feed_seq, topic NULLS LAST;

-- find_end --
SELECT feed_seq FROM unison.chain_heads WHERE organization_id = unison.organization();
