-- find_last_head --
SELECT seq, note, key FROM unison.signed_heads WHERE organization_id = unison.organization() ORDER BY seq DESC LIMIT 1;

-- list_facts --
-- With what is hashed, each as the text that docs/verify.md defines, and the hash of the number before.
SELECT f.seq::text AS seq, f.organization_id::text AS organization, f.stream_id AS stream, f.version::text AS version, f.topic,
  f.schema_version::text AS schema_version, (extract(epoch FROM f.occurred_at) * 1000000)::bigint::text AS occurred_us,
  (extract(epoch FROM f.recorded_at) * 1000000)::bigint::text AS recorded_us, f.data::text AS data, f.meta::text AS meta,
  coalesce((SELECT encode(p.hash, 'hex') FROM unison.feed p WHERE p.organization_id = f.organization_id AND p.seq = f.seq - 1), '')
    AS previous
FROM unison.feed_events f
WHERE f.organization_id = unison.organization() AND f.stream_id = %(stream)s AND f.seq > %(after)s AND f.seq <= %(up_to)s
ORDER BY f.seq LIMIT %(limit)s;

-- list_leaves_at --
SELECT f.seq - 1 AS number, f.hash FROM unnest(%(numbers)s::bigint[]) AS n(number)
JOIN unison.feed f ON f.organization_id = unison.organization() AND f.seq = n.number + 1;

-- list_nodes_at --
SELECT t.level, t.number, t.hash FROM unnest(%(levels)s::smallint[], %(numbers)s::bigint[]) AS n(level, number)
JOIN unison.tree_nodes t ON t.organization_id = unison.organization() AND t.level = n.level AND t.number = n.number;
