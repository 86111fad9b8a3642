-- has_reaction_news --
-- Whether a reaction that runs here is behind the feed: one statement that writes nothing.
SELECT EXISTS (SELECT FROM unison.feed_cursor f, unison.consumers c
  JOIN unnest(%(names)s::text[], %(fingerprints)s::text[]) AS r(name, fingerprint)
    ON r.name = c.name AND c.fingerprint = r.fingerprint AND c.wanted_fingerprint = r.fingerprint
  WHERE c.stopped IS NULL AND c.position < f.last_cell_seq);

-- lock_steps --
SELECT pg_advisory_lock(hashtextextended('unison step of reactions', 0));

-- unlock_steps --
SELECT pg_advisory_unlock(hashtextextended('unison step of reactions', 0));

-- list_members --
-- The reactions that run here and now: neither stopped nor made by other code.
SELECT c.name, c.position FROM unison.consumers c
JOIN unnest(%(names)s::text[], %(fingerprints)s::text[]) AS r(name, fingerprint)
  ON r.name = c.name AND c.fingerprint = r.fingerprint AND c.wanted_fingerprint = r.fingerprint
WHERE c.stopped IS NULL ORDER BY c.name;

-- read_facts --
-- What any of them takes, in (after, up_to], with the consumers that have parked the fact's stream.
SELECT f.cell_seq, f.organization_id, f.stream_id, f.version, e.topic, e.schema_version, e.data::text, e.meta::text,
  e.occurred_at, e.recorded_at, f.seq, ARRAY(SELECT p.consumer FROM unison.parked_streams p
    WHERE p.organization_id = f.organization_id AND p.stream_id = f.stream_id) AS parked_by
FROM unison.feed f JOIN unison.events e
  ON e.organization_id = f.organization_id AND e.stream_id = f.stream_id AND e.version = f.version
WHERE f.cell_seq > %(after)s AND f.cell_seq <= %(up_to)s AND e.topic = ANY (%(topics)s)
ORDER BY f.cell_seq;

-- read_stream --
-- What one reaction takes of a parked stream, up to where it stands.
SELECT f.cell_seq, f.organization_id, f.stream_id, f.version, e.topic, e.schema_version, e.data::text, e.meta::text,
  e.occurred_at, e.recorded_at, f.seq
FROM unison.feed f JOIN unison.events e
  ON e.organization_id = f.organization_id AND e.stream_id = f.stream_id AND e.version = f.version
WHERE f.organization_id = %(organization)s AND f.stream_id = %(stream)s AND f.version >= %(from_version)s
  AND f.seq <= unison.place_of_reaction(%(name)s, %(organization)s) AND e.topic = ANY (%(topics)s)
ORDER BY f.version;

-- list_positions --
SELECT reaction, seq FROM unison.reaction_positions WHERE organization_id = %(organization)s;

-- list_frozen --
SELECT organization_id FROM unison.frozen WHERE organization_id = ANY (%(organizations)s);

-- wait_for_organization --
-- What comes of a frozen organization is decided when it takes commands again, here or on another server.
INSERT INTO unison.reaction_positions AS p (organization_id, reaction, seq, waits)
SELECT %(organization)s, n, greatest(unison.place_of_reaction(n, %(organization)s), 0), true FROM unnest(%(names)s::text[]) n
ON CONFLICT (organization_id, reaction) DO UPDATE SET seq = excluded.seq, waits = true WHERE NOT p.waits;

-- move --
-- Unless somebody has set one elsewhere meanwhile.
UPDATE unison.consumers c SET position = %(up_to)s, applied_at = clock_timestamp()
FROM unnest(%(names)s::text[], %(positions)s::bigint[]) AS m(name, position)
WHERE c.name = m.name AND c.position = m.position AND c.position < %(up_to)s;

-- place --
SELECT unison.place_reaction(%(name)s, %(organization)s, %(behind)s);

-- read_place --
SELECT unison.place_of_reaction(%(name)s, %(organization)s);

-- list_reactions --
-- Where each stands in an organization's feed, and what it has parked and was refused there.
SELECT r.name, r.position, h.seq - r.position AS behind, r.stopped,
  (SELECT count(*) FROM unison.parked_streams p WHERE p.consumer = r.name AND p.organization_id = %(organization)s) AS parked,
  (SELECT count(*) FROM unison.reaction_refusals f WHERE f.reaction = r.name AND f.organization_id = %(organization)s) AS refused
FROM (SELECT c.name, c.stopped, unison.place_of_reaction(c.name, %(organization)s) AS position
  FROM unison.consumers c WHERE c.kind = 'reaction') r
CROSS JOIN (SELECT coalesce(max(seq), 0) AS seq FROM unison.chain_heads WHERE organization_id = %(organization)s) h
ORDER BY r.name;

-- list_refusals --
-- The latest first.
SELECT reaction, stream_id, version, target, command, code, detail, at FROM unison.reaction_refusals
WHERE organization_id = %(organization)s AND (%(reaction)s::text IS NULL OR reaction = %(reaction)s)
ORDER BY at DESC, reaction, stream_id, version LIMIT %(limit)s;

-- list_parked_streams --
-- Of an organization, of whichever consumer, the latest first.
SELECT p.consumer, c.kind, p.stream_id, p.from_version, p.error, p.attempts, p.parked_at FROM unison.parked_streams p
LEFT JOIN unison.consumers c ON c.name = p.consumer
WHERE p.organization_id = %(organization)s ORDER BY p.parked_at DESC LIMIT %(limit)s;

-- list_causes --
-- Of the facts of a stream that reactions led to, each with what it followed from, and what that followed from.
WITH RECURSIVE because AS (
  SELECT e.version AS of_version, e.topic AS of_topic, e.recorded_at AS of_at, e.meta->>'reaction' AS reaction, 0 AS depth,
    e.meta->>'cause' AS cause
  FROM unison.events e
  WHERE e.organization_id = %(organization)s AND e.stream_id = %(stream)s AND e.meta->>'cause' IS NOT NULL
  UNION ALL
  SELECT b.of_version, b.of_topic, b.of_at, e.meta->>'reaction', b.depth + 1, e.meta->>'cause'
  FROM because b JOIN unison.events e ON e.organization_id = %(organization)s
    AND e.stream_id = substring(b.cause FROM '^(.*)@[0-9]+$') AND e.version = substring(b.cause FROM '@([0-9]+)$')::integer
  WHERE b.depth < 8 AND e.meta->>'cause' IS NOT NULL
)
SELECT b.of_version, b.of_topic, b.of_at, b.reaction, b.depth, e.stream_id, e.version, e.topic, e.data, e.occurred_at,
  (e.meta->>'user')::uuid AS by_user
FROM because b JOIN unison.events e ON e.organization_id = %(organization)s
  AND e.stream_id = substring(b.cause FROM '^(.*)@[0-9]+$') AND e.version = substring(b.cause FROM '@([0-9]+)$')::integer
ORDER BY b.of_version DESC, b.depth LIMIT %(limit)s;
