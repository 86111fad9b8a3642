-- set_clock --
INSERT INTO clocks AS c SELECT * FROM json_populate_recordset(null::clocks, %(rows)s)
ON CONFLICT (organization_id, plant, valid_from) DO UPDATE
SET time_zone = excluded.time_zone, day_starts_at = excluded.day_starts_at, version = excluded.version
WHERE c.version < excluded.version;

-- put_operator --
INSERT INTO operators (organization_id, operator, role, plant, version)
SELECT organization_id, operator, role, plant, version FROM json_populate_recordset(null::operators, %(rows)s)
ON CONFLICT (organization_id, operator) DO UPDATE
SET role = excluded.role, plant = excluded.plant, version = greatest(operators.version, excluded.version);

-- retire_operator --
UPDATE operators o SET retired = true, version = greatest(o.version, r.version)
FROM json_populate_recordset(null::operators, %(rows)s) r
WHERE o.organization_id = r.organization_id AND o.operator = r.operator;

-- put_job --
INSERT INTO jobs SELECT * FROM json_populate_recordset(null::jobs, %(rows)s)
ON CONFLICT (organization_id, operator, entry) DO NOTHING;

-- end_job --
DELETE FROM jobs j USING json_populate_recordset(null::jobs, %(rows)s) r
WHERE j.organization_id = r.organization_id AND j.operator = r.operator AND j.entry = r.entry;

-- begin_break --
INSERT INTO breaks SELECT * FROM json_populate_recordset(null::breaks, %(rows)s)
ON CONFLICT (organization_id, operator, version) DO NOTHING;

-- end_break --
UPDATE breaks b SET ended_at = r.ended_at
FROM json_populate_recordset(null::breaks, %(rows)s) r
WHERE b.organization_id = r.organization_id AND b.operator = r.operator AND b.ended_at IS NULL AND b.version < r.version;

-- put_certificate --
INSERT INTO certificates AS c SELECT * FROM json_populate_recordset(null::certificates, %(rows)s)
ON CONFLICT (organization_id, operator, certificate) DO UPDATE
SET valid_from = coalesce(excluded.valid_from, c.valid_from),
  expires_at = CASE WHEN excluded.valid_from IS NULL THEN c.expires_at ELSE excluded.expires_at END,
  revoked_reason = excluded.revoked_reason, version = excluded.version
WHERE c.version < excluded.version;

-- add_entry --
INSERT INTO entries SELECT * FROM json_populate_recordset(null::entries, %(rows)s)
ON CONFLICT (organization_id, operator, entry, version) DO NOTHING;

-- share_entry --
-- The form that stood then.
UPDATE entries e SET breaks_s = r.breaks_s, paid_s = r.paid_s, rested_s = r.rested_s
FROM json_populate_recordset(null::entries, %(rows)s) r
WHERE e.organization_id = r.organization_id AND e.operator = r.operator AND e.entry = r.entry AND e.version = (
  SELECT max(version) FROM entries
  WHERE organization_id = r.organization_id AND operator = r.operator AND entry = r.entry AND version < r.version
);

-- settle_operators --
-- Of the operators that a batch touched: which form of each entry stands, and the plant of their certificates.
UPDATE entries e SET stands = s.stands
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
CROSS JOIN LATERAL (
  SELECT f.entry, f.version, f.version = max(f.version) OVER (PARTITION BY f.entry) AND NOT f.struck AS stands
  FROM entries f WHERE f.organization_id = k.organization_id AND f.operator = k.key
) s
WHERE e.organization_id = k.organization_id AND e.operator = k.key AND e.entry = s.entry AND e.version = s.version
  AND e.stands <> s.stands;

-- settle_certificates --
UPDATE certificates c SET plant = o.plant
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
JOIN operators o ON o.organization_id = k.organization_id AND o.operator = k.key
WHERE c.organization_id = k.organization_id AND c.operator = k.key AND c.plant IS DISTINCT FROM o.plant;

-- settle_jobs --
UPDATE jobs j SET plant = o.plant
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
JOIN operators o ON o.organization_id = k.organization_id AND o.operator = k.key
WHERE j.organization_id = k.organization_id AND j.operator = k.key AND j.plant IS DISTINCT FROM o.plant;

-- list_operators --
SELECT o.operator, o.role, o.plant, o.retired, o.version,
  (SELECT count(*) FROM jobs WHERE organization_id = o.organization_id AND operator = o.operator) AS jobs
FROM operators o
WHERE o.organization_id = unison.organization()
ORDER BY o.operator LIMIT %(limit)s;

-- list_jobs --
-- The jobs that run, with the break that goes on.
SELECT j.operator, o.role, o.plant, j.entry, j.activity, j.work_order, j.operation, j.equipment, j.started_at, j.override_reason,
  b.kind AS break_kind, b.started_at AS break_since, count(*) OVER (PARTITION BY j.operator) AS at_once
