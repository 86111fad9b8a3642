-- The present truth of Unison's own tables. Read models are not here: each projection owns a schema of its own.
-- Roles: the owner migrates; unison_app serves requests and obeys row security; unison_worker sequences and projects
-- for every organization. Each connection takes its role when it starts.

CREATE SCHEMA IF NOT EXISTS unison;

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'unison_app') THEN
    CREATE ROLE unison_app NOLOGIN NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'unison_worker') THEN
    CREATE ROLE unison_worker NOLOGIN NOBYPASSRLS;
  END IF;
END $$;
GRANT unison_app, unison_worker TO CURRENT_USER; -- the owner takes their roles to rebuild and to verify
GRANT USAGE ON SCHEMA unison TO unison_app, unison_worker;

-- The organization of the running transaction; null when none is set, and then no row is visible.
CREATE FUNCTION unison.organization() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('app.organization', true), '')::uuid;

-- The plants that the running transaction may see; null when it may see every plant.
CREATE FUNCTION unison.plants() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(nullif(current_setting('app.plants', true), ''), '{}')::text[];

-- Who we are ---------------------------------------------------------------------------------------------------

CREATE TABLE unison.organizations (
  organization_id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Signing in begins before any organization is set. This lets the application learn one id for one exact slug, and
-- nothing else: it runs as the owner, to whom alone the policy shows the table.
CREATE FUNCTION unison.organization_of_slug(wanted text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = '' RETURN (SELECT organization_id FROM unison.organizations WHERE slug = wanted);
REVOKE EXECUTE ON FUNCTION unison.organization_of_slug FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unison.organization_of_slug TO unison_app;
CREATE POLICY of_owner ON unison.organizations FOR SELECT TO CURRENT_USER USING (true);

CREATE TABLE unison.plants (
  organization_id uuid NOT NULL REFERENCES unison.organizations,
  plant text NOT NULL,
  name text NOT NULL,
  time_zone text NOT NULL DEFAULT 'UTC',
  day_starts_at time NOT NULL DEFAULT '06:00',
  PRIMARY KEY (organization_id, plant)
);

CREATE TABLE unison.users (
  organization_id uuid NOT NULL REFERENCES unison.organizations,
  user_id uuid PRIMARY KEY,
  login text NOT NULL,
  name text NOT NULL,
  password_hash text NOT NULL,
  role text NOT NULL CHECK (role IN ('operator', 'supervisor', 'auditor', 'admin')),
  plants text[] NOT NULL DEFAULT '{}',
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, login)
);
COMMENT ON COLUMN unison.users.plants IS 'The plants this person may see; empty means every plant.';

CREATE TABLE unison.refresh_tokens (
  organization_id uuid NOT NULL REFERENCES unison.organizations,
  token_hash bytea PRIMARY KEY,
  family_id uuid NOT NULL,
  user_id uuid NOT NULL REFERENCES unison.users ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX ON unison.refresh_tokens (family_id);

CREATE UNLOGGED TABLE unison.login_attempts (
  organization_id uuid NOT NULL,
  login text NOT NULL,
  failed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON unison.login_attempts (organization_id, login, failed_at);

-- The store: the only truth ------------------------------------------------------------------------------------

CREATE TABLE unison.events (
  pos bigint GENERATED ALWAYS AS IDENTITY,
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  organization_id uuid NOT NULL,
  stream_id text NOT NULL,
  version integer NOT NULL CHECK (version >= 0),
  topic text NOT NULL,
  schema_version smallint NOT NULL,
  data jsonb NOT NULL,
  meta jsonb NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  stream_hash integer NOT NULL,
  CONSTRAINT events_pkey PRIMARY KEY (organization_id, stream_id, version)
);
CREATE UNIQUE INDEX events_in_commit_order ON unison.events (tx, pos);

-- One row per command that was carried out, in the same transaction as its facts.
CREATE TABLE unison.commands (
  organization_id uuid NOT NULL,
  command_id uuid NOT NULL,
  hash bytea NOT NULL,
  answer jsonb NOT NULL,
  CONSTRAINT commands_pkey PRIMARY KEY (organization_id, command_id)
);

CREATE TABLE unison.snapshots (
  organization_id uuid NOT NULL,
  stream_id text NOT NULL,
  version integer NOT NULL,
  form text NOT NULL,
  state jsonb NOT NULL,
  PRIMARY KEY (organization_id, stream_id)
);
COMMENT ON COLUMN unison.snapshots.form IS 'A fingerprint of the code that folds the stream: a snapshot of another form is ignored.';

CREATE FUNCTION unison.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %.% is refused: a fact is never edited; append the fact that corrects it',
    tg_op, tg_table_schema, tg_table_name USING ERRCODE = 'insufficient_privilege';
END $$;

-- The feed: the one order in the system ------------------------------------------------------------------------

CREATE TABLE unison.feed (
  feed_seq bigint PRIMARY KEY,
  tx xid8 NOT NULL,
  pos bigint NOT NULL,
  organization_id uuid NOT NULL,
  stream_id text NOT NULL,
  version integer NOT NULL,
  hash bytea NOT NULL
);
CREATE UNIQUE INDEX feed_of_stream ON unison.feed (organization_id, stream_id, version);
CREATE INDEX feed_of_organization ON unison.feed (organization_id, feed_seq);

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['events', 'feed'] LOOP
    EXECUTE format('CREATE TRIGGER never_edited BEFORE UPDATE OR DELETE ON unison.%I
                    FOR EACH STATEMENT EXECUTE FUNCTION unison.refuse_change()', t);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON unison.%I
                    FOR EACH STATEMENT EXECUTE FUNCTION unison.refuse_change()', t);
    EXECUTE format('ALTER TABLE unison.%I ENABLE ALWAYS TRIGGER never_edited', t);
    EXECUTE format('ALTER TABLE unison.%I ENABLE ALWAYS TRIGGER never_emptied', t);
  END LOOP;
END $$;

CREATE TABLE unison.feed_cursor (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  last_tx xid8 NOT NULL DEFAULT '0',
  last_pos bigint NOT NULL DEFAULT 0,
  last_seq bigint NOT NULL DEFAULT 0
);
INSERT INTO unison.feed_cursor DEFAULT VALUES;

CREATE TABLE unison.chain_heads (
  organization_id uuid PRIMARY KEY,
  feed_seq bigint NOT NULL,
  hash bytea NOT NULL
);

-- What a hash is taken over. jsonb has one text form, times are microseconds of the epoch: no setting changes it.
CREATE FUNCTION unison.canonical(feed_seq bigint, e unison.events) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN convert_to(jsonb_build_array(feed_seq, e.organization_id, e.stream_id, e.version, e.topic, e.schema_version,
  e.data, e.meta, (extract(epoch FROM e.occurred_at) * 1000000)::bigint,
  (extract(epoch FROM e.recorded_at) * 1000000)::bigint)::text, 'UTF8');

CREATE FUNCTION unison.chain_step(state bytea, head bytea, item bytea) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sha256(coalesce(state, head) || item);
CREATE AGGREGATE unison.chain(head bytea, item bytea) (SFUNC = unison.chain_step, STYPE = bytea);

-- Projections --------------------------------------------------------------------------------------------------

CREATE TABLE unison.projection_queues (
  projection text NOT NULL,
  partition integer NOT NULL,
  partitions integer NOT NULL,
  queue text NOT NULL UNIQUE,
  feed_seq bigint NOT NULL DEFAULT 0,
  applied_at timestamptz,
  fingerprint text NOT NULL,
  wanted_fingerprint text NOT NULL,
  PRIMARY KEY (projection, partition)
);
COMMENT ON COLUMN unison.projection_queues.fingerprint IS 'Of the code that made the tables; empty before they are filled.';
COMMENT ON COLUMN unison.projection_queues.wanted_fingerprint IS
  'Of the code that migrated last. Where it differs the view is old: it is answered, but not applied, until it is rebuilt.';
COMMENT ON COLUMN unison.projection_queues.feed_seq IS 'Everything up to here is applied or parked.';

CREATE TABLE unison.projection_parked (
  projection text NOT NULL,
  organization_id uuid NOT NULL,
  stream_id text NOT NULL,
  from_version integer NOT NULL,
  feed_seq bigint NOT NULL,
  error text NOT NULL,
  attempts integer NOT NULL DEFAULT 1,
  parked_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (projection, organization_id, stream_id)
);

-- How many streams a projection has parked, over all organizations: a number for whoever runs the server.
CREATE FUNCTION unison.parked_count(of_projection text) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = unison, pg_temp AS $$
  SELECT count(*) FROM unison.projection_parked WHERE projection = of_projection
$$;

-- Append: one call, one transaction ----------------------------------------------------------------------------

-- Stores commands with their facts, all or nothing. SQLSTATE UN001: one of the command ids is known already (ask
-- unison.answers). unique_violation on events_pkey: a stream has moved on.
-- commands: [{"id", "hash" (hex), "answer"}]; events: [{"stream", "version", "topic", "schema_version", "data", "meta",
-- "occurred_at"}].
CREATE FUNCTION unison.append(organization uuid, commands json, events json) RETURNS void LANGUAGE plpgsql AS $$
DECLARE stored integer;
BEGIN
  PERFORM set_config('app.organization', organization::text, true);
  INSERT INTO unison.commands (organization_id, command_id, hash, answer)
    SELECT organization, c.id, decode(c.hash, 'hex'), c.answer
    FROM json_to_recordset(commands) AS c(id uuid, hash text, answer jsonb)
    ON CONFLICT ON CONSTRAINT commands_pkey DO NOTHING;
  GET DIAGNOSTICS stored = ROW_COUNT;
  IF stored < json_array_length(commands) THEN
    RAISE EXCEPTION 'a command id is known already' USING ERRCODE = 'UN001';
  END IF;
  INSERT INTO unison.events (organization_id, stream_id, version, topic, schema_version, data, meta, occurred_at, stream_hash)
    SELECT organization, e.stream, e.version, e.topic, e.schema_version, e.data, e.meta, e.occurred_at, hashtext(e.stream)
    FROM json_to_recordset(events)
      AS e(stream text, version integer, topic text, schema_version smallint, data jsonb, meta jsonb, occurred_at timestamptz);
END $$;

-- As append, for the commonest: one command with one fact. Typed parameters, so that nothing is taken apart.
CREATE FUNCTION unison.append_one(
  organization uuid, command uuid, hash bytea, answer jsonb, stream text, version integer, topic text, schema_version smallint,
  data jsonb, meta jsonb, occurred_at timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.organization', organization::text, true);
  INSERT INTO unison.commands (organization_id, command_id, hash, answer) VALUES (organization, command, hash, answer);
  INSERT INTO unison.events (organization_id, stream_id, version, topic, schema_version, data, meta, occurred_at, stream_hash)
    VALUES (organization, stream, version, topic, schema_version, data, meta, occurred_at, hashtext(stream));
END $$;

-- A stream from its snapshot on: the snapshot of the wanted form first, where there is one (topic is null), then the facts
-- after it.
CREATE FUNCTION unison.load(organization uuid, stream text, wanted_form text)
RETURNS TABLE (version integer, topic text, schema_version smallint, data text) LANGUAGE plpgsql AS $$
DECLARE snapshot_version integer := -1;
BEGIN
  PERFORM set_config('app.organization', organization::text, true);
  RETURN QUERY SELECT s.version, NULL::text, NULL::smallint, s.state::text FROM unison.snapshots s
    WHERE s.organization_id = organization AND s.stream_id = stream AND s.form = wanted_form;
  IF FOUND THEN
    snapshot_version := (SELECT s.version FROM unison.snapshots s
      WHERE s.organization_id = organization AND s.stream_id = stream);
  END IF;
  RETURN QUERY SELECT e.version, e.topic, e.schema_version, e.data::text FROM unison.events e
    WHERE e.organization_id = organization AND e.stream_id = stream AND e.version > snapshot_version ORDER BY e.version;
END $$;

CREATE FUNCTION unison.save_snapshot(organization uuid, stream text, at_version integer, in_form text, of_state jsonb)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.organization', organization::text, true);
  INSERT INTO unison.snapshots AS s VALUES (organization, stream, at_version, in_form, of_state)
    ON CONFLICT (organization_id, stream_id) DO UPDATE
    SET version = excluded.version, form = excluded.form, state = excluded.state
    WHERE s.version < excluded.version OR s.form <> excluded.form;
END $$;

CREATE FUNCTION unison.answers(organization uuid, ids uuid[])
RETURNS TABLE (command_id uuid, hash text, answer jsonb) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.organization', organization::text, true);
  RETURN QUERY SELECT c.command_id, encode(c.hash, 'hex'), c.answer FROM unison.commands c
    WHERE c.organization_id = organization AND c.command_id = ANY (ids);
END $$;

-- The sequencer's tick -----------------------------------------------------------------------------------------

-- Orders what has committed: by (tx, pos), and only below the oldest running transaction, so that no later commit can
-- slip in before what was numbered. Numbers it without gaps, extends each organization's hash chain, and sends one message
-- {first_seq, last_seq} to every projection queue. Returns the number of events; the caller holds the leader's lock.
-- It always takes few rows out of many, so it always goes by the indexes: a plan made while the tables were small would
-- read all of them at every tick.
CREATE FUNCTION unison.sequence(at_most integer) RETURNS integer LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  c unison.feed_cursor%ROWTYPE;
  horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
  taken integer;
  q text;
BEGIN
  SELECT * INTO STRICT c FROM unison.feed_cursor;
  IF NOT EXISTS (SELECT FROM unison.events e WHERE (e.tx, e.pos) > (c.last_tx, c.last_pos) AND e.tx < horizon) THEN
    RETURN 0; -- an idle tick writes nothing and takes no transaction id
  END IF;
  SELECT * INTO STRICT c FROM unison.feed_cursor FOR UPDATE;
  WITH batch AS MATERIALIZED (
    SELECT e.* FROM unison.events e
    WHERE (e.tx, e.pos) > (c.last_tx, c.last_pos) AND e.tx < horizon ORDER BY e.tx, e.pos LIMIT at_most
  ), numbered AS (
    SELECT c.last_seq + row_number() OVER (ORDER BY tx, pos) AS feed_seq, b AS e, b.* FROM batch b
  )
  INSERT INTO unison.feed (feed_seq, tx, pos, organization_id, stream_id, version, hash)
    SELECT n.feed_seq, n.tx, n.pos, n.organization_id, n.stream_id, n.version,
      unison.chain(coalesce(h.hash, ''::bytea),
        unison.canonical(n.feed_seq, ROW(n.pos, n.tx, n.organization_id, n.stream_id, n.version, n.topic, n.schema_version,
          n.data, n.meta, n.occurred_at, n.recorded_at, n.stream_hash)::unison.events))
        OVER (PARTITION BY n.organization_id ORDER BY n.feed_seq)
    FROM numbered n LEFT JOIN unison.chain_heads h USING (organization_id);
  GET DIAGNOSTICS taken = ROW_COUNT;
  IF taken = 0 THEN
    RETURN 0;
  END IF;

  IF EXISTS (
    SELECT FROM unison.feed f
    WHERE f.feed_seq > c.last_seq AND f.version > 1 AND coalesce((
      SELECT p.feed_seq FROM unison.feed p -- by its unique key alone: no plan can then search the organization for it
      WHERE p.organization_id = f.organization_id AND p.stream_id = f.stream_id AND p.version = f.version - 1
    ), f.feed_seq) >= f.feed_seq
  ) THEN
    RAISE EXCEPTION 'a stream''s version is out of order after feed number %', c.last_seq;
  END IF;

  INSERT INTO unison.chain_heads AS h (organization_id, feed_seq, hash)
    SELECT DISTINCT ON (f.organization_id) f.organization_id, f.feed_seq, f.hash FROM unison.feed f
    WHERE f.feed_seq > c.last_seq ORDER BY f.organization_id, f.feed_seq DESC
    ON CONFLICT (organization_id) DO UPDATE SET feed_seq = excluded.feed_seq, hash = excluded.hash;
  UPDATE unison.feed_cursor SET last_seq = c.last_seq + taken,
    (last_tx, last_pos) = (SELECT f.tx, f.pos FROM unison.feed f WHERE f.feed_seq = c.last_seq + taken);
  FOR q IN SELECT queue FROM unison.projection_queues LOOP
    PERFORM pgmq.send(q, jsonb_build_object('first_seq', c.last_seq + 1, 'last_seq', c.last_seq + taken));
  END LOOP;
  PERFORM pg_notify('unison_feed', (c.last_seq + taken)::text);
  RETURN taken;
END $$;

-- A dump that was restored into another server brings transaction ids from the old one, which the new one has yet to reach: the
-- feed would wait for them, or number new facts before old ones. Sets them to what is always past (3), keeping what the feed
-- has in its order and what it has not after it (4; by position, which no stream contradicts). The hash chain covers neither.
-- True when it was needed.
CREATE FUNCTION unison.settle_restored() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE needed boolean;
BEGIN
  SET LOCAL ROLE unison_worker; -- row security holds for the owner too
  needed := EXISTS (SELECT FROM unison.events WHERE tx > pg_current_xact_id());
  RESET ROLE;
  IF NOT needed THEN
    RETURN false;
  END IF;
  ALTER TABLE unison.events DISABLE TRIGGER never_edited, NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE unison.feed DISABLE TRIGGER never_edited, NO FORCE ROW LEVEL SECURITY;
  UPDATE unison.events e SET tx = CASE WHEN EXISTS (SELECT FROM unison.feed f WHERE f.organization_id = e.organization_id
    AND f.stream_id = e.stream_id AND f.version = e.version) THEN '3'::xid8 ELSE '4'::xid8 END;
  UPDATE unison.feed SET tx = '3';
  UPDATE unison.feed_cursor SET last_tx = '3', last_pos = (SELECT coalesce(max(pos), 0) FROM unison.feed);
  ALTER TABLE unison.events ENABLE ALWAYS TRIGGER never_edited, FORCE ROW LEVEL SECURITY;
  ALTER TABLE unison.feed ENABLE ALWAYS TRIGGER never_edited, FORCE ROW LEVEL SECURITY;
  RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION unison.settle_restored FROM PUBLIC;

-- The feed with its facts.
CREATE VIEW unison.feed_events WITH (security_invoker = true) AS
  SELECT f.feed_seq, f.hash, e.* FROM unison.feed f JOIN unison.events e ON e.tx = f.tx AND e.pos = f.pos;

-- The facts as the fold of a projection reads them.
CREATE VIEW unison.facts WITH (security_invoker = true) AS
  SELECT organization_id, substr(stream_id, strpos(stream_id, ':') + 1) AS key, version, topic, schema_version, data,
    (meta->>'user')::uuid AS by_user, occurred_at, recorded_at, feed_seq
  FROM unison.feed_events;

-- Row security -------------------------------------------------------------------------------------------------

-- Every table of a schema that has an organization_id: an organization sees its own rows, the worker sees all. Where a
-- table has a column `plant`, a person limited to some plants sees the rows of those: a row without a plant is not theirs.
CREATE FUNCTION unison.secure_schema(target text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t regclass;
  own text;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO unison_app, unison_worker', target);
  FOR t IN
    SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped
    WHERE n.nspname = target AND c.relkind IN ('r', 'p') AND NOT c.relrowsecurity
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    own := 'organization_id = unison.organization()';
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = t AND attname = 'plant' AND NOT attisdropped) THEN
      own := own || ' AND ((SELECT unison.plants()) IS NULL OR plant = ANY ((SELECT unison.plants())::text[]))';
    END IF;
    EXECUTE format('CREATE POLICY of_organization ON %s TO unison_app USING (%s) WITH CHECK (%s)', t, own, own);
    EXECUTE format('CREATE POLICY of_all ON %s TO unison_worker USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
SELECT unison.secure_schema('unison');
CREATE POLICY of_owner ON unison.projection_parked FOR SELECT TO CURRENT_USER USING (true); -- for unison.parked_count

GRANT SELECT ON ALL TABLES IN SCHEMA unison TO unison_worker;
GRANT SELECT, INSERT ON unison.events TO unison_app;
GRANT SELECT, INSERT ON unison.commands TO unison_app;
GRANT SELECT, INSERT, UPDATE ON unison.snapshots TO unison_app;
GRANT SELECT ON unison.feed, unison.feed_events, unison.feed_cursor, unison.chain_heads, unison.organizations, unison.plants,
  unison.projection_queues, unison.projection_parked TO unison_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON unison.users, unison.refresh_tokens, unison.login_attempts TO unison_app;
GRANT INSERT, UPDATE ON unison.organizations, unison.plants TO unison_app;
GRANT INSERT ON unison.feed TO unison_worker;
GRANT INSERT, UPDATE ON unison.chain_heads TO unison_worker;
GRANT UPDATE ON unison.feed_cursor TO unison_worker;
GRANT INSERT, UPDATE, DELETE ON unison.projection_queues, unison.projection_parked TO unison_worker;
