-- The present truth of Unison's own tables. Read models are not here: each projection owns a schema of its own.
-- Roles: the owner migrates; unison_app serves requests and obeys row security; unison_worker sequences and projects
-- for every organization; unison_builder owns the read models. Each connection takes its role when it starts. They are made
-- before this is run (unison.infrastructure.roles).

CREATE SCHEMA IF NOT EXISTS unison;

GRANT USAGE ON SCHEMA unison TO unison_app, unison_worker;

-- The organization of the running transaction; null when none is set, and then no row is visible.
CREATE FUNCTION unison.organization() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('app.organization', true), '')::uuid;

-- Whether what the running transaction says of its organization and its plants is sealed, by whoever has the key, for this
-- connection: another organization's rows are not to be had by setting `app.organization`. Of the owner no seal is asked. HMAC
-- with SHA-256 (RFC 2104), by the two pads of the key.
CREATE FUNCTION unison.is_sealed() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER
SET search_path = '' AS $$
DECLARE k record;
BEGIN
  IF pg_has_role(session_user, current_user, 'MEMBER') THEN
    RETURN true;
  END IF;
  SELECT inner_pad, outer_pad INTO k FROM unison.seal_key;
  RETURN coalesce(current_setting('app.seal', true) = encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(
    concat_ws('|', current_setting('app.organization', true), coalesce(current_setting('app.plants', true), ''),
      pg_backend_pid()), 'UTF8'))), 'hex'), false);
END $$;

-- Enters an organization until the transaction ends, and answers it: around the first argument of what follows.
CREATE FUNCTION unison.enter(organization uuid, seal text) RETURNS uuid LANGUAGE sql
RETURN CASE WHEN set_config('app.organization', organization::text, true) || set_config('app.seal', seal, true) IS NOT NULL
  THEN organization END;

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

-- People: what is personal stands here alone, and goes with the row; what they may do follows from their facts. `assignments` is
-- [{"role", "plants"}], no plants being every plant. `login` is null until the personal data of somebody who has arrived is here.
CREATE TABLE unison.users (
  organization_id uuid NOT NULL REFERENCES unison.organizations,
  user_id uuid NOT NULL,
  login text,
  name text NOT NULL DEFAULT '',
  email text CHECK (length(email) <= 254 AND email ~ '^[^@[:space:][:cntrl:]]+@[^@[:space:][:cntrl:]]+$'),
  password_hash text,
  must_change_password boolean NOT NULL DEFAULT false,
  assignments jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(assignments) = 'array'),
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, user_id),
  CONSTRAINT users_login UNIQUE (organization_id, login)
);
COMMENT ON COLUMN unison.users.password_hash IS 'Null: signs in by no password.';
COMMENT ON COLUMN unison.users.must_change_password IS 'The password was given by another, for once.';

-- What an organization has said of its roles, which overrides the beginnings. Kept from the facts, as rights are.
CREATE TABLE unison.roles (
  organization_id uuid NOT NULL REFERENCES unison.organizations,
  role text NOT NULL,
  allow text[] NOT NULL,
  deny text[] NOT NULL,
  second_factor boolean NOT NULL,
  retired boolean NOT NULL DEFAULT false,
  PRIMARY KEY (organization_id, role)
);

-- Whether people can sign in to an organization other than the one of that short name: the first page of a server asks before
-- anybody has signed in, and learns nothing else.
CREATE FUNCTION unison.has_people_besides(slug text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = '' AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM unison.users u JOIN unison.organizations o USING (organization_id) WHERE o.slug <> has_people_besides.slug
  );
END $$;
REVOKE EXECUTE ON FUNCTION unison.has_people_besides FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unison.has_people_besides TO unison_app;

-- A session is a sign-in on one device: of a person, or of a station. `station_id` is the station at which a person acts.
CREATE TABLE unison.sessions (
  organization_id uuid NOT NULL REFERENCES unison.organizations,
  session_id uuid NOT NULL,
  account_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('person', 'station')),
  station_id uuid,
  way text NOT NULL CHECK (way IN ('password', 'provider', 'pairing', 'station')),
  second_factor text CHECK (second_factor IN ('own', 'provider')),
  agent text NOT NULL,
  address text NOT NULL,
  network text NOT NULL,
  begun_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (organization_id, session_id)
);
COMMENT ON COLUMN unison.sessions.second_factor IS 'Which was shown: one''s own, or one of the provider. Null: none.';
COMMENT ON COLUMN unison.sessions.network IS 'What the address is counted by where guessing is slowed.';
CREATE INDEX sessions_of_account ON unison.sessions (organization_id, account_id, last_used_at DESC);
CREATE INDEX sessions_ended ON unison.sessions (organization_id, ended_at) WHERE ended_at IS NOT NULL;

-- What carries a session on, each once.
CREATE TABLE unison.refresh_tokens (
  organization_id uuid NOT NULL,
  token_hash bytea PRIMARY KEY,
  session_id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  revoked_at timestamptz,
  FOREIGN KEY (organization_id, session_id) REFERENCES unison.sessions ON DELETE CASCADE
);
CREATE INDEX ON unison.refresh_tokens (organization_id, session_id);

-- Stations and machine accounts, kept in the transaction of their facts. What verifies a secret stands here alone.
CREATE TABLE unison.stations (
  organization_id uuid NOT NULL REFERENCES unison.organizations,
  account_id uuid NOT NULL,
  station text NOT NULL,
  plant text NOT NULL,
  equipment text[] NOT NULL,
  role text NOT NULL,
  paired_at timestamptz,
  code_until timestamptz,
  closed_at timestamptz,
  PRIMARY KEY (organization_id, account_id),
  UNIQUE (organization_id, station)
);
COMMENT ON COLUMN unison.stations.paired_at IS 'Since when a device is the station; null while none is.';

-- Who is let in at a station: the device itself, by a token that is another one at each use, and people who have identified at it.
CREATE TABLE unison.station_sessions (
  organization_id uuid NOT NULL,
  session_id uuid NOT NULL,
  station_id uuid NOT NULL,
  account_id uuid NOT NULL,
  token_hash bytea UNIQUE,
  token_before bytea,
  began_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  PRIMARY KEY (organization_id, session_id),
  FOREIGN KEY (organization_id, station_id) REFERENCES unison.stations (organization_id, account_id) ON DELETE CASCADE
);
COMMENT ON COLUMN unison.station_sessions.account_id IS 'The person; the station itself for its device.';
COMMENT ON COLUMN unison.station_sessions.token_before IS 'The one that was used last: its answer may have been lost on its way.';
CREATE INDEX ON unison.station_sessions (organization_id, station_id);
CREATE INDEX ON unison.station_sessions (organization_id, account_id);
CREATE INDEX ON unison.station_sessions (token_before);

-- The code that waits for a device, one of each station. It is short, so what is kept is made with the installation's secret.
CREATE TABLE unison.pairing_codes (
  organization_id uuid NOT NULL,
  account_id uuid NOT NULL,
  code_hash bytea NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, account_id),
  FOREIGN KEY (organization_id, account_id) REFERENCES unison.stations ON DELETE CASCADE
);

-- Wrong PINs of a person at a station; of badges, which name nobody, those of the station itself.
CREATE UNLOGGED TABLE unison.station_tries (
  organization_id uuid NOT NULL,
  station_id uuid NOT NULL,
  account_id uuid NOT NULL,
  failed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON unison.station_tries (organization_id, station_id, account_id);

-- What people identify by at stations. It goes with the person.
CREATE TABLE unison.identifications (
  organization_id uuid NOT NULL,
  account_id uuid NOT NULL,
  pin_hash text,
  badge_hash bytea,
  PRIMARY KEY (organization_id, account_id),
  UNIQUE (organization_id, badge_hash),
  FOREIGN KEY (organization_id, account_id) REFERENCES unison.users ON DELETE CASCADE
);

CREATE TABLE unison.machine_accounts (
  organization_id uuid NOT NULL REFERENCES unison.organizations,
  account_id uuid NOT NULL,
  machine_account text NOT NULL,
  purpose text,
  role text,
  permissions text[] NOT NULL,
  plants text[] NOT NULL,
  expires_at timestamptz,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, account_id),
  UNIQUE (organization_id, machine_account)
);

CREATE TABLE unison.machine_keys (
  organization_id uuid NOT NULL,
  account_id uuid NOT NULL,
  key text NOT NULL,
  key_hash bytea,
  note text,
  added_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  PRIMARY KEY (organization_id, key),
  FOREIGN KEY (organization_id, account_id) REFERENCES unison.machine_accounts ON DELETE CASCADE
);
COMMENT ON COLUMN unison.machine_keys.key_hash IS 'SHA-256 of the whole key, which has 256 random bits. Null: not here, and nothing is the key.';
COMMENT ON COLUMN unison.machine_keys.last_used_at IS 'To about a minute.';

-- Sessions that were ended before their time: what access tokens of theirs are out counts no more.
CREATE VIEW unison.ended_sessions WITH (security_invoker = true) AS
  SELECT organization_id, session_id, ended_at FROM unison.sessions WHERE ended_at IS NOT NULL
  UNION ALL
  SELECT organization_id, session_id, ended_at FROM unison.station_sessions WHERE ended_at IS NOT NULL;

-- The second factor of a person: what both sides know, sealed, and the last step that was taken. It counts once it is confirmed.
CREATE TABLE unison.second_factors (
  organization_id uuid NOT NULL,
  account_id uuid NOT NULL,
  sealed bytea NOT NULL,
  begun_at timestamptz NOT NULL DEFAULT now(),
  confirmed_at timestamptz,
  last_step bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (organization_id, account_id),
  FOREIGN KEY (organization_id, account_id) REFERENCES unison.users ON DELETE CASCADE
);
CREATE TABLE unison.recovery_codes (
  organization_id uuid NOT NULL,
  account_id uuid NOT NULL,
  code text NOT NULL,
  PRIMARY KEY (organization_id, account_id, code),
  FOREIGN KEY (organization_id, account_id) REFERENCES unison.second_factors ON DELETE CASCADE
);
COMMENT ON COLUMN unison.recovery_codes.code IS 'What the secret of the installation makes of it.';

-- By whom an organization has its people told, besides passwords; and who is known to it under which name.
CREATE TABLE unison.identity_providers (
  organization_id uuid PRIMARY KEY REFERENCES unison.organizations,
  issuer text NOT NULL,
  client_id text NOT NULL,
  sealed bytea NOT NULL,
  label text NOT NULL,
  set_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE unison.identity_links (
  organization_id uuid NOT NULL,
  issuer text NOT NULL,
  subject text NOT NULL,
  account_id uuid NOT NULL,
  linked_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, issuer, subject),
  UNIQUE (organization_id, issuer, account_id),
  FOREIGN KEY (organization_id, account_id) REFERENCES unison.users ON DELETE CASCADE
);

-- Everybody and everything that can be let in: what it is, what it may do where, as [{"role", "plants"}] (no plants: every plant),
-- or [{"permissions", "plants"}], whether it may at all, from when on its access tokens must be, and until when it may; of a person
-- also whether they have a second factor, of a station its name and machines.
CREATE VIEW unison.accounts WITH (security_invoker = true) AS
  SELECT organization_id, user_id AS account_id, 'person' AS kind, assignments, disabled_at IS NULL AS active,
    must_change_password, NULL::timestamptz AS tokens_from, NULL::timestamptz AS until, NULL::text AS station, NULL::text[] AS equipment,
    EXISTS (
      SELECT FROM unison.second_factors f
      WHERE f.organization_id = u.organization_id AND f.account_id = u.user_id AND f.confirmed_at IS NOT NULL
    ) AS has_factor
  FROM unison.users u
  UNION ALL
  SELECT organization_id, account_id, 'station', jsonb_build_array(jsonb_build_object('role', role, 'plants', ARRAY[plant])),
    paired_at IS NOT NULL AND closed_at IS NULL, false, NULL, NULL, station, equipment, false
  FROM unison.stations
  UNION ALL
  SELECT organization_id, account_id, 'machine',
    jsonb_build_array(jsonb_build_object('role', role, 'permissions', permissions, 'plants', plants)), disabled_at IS NULL, false,
    NULL, expires_at, NULL, NULL, false
  FROM unison.machine_accounts;