FROM jobs j
JOIN operators o ON o.organization_id = j.organization_id AND o.operator = j.operator
LEFT JOIN breaks b ON b.organization_id = j.organization_id AND b.operator = j.operator AND b.ended_at IS NULL
WHERE j.organization_id = unison.organization()
ORDER BY j.operator, j.started_at, j.entry LIMIT %(limit)s;

-- list_certificates --
SELECT operator, certificate, valid_from, expires_at, revoked_reason,
  expires_at IS NOT NULL AND expires_at <= %(at)s AS expired
FROM certificates
WHERE organization_id = unison.organization()
  AND (%(until)s::timestamptz IS NULL OR (expires_at < %(until)s AND revoked_reason IS NULL))
ORDER BY expires_at NULLS LAST, operator, certificate LIMIT %(limit)s;

-- list_standing --
-- Entries that stand, and the jobs that run as if they ended at `at`, or when a job lasts no longer.
SELECT operator, entry, role, plant, activity, work_order, operation, started_at, ended_at, paid_s, rested_s, by_clock, runs FROM (
  SELECT organization_id, operator, entry, role, plant, activity, work_order, operation, started_at, ended_at, paid_s, rested_s,
    by_clock, false AS runs
  FROM entries WHERE stands
  UNION ALL
  SELECT j.organization_id, j.operator, j.entry, o.role, o.plant, j.activity, j.work_order, j.operation, j.started_at,
    least(%(at)s::timestamptz, j.started_at + %(longest)s::interval), 0, 0, true, true
  FROM jobs j JOIN operators o ON o.organization_id = j.organization_id AND o.operator = j.operator
  WHERE j.started_at <= %(at)s
) e
WHERE e.organization_id = unison.organization()
  AND (%(since)s::timestamptz IS NULL OR e.ended_at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR e.ended_at < %(until)s)
  AND (%(work_order)s::text IS NULL OR e.work_order = %(work_order)s)
  AND (%(operator)s::text IS NULL OR e.operator = %(operator)s);

-- list_beside --
-- What of an operator's time shares any of a span, and each such span: entries that stand, and the jobs that run.
SELECT DISTINCT r.operator, e.entry, e.started_at, e.ended_at, e.breaks_s, e.by_clock
FROM json_to_recordset(%(spans)s) AS r(operator text, since timestamptz, until timestamptz)
CROSS JOIN LATERAL (
  SELECT entry, started_at, ended_at, breaks_s, by_clock FROM entries
  WHERE organization_id = unison.organization() AND operator = r.operator AND stands AND ended_at > r.since
    AND ended_at < r.until + %(longest)s::interval AND started_at < r.until
  UNION ALL
  SELECT entry, started_at, least(%(at)s::timestamptz, started_at + %(longest)s::interval), 0, true FROM jobs
  WHERE organization_id = unison.organization() AND operator = r.operator AND started_at < r.until
    AND started_at + %(longest)s::interval > r.since
) e;

-- list_breaks --
-- The breaks of the clock that share any of a span; one that goes on lasts until `at`.
SELECT DISTINCT r.operator, b.started_at, coalesce(b.ended_at, greatest(%(at)s::timestamptz, b.started_at)) AS ended_at
FROM json_to_recordset(%(spans)s) AS r(operator text, since timestamptz, until timestamptz)
JOIN breaks b ON b.organization_id = unison.organization() AND b.operator = r.operator AND (b.ended_at > r.since OR b.ended_at IS NULL)
  AND b.started_at < r.until;

-- list_clocks --
SELECT plant, valid_from, time_zone, day_starts_at FROM clocks WHERE organization_id = unison.organization();

-- list_entries --
SELECT operator, entry, version, role, activity, work_order, operation, equipment, started_at, ended_at, breaks_s, paid_s,
  struck, stands, why, by_user, recorded_at, feed_seq
FROM entries
WHERE organization_id = unison.organization()
  AND (%(work_order)s::text IS NULL OR work_order = %(work_order)s)
  AND (%(operator)s::text IS NULL OR operator = %(operator)s)
ORDER BY started_at DESC, operator, entry, version LIMIT %(limit)s OFFSET %(offset)s;

-- look_for_certificates --
-- Of all organizations: those that run out within thirty days or have run out, of operators who are there. Whose login is the
-- operator's own is told of it too.
SELECT c.organization_id, 'operators:' || c.operator || ' ' || c.certificate AS about, o.plant, jsonb_build_object(
  'operator', c.operator, 'certificate', c.certificate, 'expires_at', c.expires_at, 'person', u.user_id) AS told
FROM certificates c
JOIN operators o ON o.organization_id = c.organization_id AND o.operator = c.operator AND NOT o.retired
LEFT JOIN unison.users u ON u.organization_id = c.organization_id AND u.login = lower(c.operator)
WHERE c.revoked_reason IS NULL AND c.expires_at < now() + interval '30 days';
