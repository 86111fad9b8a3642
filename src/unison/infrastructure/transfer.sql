-- find_organization --
SELECT json_build_object('organization_id', organization_id, 'slug', slug, 'name', name, 'created_at', created_at)::text
FROM unison.organizations WHERE organization_id = %(organization)s;

-- read_cursor --
SELECT seq, hash FROM unison.feed WHERE organization_id = %(organization)s AND seq = %(seq)s;

-- read_end --
SELECT coalesce(max(seq), 0) FROM unison.chain_heads WHERE organization_id = %(organization)s;

-- read_page --
-- A page of the feed as unison.arrive takes it, and its last number. Each fact is looked up by its whole key (OFFSET 0).
WITH page AS MATERIALIZED (
  SELECT seq, stream_id, version, hash FROM unison.feed
  WHERE organization_id = %(organization)s AND seq > %(after)s ORDER BY seq LIMIT %(limit)s
), facts AS MATERIALIZED (
  SELECT p.seq, p.hash, e.* FROM page p CROSS JOIN LATERAL (
    SELECT * FROM unison.events e
    WHERE e.organization_id = %(organization)s AND e.stream_id = p.stream_id AND e.version = p.version OFFSET 0
  ) e
)
SELECT max(f.seq), json_build_object(
  'facts', json_agg(json_build_object('seq', f.seq, 'hash', encode(f.hash, 'hex'), 'stream', f.stream_id, 'version', f.version,
    'topic', f.topic, 'schema_version', f.schema_version, 'data', f.data, 'meta', f.meta, 'occurred_at', f.occurred_at,
    'recorded_at', f.recorded_at) ORDER BY f.seq),
  'commands', (SELECT coalesce(json_agg(json_build_object('id', c.command_id, 'hash', encode(c.hash, 'hex'), 'answer', c.answer)),
      '[]') FROM unison.commands c
    WHERE c.organization_id = %(organization)s AND c.command_id IN (SELECT t.command_id FROM facts t))
)::text
FROM facts f HAVING count(*) > 0;

-- read_people --
SELECT json_build_object('people', coalesce(json_agg(json_build_object('user_id', user_id, 'login', login, 'name', name, 'email', email,
  'password_hash', password_hash, 'must_change_password', must_change_password, 'created_at', created_at)
  ORDER BY login), '[]'), 'pins', (SELECT coalesce(json_agg(json_build_object('account_id', i.account_id, 'pin_hash', i.pin_hash)), '[]')
    FROM unison.identifications i WHERE i.organization_id = %(organization)s AND i.pin_hash IS NOT NULL),
  'machine_keys', (SELECT coalesce(json_agg(json_build_object('key', k.key, 'key_hash', encode(k.key_hash, 'hex'))), '[]')
    FROM unison.machine_keys k WHERE k.organization_id = %(organization)s AND k.key_hash IS NOT NULL), 'reactions', (SELECT coalesce(json_object_agg(c.name, unison.place_of_reaction(c.name, %(organization)s)), '{}')
    FROM unison.consumers c WHERE c.kind = 'reaction'))::text
FROM unison.users WHERE organization_id = %(organization)s;

-- is_in_use --
-- Whether the organization's facts are told on this server.
SELECT EXISTS (SELECT FROM unison.chain_heads WHERE organization_id = %(organization)s)
  AND NOT EXISTS (SELECT FROM unison.frozen WHERE organization_id = %(organization)s);

-- add_organization --
INSERT INTO unison.organizations (organization_id, slug, name, created_at)
SELECT * FROM json_to_record(%(row)s) AS o(organization_id uuid, slug text, name text, created_at timestamptz)
ON CONFLICT (organization_id) DO UPDATE SET slug = excluded.slug, name = excluded.name;

-- put_people --
-- What they may do has arrived with the facts.
UPDATE unison.users u SET login = p.login, name = p.name, email = p.email, password_hash = p.password_hash,
  must_change_password = p.must_change_password
FROM json_to_recordset(%(line)s::json->'people') AS p(user_id uuid, login text, name text, email text, password_hash text,
  must_change_password boolean)
WHERE u.organization_id = unison.organization() AND u.user_id = p.user_id;

-- put_pins --
-- Badges are kept by the secret of an installation, and stay behind.
INSERT INTO unison.identifications (organization_id, account_id, pin_hash)
SELECT unison.organization(), p.account_id, p.pin_hash
FROM json_to_recordset(%(line)s::json->'pins') AS p(account_id uuid, pin_hash text)
ON CONFLICT (organization_id, account_id) DO UPDATE SET pin_hash = excluded.pin_hash;

-- put_machine_keys --
UPDATE unison.machine_keys k SET key_hash = decode(p.key_hash, 'hex')
FROM json_to_recordset(%(line)s::json->'machine_keys') AS p(key text, key_hash text)
WHERE k.organization_id = unison.organization() AND k.key = p.key;

-- arrive --
SELECT unison.arrive(%(organization)s, %(line)s::json->'facts', %(line)s::json->'commands');

-- freeze --
INSERT INTO unison.frozen (organization_id, moved_to) VALUES (%(organization)s, %(address)s)
ON CONFLICT (organization_id) DO UPDATE SET moved_to = coalesce(excluded.moved_to, frozen.moved_to);

-- unfreeze --
DELETE FROM unison.frozen WHERE organization_id = %(organization)s;

-- place_reactions --
-- Where each stood on the old server; one that was not there begins behind what has arrived.
INSERT INTO unison.reaction_positions AS p (organization_id, reaction, seq, waits)
SELECT %(organization)s, c.name, coalesce((%(line)s::json->'reactions'->>c.name)::bigint,
  (SELECT h.seq FROM unison.chain_heads h WHERE h.organization_id = %(organization)s), 0), true
FROM unison.consumers c WHERE c.kind = 'reaction'
ON CONFLICT (organization_id, reaction) DO UPDATE SET seq = excluded.seq, waits = true RETURNING p.reaction;

-- go_on_reacting --
-- What reactions have left undecided while it was frozen is decided now.
SELECT unison.place_reaction(p.reaction, p.organization_id, p.seq) FROM unison.reaction_positions p
WHERE p.organization_id = %(organization)s AND p.waits;

-- read_next_transaction --
SELECT pg_snapshot_xmax(pg_current_snapshot())::text;

-- has_passed --
-- Whether every transaction below this one has ended.
SELECT pg_snapshot_xmin(pg_current_snapshot()) >= %(transaction)s::xid8;
