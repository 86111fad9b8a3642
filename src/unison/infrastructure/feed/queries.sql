-- register --
-- Where there are facts already it has yet to be filled, like one that has changed.
INSERT INTO unison.consumers (name, kind, position, fingerprint, wanted_fingerprint)
SELECT %(name)s, %(kind)s, CASE WHEN %(from_now)s THEN c.last_cell_seq ELSE 0 END,
  CASE WHEN %(from_now)s OR c.last_cell_seq = 0 THEN %(fingerprint)s ELSE '' END, %(fingerprint)s
FROM unison.feed_cursor c;

-- lock_position --
SELECT position, stopped, fingerprint = %(fingerprint)s AND wanted_fingerprint = %(fingerprint)s AS fits FROM unison.consumers WHERE name = %(name)s FOR UPDATE;

-- read_position --
SELECT position, stopped, fingerprint = %(fingerprint)s AND wanted_fingerprint = %(fingerprint)s AS fits FROM unison.consumers WHERE name = %(name)s;

-- move_position --
UPDATE unison.consumers SET position = %(position)s, applied_at = clock_timestamp() WHERE name = %(name)s;

-- stop --
UPDATE unison.consumers SET stopped = %(reason)s WHERE name = %(name)s;

-- try_stopped_again --
UPDATE unison.consumers SET stopped = NULL WHERE stopped IS NOT NULL;

-- go_by_indexes --
-- For the session: what writes a read model takes few rows out of many.
SELECT set_config('enable_seqscan', 'off', false), set_config('enable_hashjoin', 'off', false),
  set_config('enable_mergejoin', 'off', false);

-- enter_tables --
-- For the transaction: the tables to write, and the indexes to go by. Rows come as one parameter, of which a plan knows nothing: one
-- that is made for its value is no other, and costs some milliseconds each time.
SELECT set_config('search_path', %(search_path)s, true), set_config('enable_seqscan', 'off', true),
  set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
  set_config('plan_cache_mode', 'force_generic_plan', true);

-- forget_plans --
DISCARD PLANS;

-- read_clock --
SELECT clock_timestamp();

-- listen_to_feed --
LISTEN unison_feed;

-- listen --
LISTEN {channel};

-- list_changed --
-- Consumers whose tables were made by other code than the one that migrated last; the dearest first, by what their ticks have cost.
SELECT name, wanted_fingerprint FROM unison.consumers WHERE fingerprint <> wanted_fingerprint ORDER BY tick_ms DESC, name;

-- wake_listeners --
NOTIFY unison_written;

-- read_feed_end --
SELECT last_cell_seq FROM unison.feed_cursor;

-- read_feed --
-- What one consumer takes, in (after, up_to].
SELECT f.cell_seq, f.organization_id, f.stream_id, f.version, e.topic, e.schema_version, e.data::text, e.meta::text,
  e.occurred_at, e.recorded_at, f.seq
FROM unison.feed f JOIN unison.events e
  ON e.organization_id = f.organization_id AND e.stream_id = f.stream_id AND e.version = f.version
WHERE f.cell_seq > %(after)s AND f.cell_seq <= %(up_to)s AND e.topic = ANY (%(topics)s)
  AND (%(parked_too)s OR NOT EXISTS (SELECT FROM unison.parked_streams p WHERE p.consumer = %(consumer)s
    AND p.organization_id = f.organization_id AND p.stream_id = f.stream_id))
ORDER BY f.cell_seq;

-- lock_lane --
-- Those that are level with the foremost, or at most a page behind. One that somebody else holds (a rebuild, say) is left out.
SELECT name, position, tick_ms FROM unison.consumers
WHERE lane = %(lane)s AND (name, fingerprint, wanted_fingerprint) IN (
    SELECT r.name, r.fingerprint, r.fingerprint FROM unnest(%(names)s::text[], %(fingerprints)s::text[]) AS r(name, fingerprint))
  AND stopped IS NULL AND position + %(page)s >= (
    SELECT max(o.position) FROM unison.consumers o
    WHERE o.lane = %(lane)s AND o.name = ANY (%(names)s) AND o.stopped IS NULL AND o.fingerprint = o.wanted_fingerprint)
