-- lock_extensions --
SELECT pg_advisory_xact_lock(hashtextextended('unison extensions'' tables', 0));

-- register --
INSERT INTO unison.extensions (name, fingerprint) VALUES (%(name)s, %(fingerprint)s);

-- begin_now --
-- Of organizations that come later everything is taken: they begin empty.
INSERT INTO unison.tracking (organization_id, extension, seq) SELECT organization_id, %(name)s, seq FROM unison.chain_heads;

-- read_extensions --
SELECT name, fingerprint, stopped FROM unison.extensions ORDER BY name;

-- try_again --
UPDATE unison.extensions SET stopped = NULL WHERE name = ANY (%(names)s);

-- stop --
UPDATE unison.extensions SET stopped = %(reason)s WHERE name = %(name)s;

-- forget_fingerprint --
-- Its tables could not be made: tried again by `--anew`.
UPDATE unison.extensions SET fingerprint = '' WHERE name = %(name)s;

-- forget --
DELETE FROM unison.extensions WHERE name = %(name)s;

-- forget_tracking --
DELETE FROM unison.tracking WHERE extension = %(name)s;

-- create_schema --
CREATE SCHEMA {new};

-- permit_tables --
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO unison_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO unison_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema} TO unison_app;

-- list_open_tables --
-- Those that row security cannot hold apart.
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = %(schema)s AND c.relkind IN ('r', 'p') AND NOT c.relrowsecurity ORDER BY 1;

-- enter --
-- For the transaction: one organization's rows, the extension's tables. What a crash takes is made again from the same fact.
SELECT unison.enter(%(organization)s, %(seal)s), set_config('search_path', %(search_path)s, true),
  set_config('synchronous_commit', 'off', true);

-- track --
-- No row when the number was reached before.
INSERT INTO unison.tracking AS t (organization_id, extension, seq) VALUES (%(organization)s, %(extension)s, %(seq)s)
ON CONFLICT (organization_id, extension) DO UPDATE SET seq = excluded.seq WHERE t.seq < excluded.seq RETURNING seq;

-- find_parked --
SELECT FROM unison.parked_streams
WHERE consumer = %(consumer)s AND organization_id = %(organization)s AND stream_id = %(stream)s;

-- pass_parked --
-- A fact of a parked stream is done with: the stream is parked from the next one on.
UPDATE unison.parked_streams SET from_version = %(version)s + 1, position = %(cell_seq)s + 1
WHERE consumer = %(consumer)s AND organization_id = %(organization)s AND stream_id = %(stream)s AND from_version <= %(version)s
RETURNING from_version;

-- lock_tracking --
SELECT seq FROM unison.tracking WHERE organization_id = %(organization)s AND extension = %(extension)s FOR UPDATE;

-- read_tracking --
SELECT seq FROM unison.tracking WHERE organization_id = %(organization)s AND extension = %(extension)s;

-- list_tracking --
SELECT extension, organization_id, seq FROM unison.tracking WHERE extension = ANY (%(names)s);

-- list_parked_streams --
SELECT consumer, organization_id, stream_id FROM unison.parked_streams WHERE consumer = ANY (%(consumers)s);

-- read_start --
-- Behind what every extension has reached in every organization, in the order of the server's feed.
SELECT coalesce(min(f.cell_seq) - 1, (SELECT last_cell_seq FROM unison.feed_cursor))
FROM unnest(%(names)s::text[]) AS e(name) CROSS JOIN unison.chain_heads h
LEFT JOIN unison.tracking t ON t.extension = e.name AND t.organization_id = h.organization_id
JOIN unison.feed f ON f.organization_id = h.organization_id AND f.seq = coalesce(t.seq, 0) + 1;

-- read_server_feed --
SELECT cell_seq, organization_id, stream_id, version, topic, schema_version, data::text, meta::text, occurred_at, recorded_at, seq
FROM unison.feed_events
WHERE cell_seq > %(after)s AND cell_seq <= %(up_to)s AND (%(topics)s::text[] = '{}' OR topic = ANY (%(topics)s))
ORDER BY cell_seq LIMIT %(limit)s;

-- pass_feed --
-- Whatever lies there, it is done with: facts that were taken, and facts of others.
INSERT INTO unison.tracking AS t (organization_id, extension, seq)
SELECT f.organization_id, e.name, max(f.seq) FROM unnest(%(names)s::text[]) AS e(name) CROSS JOIN unison.feed f
WHERE f.cell_seq > %(after)s AND f.cell_seq <= %(up_to)s GROUP BY f.organization_id, e.name
ON CONFLICT (organization_id, extension) DO UPDATE SET seq = excluded.seq WHERE t.seq < excluded.seq;

-- read_stream_left --
-- What an extension has yet to take of a parked stream, as far as it has come in the feed.
SELECT cell_seq, organization_id, stream_id, version, topic, schema_version, data::text, meta::text, occurred_at, recorded_at, seq
FROM unison.feed_events
WHERE organization_id = %(organization)s AND stream_id = %(stream)s AND version >= %(from_version)s AND seq <= %(seq)s
  AND (%(topics)s::text[] = '{}' OR topic = ANY (%(topics)s)) ORDER BY version;

-- list_standing --
SELECT e.name AS extension, o.slug AS organization, coalesce(t.seq, 0) AS position, h.seq - coalesce(t.seq, 0) AS behind,
  (SELECT count(*) FROM unison.parked_streams p WHERE p.consumer = 'extension_' || e.name
    AND p.organization_id = h.organization_id) AS parked, e.stopped
FROM unison.extensions e CROSS JOIN unison.chain_heads h JOIN unison.organizations o USING (organization_id)
LEFT JOIN unison.tracking t ON t.extension = e.name AND t.organization_id = h.organization_id
ORDER BY 1, 2;

-- give_notice --
SELECT unison.give_notice(%(organization)s, 'extension', %(about)s, %(told)s, %(plant)s, %(notice)s);

-- end_notice --
SELECT unison.end_notices(%(organization)s, 'extension', %(about)s, %(plant)s);
