-- append --
SELECT unison.append(unison.enter(%(organization)s, %(seal)s), %(commands)s, %(events)s);

-- append_reacted --
SELECT unison.append(unison.enter(%(organization)s, %(seal)s), %(commands)s, %(events)s, %(reacted)s);

-- append_kept --
SELECT unison.append_kept(unison.enter(%(organization)s, %(seal)s), %(commands)s, %(events)s, %(kept)s);

-- append_one --
SELECT unison.append_one(unison.enter(%(organization)s, %(seal)s), %(command)s, %(hash)s, %(answer)s, %(stream)s, %(version)s, %(topic)s,
  %(schema_version)s, %(data)s, %(meta)s, %(occurred_at)s);

-- load_stream --
SELECT * FROM unison.load(unison.enter(%(organization)s, %(seal)s), %(stream)s, %(form)s);

-- read_first_typed --
SELECT asked, first_typed FROM unison.first_typed(unison.enter(%(organization)s, %(seal)s), %(streams)s);

-- read_plants --
SELECT plant FROM unison.plants WHERE organization_id = unison.organization() ORDER BY plant;

-- save_snapshot --
SELECT unison.save_snapshot(unison.enter(%(organization)s, %(seal)s), %(stream)s, %(version)s, %(form)s, %(state)s);

-- read_fact --
SELECT stream_id, version, topic, schema_version, data::text, meta::text, occurred_at, recorded_at
FROM unison.events WHERE organization_id = unison.organization() AND stream_id = %(stream)s AND version = %(version)s;

-- read_facts_of_same_command --
SELECT e.stream_id, e.version, e.topic, e.schema_version, e.data::text, e.meta::text, e.occurred_at, e.recorded_at
FROM unison.events one
JOIN unison.events e ON e.organization_id = one.organization_id AND e.command_id = one.command_id
WHERE one.organization_id = unison.organization() AND one.stream_id = %(stream)s AND one.version = %(version)s ORDER BY e.pos;

-- read_answers --
SELECT * FROM unison.answers(unison.enter(%(organization)s, %(seal)s), %(ids)s);

-- bound_waiting --
SELECT set_config('lock_timeout', %(timeout)s, false);

-- wait_as_before --
RESET lock_timeout;

-- lock_stream --
SELECT pg_advisory_lock(hashtextextended(%(key)s, 0));

-- unlock_streams --
SELECT pg_advisory_unlock_all();

-- tell_written --
-- What a crash takes of it costs nothing: it does not wait for the disk.
SELECT set_config('synchronous_commit', 'off', true), pg_notify(%(channel)s, '');