ORDER BY name FOR UPDATE SKIP LOCKED;

-- read_messages --
SELECT msg_id FROM pgmq.read(%(queue)s, 30, 1000);

-- read_page --
-- Whatever the topic, with the consumers that have parked the fact's stream.
SELECT f.cell_seq, f.organization_id, f.stream_id, f.version, e.topic, e.schema_version, e.data::text, e.meta::text,
  e.occurred_at, e.recorded_at, f.seq, ARRAY(SELECT p.consumer FROM unison.parked_streams p
    WHERE p.organization_id = f.organization_id AND p.stream_id = f.stream_id) AS parked_by
FROM unison.feed f JOIN unison.events e
  ON e.organization_id = f.organization_id AND e.stream_id = f.stream_id AND e.version = f.version
WHERE f.cell_seq > %(after)s ORDER BY f.cell_seq LIMIT %(page)s;

-- move_lane --
UPDATE unison.consumers c SET position = m.position, tick_ms = m.tick_ms, applied_at = clock_timestamp()
FROM json_to_recordset(%(rows)s) AS m(name text, position bigint, tick_ms real) WHERE c.name = m.name
RETURNING clock_timestamp();

-- delete_messages --
SELECT pgmq.delete(%(queue)s, %(ids)s::bigint[]);

-- listen_to_live --
LISTEN unison_live;

-- notify_live --
SELECT pg_notify('unison_live', news) FROM unnest(%(news)s::text[]) AS news;

-- has_lane_news --
SELECT EXISTS (SELECT FROM unison.consumers c, unison.feed_cursor f
  WHERE c.lane = %(lane)s AND c.name = ANY (%(names)s) AND c.stopped IS NULL AND c.fingerprint = c.wanted_fingerprint
    AND c.position < f.last_cell_seq);

-- list_behind --
-- Those that are more than a page behind the foremost of their lane.
SELECT c.name FROM unison.consumers c 
WHERE c.name = ANY (%(names)s) AND c.stopped IS NULL AND c.fingerprint = c.wanted_fingerprint AND c.position + %(page)s < (
  SELECT max(o.position) FROM unison.consumers o
  WHERE o.lane = c.lane AND o.name = ANY (%(names)s) AND o.stopped IS NULL AND o.fingerprint = o.wanted_fingerprint)
ORDER BY c.name;

-- list_ticks --
SELECT name, lane, tick_ms FROM unison.consumers WHERE stopped IS NULL ORDER BY name;

-- change_lane --
UPDATE unison.consumers SET lane = %(lane)s WHERE name = (
  SELECT name FROM unison.consumers WHERE name = %(name)s FOR UPDATE SKIP LOCKED);

-- park --
INSERT INTO unison.parked_streams AS p (consumer, organization_id, stream_id, from_version, position, error)
VALUES (%(consumer)s, %(organization)s, %(stream)s, %(version)s, %(position)s, %(error)s)
ON CONFLICT (organization_id, stream_id, consumer) DO UPDATE SET error = excluded.error,
  from_version = excluded.from_version, position = excluded.position, attempts = p.attempts + 1, parked_at = now();

-- unpark --
DELETE FROM unison.parked_streams
WHERE consumer = %(consumer)s AND organization_id = %(organization)s AND stream_id = %(stream)s;

-- unpark_all --
DELETE FROM unison.parked_streams WHERE consumer = %(consumer)s;

-- list_parked --
SELECT consumer, organization_id, stream_id, from_version, position, error, attempts, parked_at FROM unison.parked_streams
WHERE %(consumer)s::text IS NULL OR consumer = %(consumer)s ORDER BY parked_at;

-- list_grown_tables --
-- The tables that have rows and no statistics yet; and small ones that have twice the pages they had when theirs were made, which
-- takes a few milliseconds. The others are left to autovacuum.
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY (%(schemas)s) AND c.relkind = 'r'
  AND pg_relation_size(c.oid) >= greatest(1, 2 * c.relpages) * 8192 AND c.relpages < 64;

-- gather_statistics --
ANALYZE {table};
