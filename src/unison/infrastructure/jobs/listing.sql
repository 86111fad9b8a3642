-- count_jobs --
-- By kind, of one organization, or of all where it is null.
SELECT * FROM unison.count_jobs(%(organization)s) ORDER BY kind;

-- list_dead --
-- Under row security: the worker sees those of all.
SELECT d.job_id, d.organization_id, o.slug AS organization, d.kind, d.body, d.error, d.attempts, d.enqueued_at, d.died_at
FROM unison.dead_jobs d LEFT JOIN unison.organizations o USING (organization_id)
WHERE %(kind)s::text IS NULL OR d.kind = %(kind)s ORDER BY d.died_at DESC LIMIT %(limit)s;

-- retry_dead --
-- Under the id that they had, so that a receiver knows them again; one of them, those of a kind, or all.
WITH chosen AS (
  DELETE FROM unison.dead_jobs
  WHERE (%(job)s::uuid IS NULL OR job_id = %(job)s) AND (%(kind)s::text IS NULL OR kind = %(kind)s) RETURNING *
)
SELECT unison.enqueue(c.kind, c.organization_id, c.body, NULL, c.job_id) AS job_id FROM chosen c;

-- drop_dead --
DELETE FROM unison.dead_jobs WHERE job_id = %(job)s RETURNING job_id;

-- list_schedules --
-- Under row security: the worker sees those of all. Where nothing has ticked yet, the next run is null.
SELECT d.name, d.kind, d.every, d.at_time, d.weekdays, d.per_organization, s.organization_id, o.slug AS organization,
  s.time_zone, s.last_run, s.next_run
FROM unison.schedule_definitions d LEFT JOIN unison.schedules s USING (name) LEFT JOIN unison.organizations o USING (organization_id)
ORDER BY d.name, o.slug;

-- add_totals --
INSERT INTO unison.job_totals AS t (kind, done, failed, busy_s) VALUES (%(kind)s, %(done)s, %(failed)s, %(busy_s)s)
ON CONFLICT (kind) DO UPDATE SET done = t.done + excluded.done, failed = t.failed + excluded.failed, busy_s = t.busy_s + excluded.busy_s;

-- find_pg_cron --
-- Whether the server has it, installed in this database or not.
SELECT FROM pg_available_extensions WHERE name = 'pg_cron';

-- tick_by_pg_cron --
SELECT unison.tick_by_pg_cron();

-- measure_totals --
SELECT kind, done, failed, busy_s FROM unison.job_totals ORDER BY kind;

-- find_late_schedules --
-- Those that nobody has looked at for five minutes, by name.
SELECT DISTINCT name FROM unison.schedules WHERE next_run < now() - interval '5 minutes' ORDER BY name;