-- Whether somebody has one of the roles, anywhere.
CREATE FUNCTION unison.has_role(assignments jsonb, roles text[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN EXISTS (SELECT FROM jsonb_array_elements(assignments) AS a WHERE a->>'role' = ANY (roles));

-- Whether somebody has one of the roles in a plant; null is what concerns every plant.
CREATE FUNCTION unison.has_role_in(assignments jsonb, roles text[], plant text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN EXISTS (
  SELECT FROM jsonb_array_elements(assignments) AS a
  WHERE a->>'role' = ANY (roles) AND (a->'plants' = '[]' OR a->'plants' ? plant));

-- The plant whose clock is somebody's: the first of theirs; null where they see every plant.
CREATE FUNCTION unison.first_plant(assignments jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (
  SELECT CASE WHEN bool_or(a->'plants' = '[]') THEN NULL ELSE min(p.plant) END
  FROM jsonb_array_elements(assignments) AS a LEFT JOIN LATERAL jsonb_array_elements_text(a->'plants') AS p(plant) ON true);

-- Whether somebody sees a plant, by any of their roles; null is what concerns every plant.
CREATE FUNCTION unison.sees_plant(assignments jsonb, plant text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN EXISTS (
  SELECT FROM jsonb_array_elements(assignments) AS a WHERE a->'plants' = '[]' OR a->'plants' ? plant);

-- Tells every process that what it knows of an organization's accounts has changed; a trigger on each table that this is read of.
CREATE FUNCTION unison.tell_access() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('unison_access', coalesce(NEW.organization_id, OLD.organization_id)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER access_told AFTER INSERT OR UPDATE OR DELETE ON unison.users FOR EACH ROW EXECUTE FUNCTION unison.tell_access();
CREATE TRIGGER access_told AFTER INSERT OR UPDATE OR DELETE ON unison.roles FOR EACH ROW EXECUTE FUNCTION unison.tell_access();
CREATE TRIGGER access_told AFTER UPDATE OF ended_at ON unison.sessions
  FOR EACH ROW WHEN (NEW.ended_at IS DISTINCT FROM OLD.ended_at) EXECUTE FUNCTION unison.tell_access();
CREATE TRIGGER access_told AFTER DELETE OR UPDATE OF confirmed_at ON unison.second_factors
  FOR EACH ROW EXECUTE FUNCTION unison.tell_access();
CREATE TRIGGER access_told AFTER INSERT OR UPDATE OR DELETE ON unison.stations FOR EACH ROW EXECUTE FUNCTION unison.tell_access();
CREATE TRIGGER access_told AFTER UPDATE OF ended_at ON unison.station_sessions
  FOR EACH ROW EXECUTE FUNCTION unison.tell_access();
CREATE TRIGGER access_told AFTER INSERT OR UPDATE OR DELETE ON unison.machine_accounts
  FOR EACH ROW EXECUTE FUNCTION unison.tell_access();
CREATE TRIGGER access_told AFTER INSERT OR DELETE OR UPDATE OF key_hash, expires_at, revoked_at ON unison.machine_keys
  FOR EACH ROW EXECUTE FUNCTION unison.tell_access();

CREATE FUNCTION unison.forget_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM unison.sessions WHERE organization_id = OLD.organization_id AND account_id = OLD.user_id;
  RETURN NULL;
END $$;
CREATE TRIGGER sessions_forgotten AFTER DELETE ON unison.users FOR EACH ROW EXECUTE FUNCTION unison.forget_sessions();

-- Who tries what from where, and how long it has to wait. No foreign key: it may be tried at organizations that do not exist.
CREATE UNLOGGED TABLE unison.attempts (
  organization_id uuid NOT NULL,
  subject text NOT NULL,
  source text NOT NULL,
  failures integer NOT NULL DEFAULT 1,
  last_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  waits_until timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organization_id, subject, source)
);
CREATE INDEX ON unison.attempts (organization_id, last_at);

-- What tokens and links are signed with, sealed by the secret of the installation. One signs: the one without an end.
CREATE TABLE unison.signing_keys (
  kid text PRIMARY KEY,
  sealed bytea NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  until timestamptz
);
COMMENT ON COLUMN unison.signing_keys.until IS 'Until then it verifies what it signed; null: it signs.';
CREATE UNIQUE INDEX ON unison.signing_keys ((true)) WHERE until IS NULL;

-- Who came in, who was turned away, and who changed what others may do. Rows stay as they are; of what anybody may cause as often as
-- they like there is one for each account, address and minute, with how often. Nobody's organization is all zeros.
CREATE TABLE unison.security_log (
  entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  kind text NOT NULL,
  account_id uuid,
  address text,
  minute timestamptz,
  times integer NOT NULL DEFAULT 1,
  detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX security_log_latest ON unison.security_log (organization_id, entry_id DESC);
CREATE INDEX security_log_by_age ON unison.security_log (at);
CREATE UNIQUE INDEX security_log_counted ON unison.security_log (organization_id, minute, kind, account_id, address) NULLS NOT DISTINCT
  WHERE minute IS NOT NULL;
COMMENT ON COLUMN unison.security_log.account_id IS 'Who did it, where that is known: an id, never a name.';

-- The store: the only truth ------------------------------------------------------------------------------------

-- Where this database has lived. Transaction ids of another server are another clock: whoever wakes elsewhere begins an epoch.
CREATE TABLE unison.epochs (
  epoch smallint PRIMARY KEY CHECK (epoch > 0),
  began_at timestamptz NOT NULL DEFAULT now(),
  system_identifier bigint NOT NULL,
  database_oid bigint NOT NULL,
  timeline integer NOT NULL
);

CREATE FUNCTION unison.here(OUT system_identifier bigint, OUT database_oid bigint, OUT timeline integer) LANGUAGE sql STABLE
RETURN ((SELECT system_identifier FROM pg_control_system()),
  (SELECT oid::bigint FROM pg_database WHERE datname = current_database()),
  (SELECT timeline_id FROM pg_control_checkpoint()));
INSERT INTO unison.epochs (epoch, system_identifier, database_oid, timeline) SELECT 1, h.* FROM unison.here() h;

-- The form in which names that people type are compared: Unicode NFC, one blank where there are several, no letter case.
-- unison.shared.names says the same to Python.
CREATE FUNCTION unison.normal_name(typed text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN translate(lower(btrim(regexp_replace(normalize(typed, NFC), '[[:space:]]+', ' ', 'g')) COLLATE pg_c_utf8), 'ς', 'σ');

-- The number that a lot's key says: the key, or what follows MATERIAL/ in it.
CREATE FUNCTION unison.number_of_lot(key text, material text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN starts_with(key, material || '/') THEN ltrim(substr(key, length(material) + 1), '/') ELSE key END;

-- (epoch, tx, pos) is this server's order of commit; it is neither hashed nor told. Epoch 0: the fact arrived from another
-- server with its number. The default of `epoch` is changed by unison.begin_epoch.
CREATE TABLE unison.events (
  pos bigint GENERATED ALWAYS AS IDENTITY,
  epoch smallint NOT NULL DEFAULT 1,
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  organization_id uuid NOT NULL,
  stream_id text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  topic text NOT NULL,
  schema_version smallint NOT NULL,
  data jsonb NOT NULL,
  meta jsonb NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  stream_hash integer NOT NULL,
  command_id uuid GENERATED ALWAYS AS ((meta->>'command_id')::uuid) STORED,
  name text GENERATED ALWAYS AS (CASE WHEN version = 1 THEN unison.normal_name(stream_id) END) STORED,
  CONSTRAINT events_pkey PRIMARY KEY (organization_id, stream_id, version)
);
CREATE UNIQUE INDEX events_in_commit_order ON unison.events (epoch, tx, pos);
-- An index on meta->>'command_id' would not be used: row security keeps an operator that is not leakproof out of it.
CREATE INDEX events_of_command ON unison.events (command_id);
-- A stream keeps the name as it was first typed; another spelling of it begins no other stream. A column, for the same reason.
CREATE UNIQUE INDEX events_first_of_name ON unison.events (organization_id, name) WHERE name IS NOT NULL;

-- A stream's versions are 1, 2, 3 ..., and each is written by the transaction of the one before or a later one: the sequencer
-- could not go on with anything else. One look-up by the whole key for each stream, as a scalar: the planner may turn a
-- NOT EXISTS into reading all facts of the organization.
CREATE FUNCTION unison.refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (
      SELECT organization_id, stream_id, min(version) AS first, max(version) - count(*) + 1 AS expected, min(epoch) AS epoch,
        min(tx) AS tx FROM added GROUP BY organization_id, stream_id
    ) a
    WHERE a.first <> a.expected OR a.first > 1 AND (
      SELECT a.epoch = 0 OR p.epoch < a.epoch OR p.tx <= a.tx FROM unison.events p
      WHERE p.organization_id = a.organization_id AND p.stream_id = a.stream_id AND p.version = a.first - 1
    ) IS NOT TRUE
  ) THEN
    RAISE EXCEPTION 'a stream''s facts do not continue it' USING ERRCODE = 'UN003';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER continued AFTER INSERT ON unison.events REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION unison.refuse_gap();

-- What sign-in and permissions read of a plant, in the transaction of the fact: its name and clock as they were told last.
CREATE FUNCTION unison.keep_plant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO unison.plants (organization_id, plant, name, time_zone, day_starts_at)
    VALUES (NEW.organization_id, substr(NEW.stream_id, length('plants:') + 1), NEW.data->>'name', NEW.data->>'time_zone',
      (NEW.data->>'day_starts_at')::time)
    ON CONFLICT (organization_id, plant) DO UPDATE
    SET name = excluded.name, time_zone = excluded.time_zone, day_starts_at = excluded.day_starts_at;
  RETURN NULL;
END $$;
CREATE TRIGGER plant_told AFTER INSERT ON unison.events FOR EACH ROW
WHEN (NEW.topic IN ('plants.PlantOpened', 'plants.PlantChanged')) EXECUTE FUNCTION unison.keep_plant();

-- What changes what somebody may do is told in the security log, in the transaction of the fact.
CREATE FUNCTION unison.tell_rights() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO unison.security_log (organization_id, at, kind, account_id, detail)
    VALUES (NEW.organization_id, NEW.recorded_at, 'rights_changed', (NEW.meta->>'user')::uuid,
      jsonb_build_object('fact', NEW.topic, 'about', NEW.stream_id, 'version', NEW.version));
  RETURN NULL;
END $$;
CREATE TRIGGER rights_told AFTER INSERT ON unison.events FOR EACH ROW
WHEN (split_part(NEW.topic, '.', 1) IN ('people', 'roles', 'stations', 'machine_accounts')) EXECUTE FUNCTION unison.tell_rights();

-- What the organization is called now.
CREATE FUNCTION unison.keep_organization_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE unison.organizations SET name = NEW.data->>'name' WHERE organization_id = NEW.organization_id;
  RETURN NULL;
END $$;
CREATE TRIGGER organization_renamed AFTER INSERT ON unison.events FOR EACH ROW
WHEN (NEW.topic = 'organizations.OrganizationRenamed') EXECUTE FUNCTION unison.keep_organization_name();

-- What people may do, in the transaction of the fact, and by nobody else: the application may not write these columns. UN009: nobody
-- would be left who may give rights.
CREATE FUNCTION unison.keep_rights() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  organization CONSTANT uuid := NEW.organization_id;
  person CONSTANT uuid := substr(NEW.stream_id, length('people:') + 1)::uuid;
  everywhere CONSTANT jsonb := '[{"role": "admin", "plants": []}]';
  was_administrator boolean;
BEGIN
  IF NEW.topic = 'people.PersonAdded' THEN
    INSERT INTO unison.users (organization_id, user_id, assignments, created_at)
      VALUES (organization, person, NEW.data->'assignments', NEW.recorded_at)
      ON CONFLICT (organization_id, user_id) DO UPDATE SET assignments = excluded.assignments;
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('unison administrators ' || organization, 0));
  was_administrator := (SELECT u.disabled_at IS NULL AND u.assignments @> everywhere FROM unison.users u
    WHERE u.organization_id = organization AND u.user_id = person);
  CASE NEW.topic
    WHEN 'people.PersonAssigned' THEN
      UPDATE unison.users SET assignments = NEW.data->'assignments' WHERE organization_id = organization AND user_id = person;
    WHEN 'people.PersonDisabled' THEN
      UPDATE unison.users SET disabled_at = NEW.occurred_at WHERE organization_id = organization AND user_id = person;
    WHEN 'people.PersonEnabled' THEN
      UPDATE unison.users SET disabled_at = NULL WHERE organization_id = organization AND user_id = person;
    WHEN 'people.PersonErased' THEN
      DELETE FROM unison.users WHERE organization_id = organization AND user_id = person;
    WHEN 'people.SecondFactorReset' THEN
      DELETE FROM unison.second_factors WHERE organization_id = organization AND account_id = person;
    ELSE
      NULL;
  END CASE;
  IF NEW.topic IN ('people.PersonDisabled', 'people.PersonErased', 'people.PasswordReset', 'people.SecondFactorReset') THEN
    UPDATE unison.sessions s SET ended_at = now()
      WHERE s.organization_id = organization AND s.account_id = person AND s.ended_at IS NULL;
  END IF;
  IF NEW.epoch > 0 AND was_administrator AND NOT EXISTS (SELECT FROM unison.users u
      WHERE u.organization_id = organization AND u.disabled_at IS NULL AND u.assignments @> everywhere) THEN
    RAISE EXCEPTION 'nobody would be left who may give rights' USING ERRCODE = 'UN009';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER rights_kept AFTER INSERT ON unison.events FOR EACH ROW
WHEN (NEW.topic IN ('people.PersonAdded', 'people.PersonAssigned', 'people.PersonDisabled', 'people.PersonEnabled',
  'people.PersonErased', 'people.PasswordReset', 'people.SecondFactorReset')) EXECUTE FUNCTION unison.keep_rights();

CREATE FUNCTION unison.keep_role() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  called CONSTANT text := substr(NEW.stream_id, length('roles:') + 1);
BEGIN
  IF NEW.topic = 'roles.RoleRetired' THEN
    INSERT INTO unison.roles AS r (organization_id, role, allow, deny, second_factor, retired)
      VALUES (NEW.organization_id, called, '{}', '{}', false, true)
      ON CONFLICT (organization_id, role) DO UPDATE SET retired = true;
  ELSE
    INSERT INTO unison.roles AS r (organization_id, role, allow, deny, second_factor)
      VALUES (NEW.organization_id, called, ARRAY(SELECT jsonb_array_elements_text(NEW.data->'allow')),
        ARRAY(SELECT jsonb_array_elements_text(NEW.data->'deny')), (NEW.data->>'second_factor')::boolean)
      ON CONFLICT (organization_id, role) DO UPDATE
      SET allow = excluded.allow, deny = excluded.deny, second_factor = excluded.second_factor, retired = false;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER role_kept AFTER INSERT ON unison.events FOR EACH ROW
WHEN (NEW.topic IN ('roles.RoleDefined', 'roles.RoleChanged', 'roles.RoleRetired')) EXECUTE FUNCTION unison.keep_role();
REVOKE EXECUTE ON FUNCTION unison.keep_rights, unison.keep_role FROM PUBLIC;

-- Personal data of a person who was added: what is not told stays as it is. A login is small letters.
CREATE FUNCTION unison.keep_person(organization uuid, told jsonb) RETURNS void LANGUAGE sql AS $$
  UPDATE unison.users u SET login = coalesce(told->>'login', u.login), name = coalesce(told->>'name', u.name),
    email = CASE WHEN told ? 'email' THEN told->>'email' ELSE u.email END
  WHERE u.organization_id = organization AND u.user_id = (told->>'person')::uuid
$$;

-- The hash of a password that somebody else has set: it is to be changed when it is used.
CREATE FUNCTION unison.keep_password(organization uuid, told jsonb) RETURNS void LANGUAGE sql AS $$
  UPDATE unison.users u SET password_hash = told->>'password_hash', must_change_password = (told->>'must_change')::boolean
  WHERE u.organization_id = organization AND u.user_id = (told->>'person')::uuid
$$;

-- One row per command that was carried out, in the same transaction as its facts.
CREATE TABLE unison.commands (
  organization_id uuid NOT NULL,
  command_id uuid NOT NULL,
  hash bytea NOT NULL,
  answer jsonb NOT NULL,
  CONSTRAINT commands_pkey PRIMARY KEY (organization_id, command_id)
);

-- Organizations whose facts nobody may append to here: they are moving, or have moved to the address of another server.
CREATE TABLE unison.frozen (
  organization_id uuid PRIMARY KEY,
  moved_to text,
  at timestamptz NOT NULL DEFAULT now()
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

-- Called for the row of a frozen organization, which the caller's own statement looks up: a function that looked it up itself
-- would be called for each append, and make one of a single fact 6 to 9 % slower (measured).
CREATE FUNCTION unison.refuse_frozen(moved_to text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the organization is frozen' USING ERRCODE = 'UN002', DETAIL = coalesce(moved_to, '');
END $$;

-- Of an organization that is frozen nobody's account changes either: the new server has them as they were. What follows from a
-- fact, by a trigger, goes with the fact.
CREATE FUNCTION unison.refuse_accounts_of_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() > 1 THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  PERFORM unison.refuse_frozen(f.moved_to) FROM unison.frozen f
    WHERE f.organization_id = coalesce(NEW.organization_id, OLD.organization_id);
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER not_frozen BEFORE INSERT OR UPDATE OR DELETE ON unison.users
  FOR EACH ROW EXECUTE FUNCTION unison.refuse_accounts_of_frozen();

CREATE FUNCTION unison.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %.% is refused: a fact is never edited; append the fact that corrects it',
    tg_op, tg_table_schema, tg_table_name USING ERRCODE = 'insufficient_privilege';
END $$;

-- The feed: each organization's one order ----------------------------------------------------------------------

-- `seq` is the organization's number, 1, 2, 3 ... without a gap: hashed, stored by views, told. `cell_seq` is this server's
-- order over all organizations: the positions of those who read for all, and nothing else.
CREATE TABLE unison.feed (
  organization_id uuid NOT NULL,
  seq bigint NOT NULL CHECK (seq > 0),
  stream_id text NOT NULL,
  version integer NOT NULL,
  hash bytea NOT NULL,
  cell_seq bigint NOT NULL,
  CONSTRAINT feed_pkey PRIMARY KEY (organization_id, seq)
);
CREATE UNIQUE INDEX feed_of_stream ON unison.feed (organization_id, stream_id, version);
CREATE UNIQUE INDEX feed_of_cell ON unison.feed (cell_seq);

-- Streams that the sequencer could not go on with, from a version on. All other streams go on.
CREATE TABLE unison.feed_aside (
  organization_id uuid NOT NULL,
  stream_id text NOT NULL,
  from_version integer NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, stream_id)
);

-- How many streams are set aside, over all organizations: a number for whoever runs the server.
CREATE FUNCTION unison.aside_count() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = unison, pg_temp AS $$ SELECT count(*) FROM unison.feed_aside $$;

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
  last_epoch smallint NOT NULL DEFAULT 1,
  last_tx xid8 NOT NULL DEFAULT '0',
  last_pos bigint NOT NULL DEFAULT 0,
  last_cell_seq bigint NOT NULL DEFAULT 0
);
INSERT INTO unison.feed_cursor DEFAULT VALUES;

CREATE TABLE unison.chain_heads (
  organization_id uuid PRIMARY KEY,
  seq bigint NOT NULL,
  hash bytea NOT NULL
);

-- What a hash is taken over: netstrings (length in bytes, colon, text, comma) of what the fact says, nothing of the server.
-- docs/verify.md defines it for other programs. PL/pgSQL, because a nested SQL function would be planned for each fact.
CREATE FUNCTION unison.canonical(seq bigint, organization uuid, stream text, version integer, topic text, schema_version smallint,
  data jsonb, meta jsonb, occurred_at timestamptz, recorded_at timestamptz) RETURNS bytea LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  part text;
  told text := '';
BEGIN
  FOREACH part IN ARRAY ARRAY[seq::text, organization::text, stream, version::text, topic, schema_version::text,
    (extract(epoch FROM occurred_at) * 1000000)::bigint::text, (extract(epoch FROM recorded_at) * 1000000)::bigint::text,
    data::text, meta::text]
  LOOP
    told := told || octet_length(part) || ':' || part || ',';
  END LOOP;
  RETURN convert_to(told, 'UTF8');
END $$;

CREATE FUNCTION unison.chain_step(state bytea, head bytea, item bytea) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sha256(coalesce(state, head) || item);
CREATE AGGREGATE unison.chain(head bytea, item bytea) (SFUNC = unison.chain_step, STYPE = bytea);

-- What verification keeps: roots of whole subtrees of a Merkle tree over the feed's hashes (docs/verify.md), which never change;
-- heads that were signed, for ever; and what the last verification found.
CREATE TABLE unison.tree_nodes (
  organization_id uuid NOT NULL,
  level smallint NOT NULL CHECK (level > 0),
  number bigint NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (organization_id, level, number)
);
CREATE TABLE unison.signed_heads (
  organization_id uuid NOT NULL,
  seq bigint NOT NULL,
  chain bytea NOT NULL,
  tree bytea NOT NULL,
  note text NOT NULL,
  key text NOT NULL,
  signed_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, seq)
);
CREATE TABLE unison.verifications (
  organization_id uuid PRIMARY KEY,
  asked_at timestamptz,
  began_at timestamptz,
  ended_at timestamptz,
  checked bigint,
  fault_seq bigint,
  fault text
);
-- What signs heads, sealed by the secret of the installation; the latest one does. The workers' alone.
CREATE TABLE unison.head_keys (key text PRIMARY KEY, sealed bytea NOT NULL, made_at timestamptz NOT NULL DEFAULT clock_timestamp());

-- Consumers of the feed ----------------------------------------------------------------------------------------

-- Half of each page stays free: a position moves many times a second, and a row version beside the old one touches no index.
CREATE TABLE unison.consumers (
  name text PRIMARY KEY,
  kind text NOT NULL,
  lane text NOT NULL DEFAULT 'fast' CHECK (lane IN ('fast', 'slow')),
  position bigint NOT NULL DEFAULT 0,
  applied_at timestamptz,
  tick_ms real NOT NULL DEFAULT 0,
  stopped text,
  fingerprint text NOT NULL,
  wanted_fingerprint text NOT NULL
) WITH (fillfactor = 50);
COMMENT ON COLUMN unison.consumers.position IS 'Everything up to here, in the order of the server''s feed, is applied or parked.';
COMMENT ON COLUMN unison.consumers.tick_ms IS 'What its part of one tick of its lane takes, smoothed, in milliseconds.';
COMMENT ON COLUMN unison.consumers.stopped IS 'Why it is applied no further; null while it runs.';
COMMENT ON COLUMN unison.consumers.fingerprint IS 'Of the code that made the tables; empty before they are filled.';
COMMENT ON COLUMN unison.consumers.wanted_fingerprint IS
  'Of the code that migrated last. Where it differs the view is old: it is answered, but not applied, until it is rebuilt.';

CREATE TABLE unison.parked_streams (
  consumer text NOT NULL,
  organization_id uuid NOT NULL,
  stream_id text NOT NULL,
  from_version integer NOT NULL,
  position bigint NOT NULL,
  error text NOT NULL,
  attempts integer NOT NULL DEFAULT 1,
  parked_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, stream_id, consumer)
);

-- How many streams a consumer has parked, over all organizations: a number for whoever runs the server.
CREATE FUNCTION unison.parked_count(of_consumer text) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = unison, pg_temp AS $$
  SELECT count(*) FROM unison.parked_streams WHERE consumer = of_consumer
$$;

-- Append: one call, one transaction ----------------------------------------------------------------------------

-- Stores commands with their facts, all or nothing. SQLSTATE UN001: one of the command ids is known already (ask
-- unison.answers). unique_violation on events_pkey: a stream has moved on; on events_first_of_name: it is there in another
-- spelling. UN002: the organization is frozen; the detail is
-- its new address, where it is known. UN003: a stream's facts do not continue it.
-- commands: [{"id", "hash" (hex), "answer"}]; events: [{"stream", "version", "topic", "schema_version", "data", "meta",
-- "occurred_at"}].
CREATE FUNCTION unison.append(organization uuid, commands json, events json) RETURNS void LANGUAGE plpgsql AS $$
DECLARE known integer;
BEGIN
  PERFORM set_config('app.organization', organization::text, true);
  INSERT INTO unison.commands (organization_id, command_id, hash, answer)
    SELECT organization, c.id, decode(c.hash, 'hex'), c.answer
    FROM json_to_recordset(commands) AS c(id uuid, hash text, answer jsonb)
    ON CONFLICT ON CONSTRAINT commands_pkey DO NOTHING;
  GET DIAGNOSTICS known = ROW_COUNT;
  IF known < json_array_length(commands) THEN
    RAISE EXCEPTION 'a command id is known already' USING ERRCODE = 'UN001';
  END IF;
  INSERT INTO unison.events (organization_id, stream_id, version, topic, schema_version, data, meta, occurred_at, stream_hash)
    SELECT organization, e.stream, e.version, e.topic, e.schema_version, e.data, e.meta, e.occurred_at, hashtext(e.stream)
    FROM json_to_recordset(events)
      AS e(stream text, version integer, topic text, schema_version smallint, data jsonb, meta jsonb, occurred_at timestamptz);
  -- After the writing, when this transaction has its id: whoever freezes the organization can wait for it to end.
  PERFORM unison.refuse_frozen(f.moved_to) FROM unison.frozen f WHERE f.organization_id = organization;
END $$;

-- As append, with private data that stands in no fact: [{"what", "values"}], each taken by unison.keep_<what>(organization, values).
CREATE FUNCTION unison.append_kept(organization uuid, commands json, events json, kept json) RETURNS void LANGUAGE plpgsql AS $$
DECLARE each record;
BEGIN
  PERFORM unison.append(organization, commands, events);
  FOR each IN SELECT * FROM json_to_recordset(kept) AS k(what text, "values" jsonb) LOOP
    EXECUTE format('SELECT unison.%I($1, $2)', 'keep_' || each.what) USING organization, each."values";
  END LOOP;
END $$;

-- As append, for the commonest: one command with one fact. Typed parameters, so that nothing is taken apart; as the owner, so that
-- the seal is asked for once and not by the policy of each table.
CREATE FUNCTION unison.append_one(
  organization uuid, command uuid, hash bytea, answer jsonb, stream text, version integer, topic text, schema_version smallint,
  data jsonb, meta jsonb, occurred_at timestamptz
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM set_config('app.organization', organization::text, true);
  IF NOT unison.is_sealed() THEN
    RAISE EXCEPTION 'a fact of another organization' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO unison.commands (organization_id, command_id, hash, answer) VALUES (organization, command, hash, answer);
  INSERT INTO unison.events (organization_id, stream_id, version, topic, schema_version, data, meta, occurred_at, stream_hash)
    VALUES (organization, stream, version, topic, schema_version, data, meta, occurred_at, hashtext(stream));
  PERFORM unison.refuse_frozen(f.moved_to) FROM unison.frozen f WHERE f.organization_id = organization;
END $$;

REVOKE EXECUTE ON FUNCTION unison.append_one FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unison.append_one TO unison_app;

-- A stream from its snapshot on: the snapshot of the wanted form first, where there is one (topic is null), then the facts
-- after it. Where nothing stands under the name as it is asked for, the stream that was first typed otherwise, and `first_typed`.
CREATE FUNCTION unison.load(organization uuid, stream text, wanted_form text)
RETURNS TABLE (version integer, topic text, schema_version smallint, data text, occurred_at timestamptz, first_typed text)
LANGUAGE plpgsql AS $$
DECLARE
  snapshot_version integer := -1;
  other text;
BEGIN
  PERFORM set_config('app.organization', organization::text, true);
  RETURN QUERY SELECT s.version, NULL::text, NULL::smallint, s.state::text, NULL::timestamptz, NULL::text
    FROM unison.snapshots s WHERE s.organization_id = organization AND s.stream_id = stream AND s.form = wanted_form;
  IF FOUND THEN
    snapshot_version := (SELECT s.version FROM unison.snapshots s
      WHERE s.organization_id = organization AND s.stream_id = stream);
  END IF;
  RETURN QUERY SELECT e.version, e.topic, e.schema_version, e.data::text, e.occurred_at, NULL::text FROM unison.events e
    WHERE e.organization_id = organization AND e.stream_id = stream AND e.version > snapshot_version ORDER BY e.version;
  IF NOT FOUND AND snapshot_version < 0 THEN
    other := (SELECT e.stream_id FROM unison.events e
      WHERE e.organization_id = organization AND e.name = unison.normal_name(stream));
    IF other <> stream THEN
      RETURN QUERY SELECT l.version, l.topic, l.schema_version, l.data, l.occurred_at, other
        FROM unison.load(organization, other, wanted_form) l;
    END IF;
  END IF;
END $$;

-- The names as they were first typed of the streams that are there, in the order asked for.
CREATE FUNCTION unison.first_typed(organization uuid, streams text[]) RETURNS TABLE (asked text, first_typed text)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.organization', organization::text, true);
  RETURN QUERY SELECT s.stream, e.stream_id FROM unnest(streams) WITH ORDINALITY s(stream, place)
    JOIN unison.events e ON e.organization_id = organization AND e.name = unison.normal_name(s.stream) ORDER BY s.place;
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

-- Orders what has committed: by (epoch, tx, pos), and only below the oldest running transaction, so that no later commit can
-- slip in before what was numbered. Gives each fact its organization's next number, extends the organization's hash chain, and
-- sends one message {first_seq, last_seq} of the server's numbers to every lane. A stream that is not continued by
-- its next version is set aside with a warning (UN004). Returns how many facts were looked at; the caller holds the leader's lock.
-- It always takes few rows out of many, so it always goes by the indexes: a plan made while the tables were small would
-- read all of them at every tick.
CREATE FUNCTION unison.sequence(at_most integer) RETURNS integer LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  c unison.feed_cursor%ROWTYPE;
  this_epoch CONSTANT smallint := (SELECT max(e.epoch) FROM unison.epochs e);
  horizon CONSTANT xid8 := pg_snapshot_xmin(pg_current_snapshot());
  done record;
BEGIN
  SELECT * INTO STRICT c FROM unison.feed_cursor;
  IF NOT EXISTS (SELECT FROM unison.events e WHERE (e.epoch, e.tx, e.pos) > (c.last_epoch, c.last_tx, c.last_pos)
      AND (e.epoch, e.tx) < (this_epoch, horizon)) THEN
    RETURN 0; -- an idle tick writes nothing and takes no transaction id
  END IF;
  SELECT * INTO STRICT c FROM unison.feed_cursor FOR UPDATE;
  WITH batch AS MATERIALIZED (
    SELECT e.*, row_number() OVER commits AS place,
      lag(e.version) OVER (PARTITION BY e.organization_id, e.stream_id ORDER BY e.epoch, e.tx, e.pos) AS before
    FROM (
      SELECT e.* FROM unison.events e WHERE (e.epoch, e.tx, e.pos) > (c.last_epoch, c.last_tx, c.last_pos)
        AND (e.epoch, e.tx) < (this_epoch, horizon) ORDER BY e.epoch, e.tx, e.pos LIMIT at_most
    ) e WINDOW commits AS (ORDER BY e.epoch, e.tx, e.pos)
  ), broken AS MATERIALIZED (
    SELECT b.organization_id, b.stream_id, min(b.place) AS place FROM batch b
    WHERE CASE WHEN b.before IS NOT NULL THEN b.before <> b.version - 1
      WHEN b.version > 1 THEN ( -- by its unique key, as a scalar: no plan can then search the organization for it
        SELECT true FROM unison.feed f
        WHERE f.organization_id = b.organization_id AND f.stream_id = b.stream_id AND f.version = b.version - 1) IS NOT TRUE
      ELSE false END
    GROUP BY b.organization_id, b.stream_id
  ), aside AS (
    INSERT INTO unison.feed_aside (organization_id, stream_id, from_version)
    SELECT b.organization_id, b.stream_id, b.version FROM broken JOIN batch b USING (organization_id, stream_id, place)
    ON CONFLICT DO NOTHING
  ), numbered AS (
    SELECT b.*, h.hash AS head, c.last_cell_seq + row_number() OVER (ORDER BY b.place) AS cell_seq,
      coalesce(h.seq, 0) + row_number() OVER (PARTITION BY b.organization_id ORDER BY b.place) AS seq
    FROM batch b LEFT JOIN unison.chain_heads h USING (organization_id)
    WHERE NOT EXISTS (SELECT FROM broken k
        WHERE k.organization_id = b.organization_id AND k.stream_id = b.stream_id AND k.place <= b.place)
      AND NOT EXISTS (SELECT FROM unison.feed_aside a WHERE a.organization_id = b.organization_id AND a.stream_id = b.stream_id)
  ), taken AS (
    INSERT INTO unison.feed (organization_id, seq, stream_id, version, hash, cell_seq)
    SELECT n.organization_id, n.seq, n.stream_id, n.version,
      unison.chain(coalesce(n.head, ''::bytea), unison.canonical(n.seq, n.organization_id, n.stream_id, n.version, n.topic,
        n.schema_version, n.data, n.meta, n.occurred_at, n.recorded_at)) OVER (PARTITION BY n.organization_id ORDER BY n.seq),
      n.cell_seq
    FROM numbered n RETURNING 1
  )
  SELECT b.epoch, b.tx, b.pos, b.place::integer AS seen, (SELECT count(*) FROM taken) AS numbered,
    (SELECT string_agg(format('%s of %s', k.stream_id, k.organization_id), ', ') FROM broken k) AS broken
  INTO done FROM batch b ORDER BY b.place DESC LIMIT 1;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  UPDATE unison.feed_cursor SET last_epoch = done.epoch, last_tx = done.tx, last_pos = done.pos;
  IF done.broken IS NOT NULL THEN
    RAISE WARNING 'set aside, not continued by the next version: %', done.broken USING ERRCODE = 'UN004';
  END IF;
  IF done.numbered > 0 THEN
    INSERT INTO unison.chain_heads AS h (organization_id, seq, hash)
      SELECT DISTINCT ON (f.organization_id) f.organization_id, f.seq, f.hash FROM unison.feed f
      WHERE f.cell_seq > c.last_cell_seq ORDER BY f.organization_id, f.seq DESC
      ON CONFLICT (organization_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash;
    PERFORM unison.announce(c.last_cell_seq + done.numbered);
  END IF;
  RETURN done.seen;
END $$;

-- Who leads: the session that holds the lock of a task. See unison.infrastructure.leading.
CREATE FUNCTION unison.key_of_lead(task text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN hashtextextended('unison lead of ' || task, 0);

CREATE VIEW unison.leads WITH (security_invoker = true) AS
  SELECT t.name, l.pid FROM unnest(ARRAY['sequencer', 'lane fast', 'lane slow', 'reactions', 'extensions']) AS t(name)
  LEFT JOIN pg_locks l ON l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
    AND (l.classid::bigint << 32 | l.objid::bigint) = unison.key_of_lead(t.name);

-- Ends a leader that has not taken its answer for so many seconds: the database waits for it without end. By whoever signed in as
-- it did; that needs no right of its own. Whether there was one.
CREATE FUNCTION unison.end_deaf_leader(task text, silent_s double precision) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE deaf CONSTANT integer := (SELECT l.pid FROM unison.leads l WHERE l.name = task);
BEGIN
  SET LOCAL ROLE NONE;
  RETURN (SELECT bool_or(pg_terminate_backend(a.pid)) FROM pg_stat_activity a WHERE a.pid = deaf
    AND a.state = 'active' AND a.wait_event_type = 'Client' AND a.state_change < clock_timestamp() - make_interval(secs => silent_s));
EXCEPTION WHEN insufficient_privilege THEN
  RETURN false; -- it signed in as somebody else, and ends by itself
END $$;

-- Moves the end of the server's order to `up_to` and wakes those who read it.
CREATE FUNCTION unison.announce(up_to bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  first bigint;
BEGIN
  SELECT last_cell_seq + 1 INTO STRICT first FROM unison.feed_cursor;
  UPDATE unison.feed_cursor SET last_cell_seq = up_to;
  PERFORM pgmq.send(lane, jsonb_build_object('first_seq', first, 'last_seq', up_to))
    FROM unnest(ARRAY['lane_fast', 'lane_slow']) AS lane;
  PERFORM pg_notify('unison_feed', up_to::text);
END $$;

-- Takes facts that another server has numbered and hashed, with the commands that told them: [{"seq", "hash" (hex), "stream",
-- "version", "topic", "schema_version", "data", "meta", "occurred_at", "recorded_at"}], [{"id", "hash" (hex), "answer"}]. The
-- chain is counted again before anything is kept; what is here already is passed over. UN005: they do not continue the chain
-- that is here. Waits for the disk, as an append does.
CREATE FUNCTION unison.arrive(organization uuid, facts json, commands json) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  head unison.chain_heads%ROWTYPE;
  place bigint;
  arrived bigint;
BEGIN
  PERFORM set_config('app.organization', organization::text, true);
  SET LOCAL ROLE unison_worker;
  SELECT last_cell_seq INTO STRICT place FROM unison.feed_cursor FOR UPDATE; -- the sequencer waits
  SELECT * INTO head FROM unison.chain_heads h WHERE h.organization_id = organization;
  IF EXISTS (
    SELECT FROM (
      SELECT f.seq, decode(f.hash, 'hex') AS hash, row_number() OVER numbers AS place,
        unison.chain(coalesce(head.hash, ''::bytea), unison.canonical(f.seq, organization, f.stream, f.version, f.topic,
          f.schema_version, f.data, f.meta, f.occurred_at, f.recorded_at)) OVER numbers AS expected
      FROM json_to_recordset(facts) AS f(seq bigint, hash text, stream text, version integer, topic text,
        schema_version smallint, data jsonb, meta jsonb, occurred_at timestamptz, recorded_at timestamptz)
      WHERE f.seq > coalesce(head.seq, 0) WINDOW numbers AS (ORDER BY f.seq)
    ) c WHERE c.hash IS DISTINCT FROM c.expected OR c.seq <> coalesce(head.seq, 0) + c.place
  ) THEN
    RAISE EXCEPTION 'what arrives does not continue number % of the feed that is here', coalesce(head.seq, 0)
      USING ERRCODE = 'UN005';
  END IF;
  SET LOCAL ROLE unison_app;
  INSERT INTO unison.commands (organization_id, command_id, hash, answer)
    SELECT organization, c.id, decode(c.hash, 'hex'), c.answer
    FROM json_to_recordset(commands) AS c(id uuid, hash text, answer jsonb)
    ON CONFLICT ON CONSTRAINT commands_pkey DO NOTHING;
  INSERT INTO unison.events (epoch, organization_id, stream_id, version, topic, schema_version, data, meta, occurred_at,
      recorded_at, stream_hash)
    SELECT 0, organization, f.stream, f.version, f.topic, f.schema_version, f.data, f.meta, f.occurred_at, f.recorded_at,
      hashtext(f.stream)
    FROM json_to_recordset(facts) AS f(seq bigint, stream text, version integer, topic text, schema_version smallint,
      data jsonb, meta jsonb, occurred_at timestamptz, recorded_at timestamptz)
    WHERE f.seq > coalesce(head.seq, 0) ORDER BY f.seq;
  SET LOCAL ROLE unison_worker;
  INSERT INTO unison.feed (organization_id, seq, stream_id, version, hash, cell_seq)
    SELECT organization, f.seq, f.stream, f.version, decode(f.hash, 'hex'), place + row_number() OVER (ORDER BY f.seq)
    FROM json_to_recordset(facts) AS f(seq bigint, hash text, stream text, version integer)
    WHERE f.seq > coalesce(head.seq, 0);
  GET DIAGNOSTICS arrived = ROW_COUNT;
  IF arrived > 0 THEN
    INSERT INTO unison.chain_heads AS h (organization_id, seq, hash)
      SELECT f.organization_id, f.seq, f.hash FROM unison.feed f
      WHERE f.organization_id = organization ORDER BY f.seq DESC LIMIT 1
      ON CONFLICT (organization_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash;
    PERFORM unison.announce(place + arrived);
  END IF;
  RESET ROLE;
  RETURN arrived;
END $$;
REVOKE EXECUTE ON FUNCTION unison.arrive FROM PUBLIC;

-- Begins an epoch when the database is not where it was: restored, upgraded or promoted elsewhere. True when it did. No fact is
-- rewritten. ALTER TABLE waits for every writer and the default is a constant, so no fact of the old epoch comes after.
CREATE FUNCTION unison.begin_epoch() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE began smallint;
BEGIN
  IF EXISTS (SELECT FROM unison.epochs e, unison.here() h WHERE e.epoch = (SELECT max(epoch) FROM unison.epochs)
      AND (e.system_identifier, e.database_oid, e.timeline) = (h.system_identifier, h.database_oid, h.timeline)) THEN
    RETURN false;
  END IF;
  LOCK TABLE unison.events IN ACCESS EXCLUSIVE MODE;
  INSERT INTO unison.epochs (epoch, system_identifier, database_oid, timeline)
    SELECT (SELECT max(epoch) + 1 FROM unison.epochs), h.* FROM unison.here() h RETURNING epoch INTO began;
  EXECUTE format('ALTER TABLE unison.events ALTER COLUMN epoch SET DEFAULT %s', began);
  RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION unison.begin_epoch FROM PUBLIC;

-- The feed with its facts.
CREATE VIEW unison.feed_events WITH (security_invoker = true) AS
  SELECT f.seq, f.cell_seq, f.hash, e.* FROM unison.feed f JOIN unison.events e
    ON e.organization_id = f.organization_id AND e.stream_id = f.stream_id AND e.version = f.version;

-- The facts as the fold of a projection reads them.
CREATE VIEW unison.facts WITH (security_invoker = true) AS
  SELECT organization_id, substr(stream_id, strpos(stream_id, ':') + 1) AS key, version, topic, schema_version, data,
    (meta->>'user')::uuid AS by_user, occurred_at, recorded_at, seq, cell_seq
  FROM unison.feed_events;

-- Jobs ---------------------------------------------------------------------------------------------------------

-- What is to be done outside of the transaction that causes it: a PGMQ queue for each kind, `jobs_<kind>`, made when the database is
-- migrated. A message is {"id", "organization", "body"}. Its headers: {"tries": how many were begun, "error": what the last one
-- ended with, while it waits for the next}; null before the second try.

CREATE FUNCTION unison.queue_of_jobs(kind text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN 'jobs_' || kind;

-- The application acts for its own organization alone; the worker and the owner for each.
CREATE FUNCTION unison.may_act_for(organization uuid) RETURNS boolean LANGUAGE sql STABLE
RETURN current_setting('role') <> 'unison_app' AND pg_has_role(session_user, 'unison_worker', 'MEMBER')
  OR coalesce(organization = unison.organization(), false) AND unison.is_sealed();

-- Leaves a job, in the caller's transaction: it is there when that commits, and never was when it does not. Nobody carries it out
-- before `not_before`. `job` is the id by which its receiver knows it; one is made where none is given. The organization of what
-- concerns the whole installation is the nil UUID. UN006: no such kind.
CREATE FUNCTION unison.enqueue(kind text, organization uuid, body jsonb, not_before timestamptz DEFAULT NULL, job uuid DEFAULT NULL)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  queue CONSTANT text := unison.queue_of_jobs(kind);
  id CONSTANT uuid := coalesce(job, gen_random_uuid());
BEGIN
  IF NOT unison.may_act_for(organization) THEN
    RAISE EXCEPTION 'a job of another organization' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF to_regclass('pgmq.' || quote_ident('q_' || queue)) IS NULL THEN
    RAISE EXCEPTION 'there is no kind of job called %', kind USING ERRCODE = 'UN006';
  END IF;
  PERFORM pgmq.send(queue, jsonb_build_object('id', id, 'organization', organization, 'body', body),
    coalesce(not_before, clock_timestamp()));
  PERFORM pg_notify('unison_jobs', CASE WHEN not_before > clock_timestamp() THEN '' ELSE kind END);
  RETURN id;
END $$;
REVOKE EXECUTE ON FUNCTION unison.enqueue FROM PUBLIC;

-- Jobs that failed for good, beside PGMQ's archive, which has no place for the error.
CREATE TABLE unison.dead_jobs (
  organization_id uuid NOT NULL,
  job_id uuid PRIMARY KEY,
  kind text NOT NULL,
  body jsonb NOT NULL,
  error text NOT NULL,
  attempts integer NOT NULL,
  enqueued_at timestamptz NOT NULL,
  died_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX ON unison.dead_jobs (organization_id, died_at);

-- Jobs whose effect stands: written in the transaction of the effect, so that a job that comes twice has it once.
CREATE TABLE unison.job_receipts (
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, job_id)
);
CREATE INDEX ON unison.job_receipts (at);

-- What the workers have carried out, by kind: tries that ended well and not, and the seconds that all of them took.
CREATE TABLE unison.job_totals (
  kind text PRIMARY KEY,
  done bigint NOT NULL DEFAULT 0,
  failed bigint NOT NULL DEFAULT 0,
  busy_s double precision NOT NULL DEFAULT 0
);

-- When the next job of each kind is due, in seconds from now; kinds without a job are left out.
CREATE FUNCTION unison.next_jobs(kinds text[]) RETURNS TABLE (kind text, due_in_s double precision) LANGUAGE plpgsql STABLE
SET search_path = '' AS $$
DECLARE due timestamptz;
BEGIN
  FOREACH kind IN ARRAY kinds LOOP
    EXECUTE format('SELECT min(vt) FROM pgmq.%I', 'q_' || unison.queue_of_jobs(kind)) INTO due;
    IF due IS NOT NULL THEN
      due_in_s := extract(epoch FROM due - clock_timestamp());
      RETURN NEXT;
    END IF;
  END LOOP;
END $$;

-- Notes which try of a message begins, or why it failed and when the next is.
CREATE FUNCTION unison.begin_try(kind text, message bigint, tries integer) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  EXECUTE format('UPDATE pgmq.%I SET headers = jsonb_build_object(''tries'', $1::integer) WHERE msg_id = $2',
    'q_' || unison.queue_of_jobs(kind)) USING tries, message;
END $$;

CREATE FUNCTION unison.try_later(kind text, message bigint, tries integer, error text, after_s double precision) RETURNS void
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  EXECUTE format('UPDATE pgmq.%I SET headers = jsonb_build_object(''tries'', $1::integer, ''error'', $3::text) WHERE msg_id = $2',
    'q_' || unison.queue_of_jobs(kind)) USING tries, message, error;
  PERFORM pgmq.set_vt(unison.queue_of_jobs(kind), message, clock_timestamp() + make_interval(secs => after_s));
END $$;

-- How many jobs wait, are carried out, wait for a later moment or another try, and are dead, and for how many seconds the oldest
-- one that waits has been due; of one organization, or of all where it is
-- null: a number for whoever runs the server.
CREATE FUNCTION unison.count_jobs(of_organization uuid DEFAULT NULL)
RETURNS TABLE (kind text, waiting bigint, running bigint, later bigint, dead bigint, oldest_s double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  queue text;
  moment CONSTANT timestamptz := clock_timestamp(); -- one for all of them: every job counts once
BEGIN
  IF NOT (unison.may_act_for(of_organization) OR of_organization IS NULL AND unison.organization() IS NULL) THEN
    RAISE EXCEPTION 'jobs of another organization' USING ERRCODE = 'insufficient_privilege';
  END IF;
  FOR queue IN SELECT m.queue_name FROM pgmq.meta m WHERE starts_with(m.queue_name, 'jobs_') ORDER BY 1 LOOP
    kind := substr(queue, length('jobs_') + 1);
    EXECUTE format('SELECT count(*) FILTER (WHERE vt <= $2),
        count(*) FILTER (WHERE vt > $2 AND read_ct > 0 AND coalesce(headers ? ''error'', false) IS FALSE),
        count(*) FILTER (WHERE vt > $2 AND (read_ct = 0 OR headers ? ''error'')),
        extract(epoch FROM $2 - min(vt) FILTER (WHERE vt <= $2))
      FROM pgmq.%I WHERE $1 IS NULL OR (message->>''organization'')::uuid = $1', 'q_' || queue)
      INTO waiting, running, later, oldest_s USING of_organization, moment;
    dead := (SELECT count(*) FROM unison.dead_jobs d
      WHERE d.kind = count_jobs.kind AND (of_organization IS NULL OR d.organization_id = of_organization));
    RETURN NEXT;
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION unison.count_jobs FROM PUBLIC;

-- Forgets what PGMQ archived of dead jobs before a moment, and the receipts of that time. How many rows went.
CREATE FUNCTION unison.forget_jobs(before timestamptz) RETURNS bigint LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  queue text;
  gone bigint;
  total bigint;
BEGIN
  DELETE FROM unison.job_receipts WHERE at < before;
  GET DIAGNOSTICS total = ROW_COUNT;
  FOR queue IN SELECT m.queue_name FROM pgmq.meta m WHERE starts_with(m.queue_name, 'jobs_') LOOP
    EXECUTE format('DELETE FROM pgmq.%I WHERE archived_at < $1', 'a_' || queue) USING before;
    GET DIAGNOSTICS gone = ROW_COUNT;
    total := total + gone;
  END LOOP;
  RETURN total;
END $$;

-- Schedules ----------------------------------------------------------------------------------------------------

-- What the code says: a job at a local time, on some days of the week (ISO, Monday is 1) or on every day, or after each interval;
-- one for the installation, or one for each organization.
CREATE TABLE unison.schedule_definitions (
  name text PRIMARY KEY,
  kind text NOT NULL,
  body jsonb NOT NULL DEFAULT '{}',
  per_organization boolean NOT NULL,
  every interval CHECK (every >= interval '1 second'),
  at_time time,
  weekdays smallint[] NOT NULL DEFAULT '{1,2,3,4,5,6,7}' CHECK (weekdays <> '{}' AND weekdays <@ '{1,2,3,4,5,6,7}'),
  CHECK ((every IS NULL) <> (at_time IS NULL))
);

-- When each of them ran last, and runs next; the nil UUID is the installation. `time_zone` is the one that next_run was counted in.
CREATE TABLE unison.schedules (
  organization_id uuid NOT NULL,
  name text NOT NULL REFERENCES unison.schedule_definitions ON DELETE CASCADE,
  time_zone text NOT NULL,
  last_run timestamptz,
  next_run timestamptz NOT NULL,
  PRIMARY KEY (organization_id, name)
);
CREATE INDEX ON unison.schedules (next_run);

-- An organization's clock is that of most of its plants; the first by name where there are as many of each.
CREATE FUNCTION unison.time_zone_of(organization uuid) RETURNS text LANGUAGE sql STABLE SET search_path = '' RETURN coalesce(
  (SELECT p.time_zone FROM unison.plants p WHERE p.organization_id = organization
    GROUP BY p.time_zone ORDER BY count(*) DESC, min(p.plant) LIMIT 1), 'UTC');

-- The first moment after `after` at which something is due. A local time that a clock change leaves out comes as much later; one
-- that comes twice is taken once, the second time. An interval keeps its beat, however late it is.
CREATE FUNCTION unison.next_run(every interval, at_time time, weekdays smallint[], time_zone text, last_due timestamptz,
  after timestamptz) RETURNS timestamptz LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  today CONSTANT date := (after AT TIME ZONE time_zone)::date;
BEGIN
  IF every IS NOT NULL THEN
    RETURN coalesce(last_due + every * (floor(extract(epoch FROM after - last_due) / extract(epoch FROM every)) + 1), after);
  END IF;
  RETURN (SELECT min((d.day + at_time) AT TIME ZONE time_zone)
    FROM (SELECT today + days AS day FROM generate_series(-1, 8) AS days) d
    WHERE extract(isodow FROM d.day)::smallint = ANY (weekdays) AND (d.day + at_time) AT TIME ZONE time_zone > after);
END $$;

-- Leaves a job for each schedule that is due at `moment`, and says when it is due next: what was missed while nobody looked is
-- caught up once. How many jobs. It may be called at any time, by any number: rows are locked, and a job's id follows from its
-- moment. It also begins the schedules of new organizations and follows a plant that has changed its time zone. A worker ticks it,
-- and pg_cron where there is one, as the owner.
CREATE FUNCTION unison.enqueue_due_jobs(moment timestamptz DEFAULT clock_timestamp()) RETURNS integer LANGUAGE plpgsql
SET search_path = '' SET role = unison_worker AS $$
DECLARE
  due record;
  jobs integer := 0;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('unison schedules')) THEN
    RETURN 0; -- another does, at this moment
  END IF;
  INSERT INTO unison.schedules (organization_id, name, time_zone, next_run)
    SELECT o.id, d.name, o.zone, unison.next_run(d.every, d.at_time, d.weekdays, o.zone, NULL, moment)
    FROM unison.schedule_definitions d CROSS JOIN LATERAL (
      SELECT organization_id AS id, unison.time_zone_of(organization_id) AS zone FROM unison.organizations WHERE d.per_organization
      UNION ALL SELECT '00000000-0000-0000-0000-000000000000'::uuid, 'UTC' WHERE NOT d.per_organization) o
    WHERE NOT EXISTS (SELECT FROM unison.schedules s WHERE s.organization_id = o.id AND s.name = d.name);
  UPDATE unison.schedules s SET time_zone = z.zone,
      next_run = CASE WHEN s.next_run <= moment OR d.at_time IS NULL THEN s.next_run
        ELSE unison.next_run(d.every, d.at_time, d.weekdays, z.zone, NULL, moment) END
    FROM unison.schedule_definitions d,
      (SELECT o.organization_id, unison.time_zone_of(o.organization_id) AS zone FROM unison.organizations o) z
    WHERE d.name = s.name AND z.organization_id = s.organization_id AND z.zone <> s.time_zone;
  FOR due IN
    SELECT s.organization_id, s.time_zone, s.next_run, d.* FROM unison.schedules s JOIN unison.schedule_definitions d USING (name)
    WHERE s.next_run <= moment ORDER BY s.next_run, s.organization_id FOR UPDATE OF s
  LOOP
    PERFORM unison.enqueue(due.kind, due.organization_id,
      due.body || jsonb_build_object('schedule', due.name, 'due_at', due.next_run), NULL,
      md5(format('%s %s %s', due.name, due.organization_id, extract(epoch FROM due.next_run)))::uuid);
    UPDATE unison.schedules s SET last_run = moment,
        next_run = unison.next_run(due.every, due.at_time, due.weekdays, due.time_zone, due.next_run, moment)
      WHERE s.organization_id = due.organization_id AND s.name = due.name;
    jobs := jobs + 1;
  END LOOP;
  RETURN jobs;
END $$;
REVOKE EXECUTE ON FUNCTION unison.enqueue_due_jobs FROM PUBLIC;

-- Has pg_cron tick every minute, where this database has it; whether it has. It ticks even while no worker runs, and the jobs
-- wait for one.
CREATE FUNCTION unison.tick_by_pg_cron() RETURNS boolean LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_cron') THEN
    RETURN false;
  END IF;
  EXECUTE $cron$ SELECT cron.schedule('unison', '* * * * *', 'SELECT unison.enqueue_due_jobs()') $cron$;
  RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION unison.tick_by_pg_cron FROM PUBLIC;

-- Webhooks -----------------------------------------------------------------------------------------------------

-- An address that is told facts of some types, of some plants or of all (`plants` is empty), from `start_seq` on. `replay_next` to
-- `replay_until` are the numbers that are still to be told again; what comes after them waits. `wake_at` is when its next job runs.
CREATE TABLE unison.webhooks (
  organization_id uuid NOT NULL REFERENCES unison.organizations,
  webhook_id uuid PRIMARY KEY,
  name text NOT NULL,
  url text NOT NULL,
  types text[] NOT NULL CHECK (types <> '{}'),
  plants text[] NOT NULL DEFAULT '{}',
  form text NOT NULL CHECK (form IN ('binary', 'structured', 'batch')),
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  start_seq bigint NOT NULL,
  replay_next bigint,
  replay_until bigint,
  permission_hash bytea NOT NULL,
  permitted_at timestamptz,
  permitted_per_minute integer CHECK (permitted_per_minute > 0),
  failures integer NOT NULL DEFAULT 0,
  failing_since timestamptz,
  last_error text,
  next_at timestamptz,
  wake_at timestamptz,
  off_at timestamptz,
  off_reason text,
  off_seq bigint,
  UNIQUE (organization_id, name)
);
COMMENT ON COLUMN unison.webhooks.permitted_at IS 'When the receiver agreed to be sent to; null: it has yet to.';
COMMENT ON COLUMN unison.webhooks.permitted_per_minute IS 'How many requests a minute the receiver allows; null: any number.';
COMMENT ON COLUMN unison.webhooks.permission_hash IS 'Of the key in the address by which a receiver agrees later.';
COMMENT ON COLUMN unison.webhooks.off_seq IS 'The last number that it took before it was switched off.';

-- What signs. The application stores them and reads them never again; those who send do. One that was replaced signs until `until`.
CREATE TABLE unison.webhook_secrets (
  organization_id uuid NOT NULL,
  webhook_id uuid NOT NULL REFERENCES unison.webhooks ON DELETE CASCADE,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  until timestamptz,
  secret bytea NOT NULL,
  PRIMARY KEY (webhook_id, made_at)
);

-- A fact, by its number in the organization's feed, that a webhook is told; 0 is the event that somebody sends to try it.
CREATE TABLE unison.webhook_deliveries (
  organization_id uuid NOT NULL,
  webhook_id uuid NOT NULL REFERENCES unison.webhooks ON DELETE CASCADE,
  seq bigint NOT NULL,
  stream_id text NOT NULL,
  topic text NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'accepted', 'dropped')),
  created_at timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 0,
  first_at timestamptz,
  tried_at timestamptz,
  next_at timestamptz,
  status integer,
  duration_ms integer,
  answer text,
  error text,
  PRIMARY KEY (webhook_id, seq)
);
CREATE INDEX webhook_deliveries_waiting ON unison.webhook_deliveries (webhook_id, seq) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_held ON unison.webhook_deliveries (webhook_id, stream_id) WHERE state = 'waiting' AND next_at IS NOT NULL;
CREATE INDEX webhook_deliveries_done ON unison.webhook_deliveries (tried_at) WHERE state <> 'waiting';

-- Has a webhook's job run at a time, unless one does that is not later. The caller's transaction sends it.
CREATE FUNCTION unison.wake_webhook(webhook uuid, not_before timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  woken record;
BEGIN
  UPDATE unison.webhooks w SET wake_at = greatest(not_before, w.next_at)
    WHERE w.webhook_id = webhook AND (w.wake_at IS NULL OR w.wake_at > greatest(not_before, w.next_at)
      OR w.wake_at < now() - interval '5 minutes') -- its job is lost
    RETURNING w.organization_id, w.wake_at INTO woken;
  IF FOUND THEN
    PERFORM unison.enqueue('webhook', woken.organization_id, jsonb_build_object('webhook', webhook), woken.wake_at);
  END IF;
END $$;

-- Numbers for whoever runs the server, over all organizations: webhooks that are on, failing and switched off, what waits, and the age
-- of the oldest that does, in seconds.
CREATE FUNCTION unison.webhook_counts(OUT working bigint, OUT failing bigint, OUT off bigint, OUT waiting bigint, OUT oldest_s float8)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = unison, pg_temp AS $$
  SELECT count(*) FILTER (WHERE w.off_at IS NULL AND w.failing_since IS NULL),
    count(*) FILTER (WHERE w.off_at IS NULL AND w.failing_since IS NOT NULL), count(*) FILTER (WHERE w.off_at IS NOT NULL),
    coalesce(sum(d.waiting) FILTER (WHERE w.off_at IS NULL), 0)::bigint,
    coalesce(extract(epoch FROM now() - min(d.oldest) FILTER (WHERE w.off_at IS NULL)), 0)::float8
  FROM unison.webhooks w CROSS JOIN LATERAL (
    SELECT count(*) AS waiting, min(d.created_at) AS oldest FROM unison.webhook_deliveries d
    WHERE d.webhook_id = w.webhook_id AND d.state = 'waiting') d
$$;

-- Notices: what people should know -----------------------------------------------------------------------------

-- What a notice may be about, and the roles that it concerns.
CREATE TABLE unison.notice_subjects (
  subject text PRIMARY KEY,
  roles text[] NOT NULL
);
INSERT INTO unison.notice_subjects (subject, roles) VALUES
  ('reorder_point', '{supervisor,admin}'),
  ('certificate', '{supervisor,admin}'),
  ('late_order', '{supervisor,admin}'),
  ('pending_command', '{supervisor,admin}'),
  ('violation', '{operator,supervisor,admin}'),
  ('dead_letter', '{admin}'),
  ('parked_stream', '{admin}'),
  ('webhook_off', '{admin}'),
  ('verification', '{auditor,admin}'),
  ('extension', '{supervisor,admin}');

-- Something that stands until it is over; while it stands nobody is told of the same again.
CREATE TABLE unison.notices (
  organization_id uuid NOT NULL,
  notice_id uuid NOT NULL,
  subject text NOT NULL REFERENCES unison.notice_subjects,
  about text NOT NULL,
  told jsonb NOT NULL,
  plant text,
  person uuid GENERATED ALWAYS AS ((told->>'person')::uuid) STORED,
  at timestamptz NOT NULL DEFAULT now(),
  over_at timestamptz,
  PRIMARY KEY (organization_id, notice_id)
);
CREATE UNIQUE INDEX notices_standing ON unison.notices (organization_id, subject, about, plant) NULLS NOT DISTINCT
  WHERE over_at IS NULL;
CREATE INDEX notices_latest ON unison.notices (organization_id, at DESC);
COMMENT ON COLUMN unison.notices.about IS 'What it is about, among those of its subject: a stream, or a name of the subject''s own.';
COMMENT ON COLUMN unison.notices.told IS 'What its sentence is made of: keys, ids and figures, never what a person is called.';
COMMENT ON COLUMN unison.notices.person IS 'Whom it concerns besides the subject''s roles.';

-- Who has read a notice.
CREATE TABLE unison.notice_readings (
  organization_id uuid NOT NULL,
  notice_id uuid NOT NULL,
  user_id uuid NOT NULL,
  read_at timestamptz NOT NULL DEFAULT now(),
  dismissed_at timestamptz,
  PRIMARY KEY (organization_id, user_id, notice_id),
  FOREIGN KEY (organization_id, user_id) REFERENCES unison.users ON DELETE CASCADE,
  FOREIGN KEY (organization_id, notice_id) REFERENCES unison.notices ON DELETE CASCADE
);
CREATE INDEX ON unison.notice_readings (organization_id, notice_id);

-- Where a person wants to be told of a subject; without a row in the browser alone.
CREATE TABLE unison.notice_wishes (
  organization_id uuid NOT NULL,
  user_id uuid NOT NULL,
  subject text NOT NULL REFERENCES unison.notice_subjects,
  browser boolean NOT NULL,
  mail text NOT NULL CHECK (mail IN ('never', 'at_once', 'daily')),
  PRIMARY KEY (organization_id, user_id, subject),
  FOREIGN KEY (organization_id, user_id) REFERENCES unison.users ON DELETE CASCADE
);

-- When a person gets the mail of the day, by the clock of their plant; and up to when they were told in it.
CREATE TABLE unison.notice_digests (
  organization_id uuid NOT NULL,
  user_id uuid NOT NULL,
  at_hour smallint NOT NULL DEFAULT 7 CHECK (at_hour BETWEEN 0 AND 23),
  told_until timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, user_id),
  FOREIGN KEY (organization_id, user_id) REFERENCES unison.users ON DELETE CASCADE
);

-- Whom each notice concerns, and where they want to be told: for the browser, for mail and for the mail of the day alike.
CREATE VIEW unison.notice_readers WITH (security_invoker = true) AS
  SELECT n.organization_id, n.notice_id, n.subject, n.about, n.told, n.plant, n.at, n.over_at, u.user_id,
    coalesce(w.browser, true) AS browser, coalesce(w.mail, 'never') AS mail
  FROM unison.notices n
  JOIN unison.notice_subjects s USING (subject)
  JOIN unison.users u ON u.organization_id = n.organization_id AND u.disabled_at IS NULL
    AND (unison.has_role_in(u.assignments, s.roles, n.plant)
      OR u.user_id = n.person AND unison.sees_plant(u.assignments, n.plant))
  LEFT JOIN unison.notice_wishes w
    ON w.organization_id = n.organization_id AND w.user_id = u.user_id AND w.subject = n.subject;

-- The id of a notice, or of a mail, that its parts determine: a UUID by name (RFC 9562, version 3).
CREATE FUNCTION unison.named_id(VARIADIC parts text[]) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN overlay(overlay(md5(array_to_json(parts)::text) PLACING '3' FROM 13) PLACING '8' FROM 17)::uuid;

-- Wakes the browsers of an organization: there is something to read.
CREATE FUNCTION unison.wake_notices(organization uuid) RETURNS void LANGUAGE sql
RETURN pg_notify('unison_live', json_build_object('organization', organization, 'seq', NULL, 'views',
  json_build_object('notices', json_build_array()))::text);

-- Tells those whom it concerns, in the caller's transaction: once for each id, and no second time while the same stands.
-- `told` may name a `person` (a user's id) whom it concerns besides the subject's roles. Mail goes to those who want it at
-- once; that a mail could not be sent is told in the browser alone, or a dead server would be written to for ever.
CREATE FUNCTION unison.give_notice(organization uuid, subject text, about text, told jsonb, plant text DEFAULT NULL,
  notice uuid DEFAULT gen_random_uuid()) RETURNS void LANGUAGE plpgsql AS $$
DECLARE reader uuid;
BEGIN
  INSERT INTO unison.notices (organization_id, notice_id, subject, about, told, plant)
    VALUES (organization, notice, subject, about, told, plant) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM unison.wake_notices(organization);
  FOR reader IN
    SELECT r.user_id FROM unison.notice_readers r JOIN unison.users u USING (organization_id, user_id)
    WHERE r.organization_id = organization AND r.notice_id = notice AND r.mail = 'at_once' AND u.email IS NOT NULL
      AND NOT (r.subject = 'dead_letter' AND r.told->>'kind' = 'mail')
  LOOP
    PERFORM unison.enqueue('mail', organization, jsonb_build_object('notice', notice, 'user', reader),
      job => unison.named_id('mail', notice::text, reader::text));
  END LOOP;
END $$;

-- What notices tell of is over, in this plant or, without one, everywhere: nobody has to read them any more.
CREATE FUNCTION unison.end_notices(organization uuid, subject text, about text, plant text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE unison.notices n SET over_at = now()
    WHERE n.organization_id = organization AND n.subject = end_notices.subject AND n.about = end_notices.about
      AND n.plant IS NOT DISTINCT FROM coalesce(end_notices.plant, n.plant) AND n.over_at IS NULL;
  IF FOUND THEN
    PERFORM unison.wake_notices(organization);
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION unison.give_notice, unison.end_notices FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unison.give_notice TO unison_worker;
GRANT EXECUTE ON FUNCTION unison.end_notices TO unison_worker, unison_app; -- who drops a dead letter ends its notice

-- A stream that a consumer has parked, until it is resumed.
CREATE FUNCTION unison.tell_parked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'DELETE' THEN
    PERFORM unison.end_notices(OLD.organization_id, 'parked_stream', OLD.consumer || ' ' || OLD.stream_id);
  ELSE
    PERFORM unison.give_notice(NEW.organization_id, 'parked_stream', NEW.consumer || ' ' || NEW.stream_id,
      jsonb_build_object('consumer', NEW.consumer, 'stream', NEW.stream_id));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER parked_told AFTER INSERT OR DELETE ON unison.parked_streams
  FOR EACH ROW EXECUTE FUNCTION unison.tell_parked();

-- A job that failed for good, until it is tried again or dropped.
CREATE FUNCTION unison.tell_dead() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'DELETE' THEN
    PERFORM unison.end_notices(OLD.organization_id, 'dead_letter', OLD.job_id::text);
  ELSE
    PERFORM unison.give_notice(NEW.organization_id, 'dead_letter', NEW.job_id::text, jsonb_build_object('kind', NEW.kind));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER dead_told AFTER INSERT OR DELETE ON unison.dead_jobs FOR EACH ROW EXECUTE FUNCTION unison.tell_dead();

-- A webhook that was switched off is told by whoever does it, until it is on again or gone.
CREATE FUNCTION unison.end_webhook_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM unison.end_notices(OLD.organization_id, 'webhook_off', 'webhooks:' || OLD.webhook_id);
  RETURN NULL;
END $$;
CREATE TRIGGER on_again AFTER UPDATE OF off_at ON unison.webhooks FOR EACH ROW
WHEN (OLD.off_at IS NOT NULL AND NEW.off_at IS NULL) EXECUTE FUNCTION unison.end_webhook_off();
CREATE TRIGGER gone AFTER DELETE ON unison.webhooks FOR EACH ROW
WHEN (OLD.off_at IS NOT NULL) EXECUTE FUNCTION unison.end_webhook_off();

-- Records that do not hold, until a later verification finds that all do.
CREATE FUNCTION unison.tell_verification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.fault IS NULL THEN
    PERFORM unison.end_notices(NEW.organization_id, 'verification', 'verification');
  ELSE
    PERFORM unison.give_notice(NEW.organization_id, 'verification', 'verification', jsonb_build_object('seq', NEW.fault_seq));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER verified_told AFTER INSERT OR UPDATE OF fault ON unison.verifications
  FOR EACH ROW EXECUTE FUNCTION unison.tell_verification();

-- Reactions ----------------------------------------------------------------------------------------------------

-- How far a reaction has come in an organization's feed: moved in the transaction of the facts that its commands led to, so that
-- each fact leads to them once. What led to no command moves consumers.position alone, so a row may lie behind that.
CREATE TABLE unison.reaction_positions (
  organization_id uuid NOT NULL,
  reaction text NOT NULL,
  seq bigint NOT NULL,
  waits boolean NOT NULL DEFAULT false,
  moved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organization_id, reaction)
);
COMMENT ON COLUMN unison.reaction_positions.waits IS
  'What comes behind seq is still to be decided, although consumers.position is past it: the organization was frozen.';

-- Commands of reactions that a rule refused, noted when the position moves: a crash would have them decided anew.
CREATE TABLE unison.reaction_refusals (
  organization_id uuid NOT NULL,
  reaction text NOT NULL,
  stream_id text NOT NULL,
  version integer NOT NULL,
  target text NOT NULL,
  command text NOT NULL,
  code text NOT NULL,
  detail text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organization_id, reaction, stream_id, version, target)
);
COMMENT ON COLUMN unison.reaction_refusals.stream_id IS 'With version: the fact that it reacted to.';
CREATE INDEX reaction_refusals_latest ON unison.reaction_refusals (organization_id, at);

-- As append, for the commands of reactions, whose positions move with the facts: {"moves": [{"reaction", "after", "seq"}],
-- "refusals": [{"reaction", "stream", "version", "target", "command", "code", "detail"}]}. One of a reaction at most; `after` is where
-- it is believed to stand. UN007: it stands elsewhere, as somebody else has moved it; nothing is stored.
CREATE FUNCTION unison.append(organization uuid, commands json, events json, reacted json) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  moved integer;
BEGIN
  PERFORM set_config('app.organization', organization::text, true);
  WITH moves AS (SELECT * FROM json_to_recordset(reacted->'moves') AS m(reaction text, after bigint, seq bigint))
  INSERT INTO unison.reaction_positions AS p (organization_id, reaction, seq)
    SELECT organization, m.reaction, m.seq FROM moves m ORDER BY m.reaction
    ON CONFLICT (organization_id, reaction) DO UPDATE SET seq = excluded.seq, moved_at = excluded.moved_at, waits = false
    WHERE p.seq = (SELECT m.after FROM moves m WHERE m.reaction = p.reaction);
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved < json_array_length(reacted->'moves') THEN
    RAISE EXCEPTION 'a reaction stands elsewhere' USING ERRCODE = 'UN007';
  END IF;
  INSERT INTO unison.reaction_refusals (organization_id, reaction, stream_id, version, target, command, code, detail)
    SELECT organization, r.reaction, r.stream, r.version, r.target, r.command, r.code, r.detail
    FROM json_to_recordset(reacted->'refusals') AS r(reaction text, stream text, version integer, target text, command text,
      code text, detail text)
    ON CONFLICT DO NOTHING;
  PERFORM unison.append(organization, commands, events);
END $$;

-- Where a reaction stands in an organization's feed: the number of the last fact that it has decided.
CREATE FUNCTION unison.place_of_reaction(of_reaction text, organization uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN p.waits THEN p.seq ELSE greatest(coalesce(p.seq, 0), coalesce((
      SELECT f.seq FROM unison.feed f WHERE f.organization_id = organization AND f.cell_seq <= c.position
      ORDER BY f.seq DESC LIMIT 1), 0)) END
  FROM unison.consumers c
  LEFT JOIN unison.reaction_positions p ON p.reaction = c.name AND p.organization_id = organization
  WHERE c.name = of_reaction
$$;

-- Has a reaction go on behind a number of an organization's feed, be that before or after where it stands; in the others' feeds it
-- goes on where it is.
CREATE FUNCTION unison.place_reaction(of_reaction text, organization uuid, behind bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM unison.consumers c WHERE c.name = of_reaction FOR UPDATE;
  INSERT INTO unison.reaction_positions AS p (organization_id, reaction, seq)
    SELECT h.organization_id, of_reaction, unison.place_of_reaction(of_reaction, h.organization_id) FROM unison.chain_heads h
    ON CONFLICT (organization_id, reaction) DO UPDATE SET seq = excluded.seq WHERE NOT p.waits;
  INSERT INTO unison.reaction_positions AS p (organization_id, reaction, seq) VALUES (organization, of_reaction, behind)
    ON CONFLICT (organization_id, reaction) DO UPDATE SET seq = excluded.seq, moved_at = excluded.moved_at, waits = false;
  UPDATE unison.consumers c SET position = least(c.position, (
      SELECT f.cell_seq - 1 FROM unison.feed f WHERE f.organization_id = organization AND f.seq = behind + 1))
    WHERE c.name = of_reaction;
END $$;

-- Extensions: a plant's own packages ---------------------------------------------------------------------------

-- Those that this database has met. `fingerprint` is of the tables that were made, empty where they could not be; `stopped` says
-- why one is run no further.
CREATE TABLE unison.extensions (
  name text PRIMARY KEY,
  fingerprint text NOT NULL,
  stopped text,
  begun_at timestamptz NOT NULL DEFAULT now()
);

-- Up to which number of an organization's feed an extension has taken its facts; moves in the transaction of its rows.
CREATE TABLE unison.tracking (
  organization_id uuid NOT NULL,
  extension text NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (organization_id, extension)
) WITH (fillfactor = 50);

-- Exports ------------------------------------------------------------------------------------------------------

-- A list or a report that somebody wants as a file: `question` is its address with parameters. Whoever makes it bears a `run`; what
-- was begun before by another is void. The file goes when it expires.
CREATE TABLE unison.exports (
  organization_id uuid NOT NULL REFERENCES unison.organizations,
  export_id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  question text NOT NULL,
  part text,
  format text NOT NULL CHECK (format IN ('csv', 'parquet', 'xlsx')),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  run uuid,
  rows bigint NOT NULL DEFAULT 0,
  total bigint,
  bytes bigint NOT NULL DEFAULT 0,
  reason text,
  asked_at timestamptz NOT NULL DEFAULT now(),
  began_at timestamptz,
  ended_at timestamptz,
  expires_at timestamptz NOT NULL,
  FOREIGN KEY (organization_id, user_id) REFERENCES unison.users ON DELETE CASCADE
);
CREATE INDEX exports_of_person ON unison.exports (organization_id, user_id, asked_at DESC);
CREATE INDEX exports_by_expiry ON unison.exports (expires_at);
COMMENT ON COLUMN unison.exports.part IS 'The list of a report that is wanted; null: its first.';
COMMENT ON COLUMN unison.exports.reason IS 'Why it failed, as a sentence for whoever asked.';

-- The file in pieces: here, because the API and a worker may be on different machines. Not compressed again.
CREATE TABLE unison.export_parts (
  organization_id uuid NOT NULL,
  export_id uuid NOT NULL REFERENCES unison.exports ON DELETE CASCADE,
  number integer NOT NULL,
  content bytea STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (export_id, number)
);

-- Wakes the browsers of an organization: an export has come further.
CREATE FUNCTION unison.wake_exports(organization uuid) RETURNS void LANGUAGE sql
RETURN pg_notify('unison_live', json_build_object('organization', organization, 'seq', NULL, 'views',
  json_build_object('exports', json_build_array()))::text);

-- Whether the service does its work, over all organizations: numbers for whoever runs it, and nothing of what they are about. Ages
-- are of the oldest fact that waits for the sequencer, and of the oldest that a consumer has before it which is meant to go on;
-- `ahead_s`: by how much the newest fact lies in the future.
CREATE FUNCTION unison.health(OUT moment timestamptz, OUT unled text[], OUT unnumbered_s float8, OUT unapplied_s float8, OUT late text[],
  OUT ahead_s float8, OUT aside bigint, OUT parked bigint, OUT stopped text[], OUT rebuilding text[], OUT late_job_s float8, OUT dead_jobs bigint,
  OUT faulty bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = unison, pg_temp AS $$
DECLARE
  c CONSTANT feed_cursor := (SELECT f FROM feed_cursor f);
  foremost bigint;
BEGIN
  moment := clock_timestamp();
  unled := ARRAY(SELECT l.name FROM leads l WHERE l.pid IS NULL AND l.name <> 'extensions' ORDER BY l.name); -- where none is installed nobody leads them
  unnumbered_s := (SELECT extract(epoch FROM moment - e.recorded_at) FROM events e
    WHERE (e.epoch, e.tx, e.pos) > (c.last_epoch, c.last_tx, c.last_pos) ORDER BY e.epoch, e.tx, e.pos LIMIT 1);
  ahead_s := (SELECT extract(epoch FROM e.recorded_at - moment) FROM events e ORDER BY e.epoch DESC, e.tx DESC, e.pos DESC LIMIT 1);
  SELECT min(q.position) INTO foremost FROM consumers q
    WHERE q.stopped IS NULL AND q.fingerprint = q.wanted_fingerprint AND q.position < c.last_cell_seq;
  late := ARRAY(SELECT q.name FROM consumers q
    WHERE q.stopped IS NULL AND q.fingerprint = q.wanted_fingerprint AND q.position = foremost ORDER BY q.name);
  unapplied_s := (SELECT extract(epoch FROM moment - e.recorded_at) FROM feed_events e WHERE e.cell_seq = foremost + 1);
  aside := (SELECT count(*) FROM feed_aside);
  parked := (SELECT count(*) FROM parked_streams);
  stopped := ARRAY(SELECT q.name FROM consumers q WHERE q.stopped IS NOT NULL ORDER BY q.name);
  rebuilding := ARRAY(SELECT q.name FROM consumers q WHERE q.fingerprint <> q.wanted_fingerprint ORDER BY q.name);
  SELECT max(j.oldest_s), coalesce(sum(j.dead), 0) INTO late_job_s, dead_jobs FROM count_jobs() j;
  faulty := (SELECT count(*) FROM verifications v WHERE v.fault IS NOT NULL);
END $$;
REVOKE EXECUTE ON FUNCTION unison.health FROM PUBLIC;

-- Stations and machine accounts --------------------------------------------------------------------------------
CREATE FUNCTION unison.keep_station() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE named text := substr(NEW.stream_id, length('stations:') + 1);
BEGIN
  IF NEW.topic = 'stations.StationOpened' THEN
    INSERT INTO unison.stations (organization_id, account_id, station, plant, equipment, role)
      VALUES (NEW.organization_id, (NEW.data->>'account')::uuid, named, NEW.data->>'plant',
        ARRAY(SELECT jsonb_array_elements_text(NEW.data->'equipment')), NEW.data->>'role')
      ON CONFLICT (organization_id, station) DO UPDATE
      SET plant = excluded.plant, equipment = excluded.equipment, role = excluded.role, closed_at = NULL;
    RETURN NULL;
  END IF;
  UPDATE unison.stations s SET
    plant = coalesce(NEW.data->>'plant', s.plant),
    equipment = CASE WHEN NEW.data ? 'equipment' THEN ARRAY(SELECT jsonb_array_elements_text(NEW.data->'equipment')) ELSE s.equipment END,
    role = coalesce(NEW.data->>'role', s.role),
    paired_at = CASE WHEN NEW.topic = 'stations.StationPaired' THEN NEW.recorded_at
      WHEN NEW.topic IN ('stations.StationUnpaired', 'stations.StationClosed') THEN NULL ELSE s.paired_at END,
    code_until = CASE WHEN NEW.topic = 'stations.PairingOffered' THEN (NEW.data->>'expires_at')::timestamptz
      WHEN NEW.topic = 'stations.StationChanged' THEN s.code_until END,
    closed_at = CASE WHEN NEW.topic = 'stations.StationClosed' THEN NEW.recorded_at ELSE s.closed_at END
  WHERE s.organization_id = NEW.organization_id AND s.station = named;
  IF NEW.topic IN ('stations.StationPaired', 'stations.StationUnpaired', 'stations.StationClosed') THEN
    UPDATE unison.station_sessions t SET ended_at = NEW.recorded_at FROM unison.stations s
    WHERE s.organization_id = NEW.organization_id AND s.station = named AND t.organization_id = s.organization_id
      AND t.station_id = s.account_id AND t.ended_at IS NULL;
    DELETE FROM unison.pairing_codes c USING unison.stations s
    WHERE s.organization_id = NEW.organization_id AND s.station = named AND c.organization_id = s.organization_id
      AND c.account_id = s.account_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER station_told AFTER INSERT ON unison.events FOR EACH ROW
WHEN (starts_with(NEW.topic, 'stations.')) EXECUTE FUNCTION unison.keep_station();

-- A device knows the code and nothing else. This lets the application learn whose it is, as unison.organization_of_slug does.
CREATE FUNCTION unison.station_of_code(hash bytea, OUT organization_id uuid, OUT station text) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = '' AS $$
  SELECT s.organization_id, s.station FROM unison.pairing_codes c JOIN unison.stations s USING (organization_id, account_id)
  WHERE c.code_hash = hash $$;
REVOKE EXECUTE ON FUNCTION unison.station_of_code FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unison.station_of_code TO unison_app;

-- What stands beside the facts of stations and machine accounts, taken by unison.append_kept.
CREATE FUNCTION unison.keep_pairing_code(organization uuid, told jsonb) RETURNS void LANGUAGE sql
BEGIN ATOMIC
  INSERT INTO unison.pairing_codes (organization_id, account_id, code_hash, expires_at)
    VALUES (organization, (told->>'account_id')::uuid, decode(told->>'code_hash', 'hex'), (told->>'expires_at')::timestamptz)
    ON CONFLICT (organization_id, account_id) DO UPDATE SET code_hash = excluded.code_hash, expires_at = excluded.expires_at;
END;

CREATE FUNCTION unison.keep_station_device(organization uuid, told jsonb) RETURNS void LANGUAGE sql
BEGIN ATOMIC
  INSERT INTO unison.station_sessions (organization_id, session_id, station_id, account_id, token_hash)
    VALUES (organization, (told->>'session_id')::uuid, (told->>'account_id')::uuid, (told->>'account_id')::uuid,
      decode(told->>'token_hash', 'hex'));
END;

CREATE FUNCTION unison.keep_pin(organization uuid, told jsonb) RETURNS void LANGUAGE sql
BEGIN ATOMIC
  INSERT INTO unison.identifications (organization_id, account_id, pin_hash)
    VALUES (organization, (told->>'account_id')::uuid, told->>'pin_hash')
    ON CONFLICT (organization_id, account_id) DO UPDATE SET pin_hash = excluded.pin_hash;
END;

CREATE FUNCTION unison.keep_badge(organization uuid, told jsonb) RETURNS void LANGUAGE sql
BEGIN ATOMIC
  INSERT INTO unison.identifications (organization_id, account_id, badge_hash)
    VALUES (organization, (told->>'account_id')::uuid, decode(told->>'badge_hash', 'hex'))
    ON CONFLICT (organization_id, account_id) DO UPDATE SET badge_hash = excluded.badge_hash;
END;

CREATE FUNCTION unison.keep_machine_key(organization uuid, told jsonb) RETURNS void LANGUAGE sql
BEGIN ATOMIC
  UPDATE unison.machine_keys SET key_hash = decode(told->>'key_hash', 'hex')
  WHERE organization_id = organization AND account_id = (told->>'account_id')::uuid AND key = told->>'key';
END;

CREATE FUNCTION unison.keep_machine_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  named text := substr(NEW.stream_id, length('machine_accounts:') + 1);
  told unison.machine_accounts := jsonb_populate_record(NULL::unison.machine_accounts, NEW.data - 'permissions' - 'plants');
BEGIN
  CASE NEW.topic
  WHEN 'machine_accounts.MachineAccountCreated' THEN
    INSERT INTO unison.machine_accounts (organization_id, account_id, machine_account, purpose, role, permissions, plants, expires_at, created_at)
      VALUES (NEW.organization_id, (NEW.data->>'account')::uuid, named, told.purpose, told.role,
        ARRAY(SELECT jsonb_array_elements_text(NEW.data->'permissions')), ARRAY(SELECT jsonb_array_elements_text(NEW.data->'plants')),
        told.expires_at, NEW.recorded_at);
  WHEN 'machine_accounts.MachineAccountChanged' THEN
    UPDATE unison.machine_accounts m SET purpose = told.purpose, role = told.role, expires_at = told.expires_at,
      permissions = ARRAY(SELECT jsonb_array_elements_text(NEW.data->'permissions')),
      plants = ARRAY(SELECT jsonb_array_elements_text(NEW.data->'plants'))
    WHERE m.organization_id = NEW.organization_id AND m.machine_account = named;
  WHEN 'machine_accounts.MachineAccountDisabled', 'machine_accounts.MachineAccountEnabled' THEN
    UPDATE unison.machine_accounts m
    SET disabled_at = CASE WHEN NEW.topic = 'machine_accounts.MachineAccountDisabled' THEN NEW.recorded_at END
    WHERE m.organization_id = NEW.organization_id AND m.machine_account = named;
  WHEN 'machine_accounts.KeyAdded' THEN
    INSERT INTO unison.machine_keys (organization_id, account_id, key, note, added_at, expires_at)
      SELECT m.organization_id, m.account_id, NEW.data->>'key', NEW.data->>'note', NEW.recorded_at, told.expires_at
      FROM unison.machine_accounts m WHERE m.organization_id = NEW.organization_id AND m.machine_account = named;
  WHEN 'machine_accounts.KeyRevoked' THEN
    UPDATE unison.machine_keys k SET revoked_at = NEW.recorded_at, key_hash = NULL
    WHERE k.organization_id = NEW.organization_id AND k.key = NEW.data->>'key';
  END CASE;
  RETURN NULL;
END $$;
CREATE TRIGGER machine_account_told AFTER INSERT ON unison.events FOR EACH ROW
WHEN (starts_with(NEW.topic, 'machine_accounts.')) EXECUTE FUNCTION unison.keep_machine_account();

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
    own := 'organization_id = unison.organization() AND (SELECT unison.is_sealed())';
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = t AND attname = 'plant' AND NOT attisdropped) THEN
      own := own || ' AND ((SELECT unison.plants()) IS NULL OR plant = ANY ((SELECT unison.plants())::text[]))';
    END IF;
    EXECUTE format('CREATE POLICY of_organization ON %s TO unison_app USING (%s) WITH CHECK (%s)', t, own, own);
    EXECUTE format('CREATE POLICY of_all ON %s TO unison_worker USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
SELECT unison.secure_schema('unison');
CREATE POLICY of_owner ON unison.frozen TO CURRENT_USER USING (true) WITH CHECK (true); -- who moves organizations
CREATE POLICY of_owner ON unison.events FOR SELECT TO CURRENT_USER USING (true); -- for unison.health, as the next
CREATE POLICY of_owner ON unison.feed FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY of_owner ON unison.verifications FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY of_owner ON unison.users TO CURRENT_USER USING (true) WITH CHECK (true); -- for unison.keep_rights, and has_people_besides
CREATE POLICY of_owner ON unison.sessions TO CURRENT_USER USING (true) WITH CHECK (true); -- for unison.keep_rights
CREATE POLICY of_owner ON unison.second_factors TO CURRENT_USER USING (true) WITH CHECK (true); -- for unison.keep_rights
CREATE POLICY of_owner ON unison.roles TO CURRENT_USER USING (true) WITH CHECK (true); -- for unison.keep_role
CREATE POLICY of_owner ON unison.parked_streams FOR SELECT TO CURRENT_USER USING (true); -- for unison.parked_count
CREATE POLICY of_owner ON unison.dead_jobs FOR SELECT TO CURRENT_USER USING (true); -- for unison.count_jobs
CREATE POLICY of_owner ON unison.feed_aside FOR SELECT TO CURRENT_USER USING (true); -- for unison.aside_count
CREATE POLICY of_owner ON unison.webhooks FOR SELECT TO CURRENT_USER USING (true); -- for unison.webhook_counts
CREATE POLICY of_owner ON unison.webhook_deliveries FOR SELECT TO CURRENT_USER USING (true); -- for unison.webhook_counts

GRANT SELECT ON ALL TABLES IN SCHEMA unison TO unison_worker;
GRANT SELECT, INSERT ON unison.events TO unison_app;
GRANT SELECT, INSERT ON unison.commands TO unison_app;
GRANT SELECT ON unison.epochs, unison.frozen, unison.feed_aside TO unison_app;
GRANT INSERT ON unison.feed_aside TO unison_worker;
GRANT SELECT, INSERT, UPDATE ON unison.snapshots TO unison_app;
GRANT SELECT ON unison.feed, unison.feed_events, unison.feed_cursor, unison.chain_heads, unison.organizations, unison.plants,
  unison.consumers, unison.parked_streams TO unison_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON unison.sessions, unison.refresh_tokens, unison.attempts, unison.second_factors,
  unison.recovery_codes, unison.identity_providers, unison.identity_links TO unison_app;
GRANT SELECT, UPDATE (login, name, email, password_hash, must_change_password) ON unison.users TO unison_app; -- rights follow from facts
GRANT SELECT ON unison.roles, unison.accounts, unison.ended_sessions TO unison_app;
GRANT SELECT, INSERT ON unison.signing_keys TO unison_app; -- the first process makes the first key
GRANT SELECT, INSERT, UPDATE (times) ON unison.security_log TO unison_app;
GRANT INSERT, DELETE ON unison.security_log TO unison_worker;
GRANT INSERT, UPDATE ON unison.organizations, unison.plants TO unison_app;
GRANT INSERT ON unison.feed TO unison_worker;
GRANT SELECT ON unison.tree_nodes, unison.signed_heads, unison.verifications TO unison_app;
GRANT INSERT ON unison.tree_nodes, unison.signed_heads, unison.head_keys TO unison_worker;
GRANT INSERT (organization_id, asked_at), UPDATE (asked_at) ON unison.verifications TO unison_app;
GRANT INSERT, UPDATE ON unison.verifications TO unison_worker;
GRANT INSERT, UPDATE ON unison.chain_heads TO unison_worker;
GRANT UPDATE ON unison.feed_cursor TO unison_worker;
GRANT INSERT, UPDATE, DELETE ON unison.consumers, unison.parked_streams TO unison_worker;
GRANT UPDATE ON unison.extensions TO unison_worker;
GRANT INSERT, DELETE ON unison.extensions TO unison_builder;
GRANT SELECT, INSERT, UPDATE ON unison.tracking TO unison_app;
GRANT INSERT, UPDATE, DELETE ON unison.tracking TO unison_worker;
GRANT UPDATE (from_version, position) ON unison.parked_streams TO unison_app; -- an extension tries a stream again
GRANT SELECT, INSERT, UPDATE, DELETE ON unison.webhooks, unison.webhook_deliveries TO unison_app;
GRANT INSERT, UPDATE, DELETE ON unison.webhooks, unison.webhook_deliveries TO unison_worker;
GRANT SELECT (organization_id, webhook_id, made_at, until), INSERT, UPDATE (until), DELETE ON unison.webhook_secrets TO unison_app;
GRANT DELETE ON unison.webhook_secrets TO unison_worker;
GRANT SELECT ON unison.notice_subjects, unison.notices, unison.notice_readers TO unison_app;
GRANT UPDATE (over_at) ON unison.notices TO unison_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON unison.notice_readings, unison.notice_wishes, unison.notice_digests TO unison_app;
GRANT INSERT, UPDATE, DELETE ON unison.notices TO unison_worker;
GRANT INSERT, UPDATE ON unison.notice_digests TO unison_worker;
GRANT EXECUTE ON FUNCTION unison.enqueue, unison.count_jobs, unison.health TO unison_app, unison_worker;
GRANT SELECT, DELETE ON unison.dead_jobs TO unison_app;
GRANT INSERT, UPDATE, DELETE ON unison.dead_jobs, unison.job_receipts TO unison_worker;
GRANT SELECT ON unison.job_totals TO unison_app;
GRANT INSERT, UPDATE ON unison.job_totals TO unison_worker;
GRANT DELETE ON unison.sessions, unison.refresh_tokens, unison.attempts TO unison_worker;
GRANT SELECT ON unison.schedules, unison.schedule_definitions TO unison_app;
GRANT INSERT, UPDATE ON unison.schedules TO unison_worker;
GRANT EXECUTE ON FUNCTION unison.enqueue_due_jobs TO unison_worker;
GRANT SELECT, INSERT, UPDATE ON unison.reaction_positions, unison.reaction_refusals TO unison_app;
GRANT INSERT, UPDATE, DELETE ON unison.reaction_positions, unison.reaction_refusals TO unison_worker;
GRANT SELECT, INSERT, UPDATE ON unison.exports TO unison_app;
GRANT SELECT, DELETE ON unison.export_parts TO unison_app;
GRANT UPDATE, DELETE ON unison.exports TO unison_worker;
GRANT INSERT, DELETE ON unison.export_parts TO unison_worker;
GRANT SELECT, INSERT, UPDATE ON unison.stations, unison.machine_accounts, unison.machine_keys TO unison_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON unison.pairing_codes, unison.identifications, unison.station_sessions,
  unison.station_tries TO unison_app;
GRANT DELETE ON unison.station_sessions, unison.pairing_codes, unison.station_tries TO unison_worker;
CREATE POLICY of_owner ON unison.stations FOR SELECT TO CURRENT_USER USING (true); -- for unison.station_of_code, as the next
CREATE POLICY of_owner ON unison.pairing_codes FOR SELECT TO CURRENT_USER USING (true);

-- The key of unison.is_sealed, as its two pads; the owner's alone.
CREATE TABLE unison.seal_key (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  inner_pad bytea NOT NULL,
  outer_pad bytea NOT NULL
);

-- The migrations that this database has had, or was made with; the owner's alone.
CREATE TABLE unison.migrations (name text PRIMARY KEY, at timestamptz DEFAULT now(), sha256 text);
-- The releases that this database has belonged to, with the schema of each; the owner's alone. A database without this table was
-- made before there were releases.
CREATE TABLE unison.releases (release text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), schema_sha256 text NOT NULL);
-- The fingerprint of the code that migrated last: the same code has nothing to do.
CREATE TABLE unison.left_by (one boolean PRIMARY KEY DEFAULT true CHECK (one), code text NOT NULL);
GRANT SELECT ON unison.left_by TO unison_app, unison_worker;
