-- list_chains --
SELECT organization_id, coalesce(h.seq, 0) AS seq
FROM (SELECT organization_id FROM unison.chain_heads UNION SELECT organization_id FROM unison.feed
  UNION SELECT organization_id FROM unison.signed_heads) o
LEFT JOIN unison.chain_heads h USING (organization_id)
WHERE (%(organization)s::uuid IS NULL OR organization_id = %(organization)s::uuid) ORDER BY organization_id;

-- find_chain_head --
SELECT seq, encode(hash, 'hex') AS hash FROM unison.chain_heads WHERE organization_id = %(organization)s;

-- find_behind_head --
-- Both as they are at one moment.
SELECT min(f.seq) AS seq FROM unison.feed f JOIN unison.chain_heads h USING (organization_id)
WHERE f.organization_id = %(organization)s AND f.seq > h.seq HAVING count(*) > 0;

-- read_page --
-- Each fact is looked up by its whole key (OFFSET 0): a plain join may read all facts of the organization for each page.
WITH page AS MATERIALIZED (
  SELECT seq, stream_id, version, hash, cell_seq FROM unison.feed
  WHERE organization_id = %(organization)s AND seq > %(after)s AND (%(last)s::bigint IS NULL OR seq <= %(last)s::bigint)
  ORDER BY seq LIMIT %(limit)s
), checked AS (
  SELECT p.seq, p.hash, e.version IS NULL AS missing, p.cell_seq,
    p.cell_seq <= lag(p.cell_seq, 1, %(cell_seq)s::bigint) OVER numbers AS misplaced,
    unison.chain(decode(%(hash)s, 'hex'), coalesce(unison.canonical(p.seq, e.organization_id, e.stream_id, e.version, e.topic,
      e.schema_version, e.data, e.meta, e.occurred_at, e.recorded_at), ''::bytea)) OVER numbers AS expected
  FROM page p LEFT JOIN LATERAL (
    SELECT * FROM unison.events e
    WHERE e.organization_id = %(organization)s AND e.stream_id = p.stream_id AND e.version = p.version OFFSET 0
  ) e ON true
  WINDOW numbers AS (ORDER BY p.seq)
)
SELECT seq, cell_seq, encode(hash, 'hex') AS hash, missing, hash IS DISTINCT FROM expected AS differs, misplaced
FROM checked ORDER BY seq;

-- find_left_out --
-- A fact at or below the cursor that the feed does not have: slipped in behind its back, before the number told. What was set
-- aside is known.
SELECT e.organization_id, e.stream_id, e.version, coalesce(
  (SELECT min(f.seq) FROM unison.feed_events f
   WHERE f.organization_id = e.organization_id AND (f.epoch, f.tx, f.pos) > (e.epoch, e.tx, e.pos)),
  (SELECT h.seq FROM unison.chain_heads h WHERE h.organization_id = e.organization_id), 0) AS seq
FROM unison.events e
WHERE (%(organization)s::uuid IS NULL OR e.organization_id = %(organization)s::uuid) AND (e.epoch, e.tx, e.pos) <= (SELECT last_epoch, last_tx, last_pos FROM unison.feed_cursor)
  AND NOT EXISTS (SELECT FROM unison.feed f
    WHERE f.organization_id = e.organization_id AND f.stream_id = e.stream_id AND f.version = e.version)
  AND NOT EXISTS (SELECT FROM unison.feed_aside a
    WHERE a.organization_id = e.organization_id AND a.stream_id = e.stream_id AND a.from_version <= e.version)
ORDER BY e.epoch, e.tx, e.pos LIMIT 1;
