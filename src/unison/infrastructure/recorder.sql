-- read_numbers --
-- Of some facts, in the order they are asked for.
SELECT f.seq FROM unnest(%(streams)s::text[], %(versions)s::int[]) WITH ORDINALITY AS w(stream, version, place)
JOIN unison.feed f ON f.organization_id = %(organization)s AND f.stream_id = w.stream AND f.version = w.version
ORDER BY w.place;

-- read_stream --
-- The order is settled when the statement is planned, so the index has it either way.
SELECT version, topic, schema_version, data::text FROM unison.events
WHERE organization_id = %(organization)s AND stream_id = %(stream)s
  AND (%(after)s::int IS NULL OR version > %(after)s) AND (%(up_to)s::int IS NULL OR version <= %(up_to)s)
ORDER BY CASE WHEN %(backwards)s::boolean THEN version END DESC, version LIMIT %(limit)s;

-- read_feed --
SELECT cell_seq, organization_id, stream_id, version, topic, schema_version, data::text, meta::text, occurred_at, recorded_at, seq
FROM unison.feed_events
WHERE organization_id = %(organization)s AND seq > %(after)s AND (%(up_to)s::bigint IS NULL OR seq <= %(up_to)s)
  AND (%(topics)s::text[] = '{}' OR topic = ANY (%(topics)s)) ORDER BY seq LIMIT %(limit)s;

-- read_end --
SELECT max(seq) FROM unison.feed WHERE organization_id = %(organization)s;
