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

-- set_job --
-- Also ends it: then there is no entry.
UPDATE operators o SET entry = r.entry, activity = r.activity, work_order = r.work_order, operation = r.operation,
  equipment = r.equipment, started_at = r.started_at, override_reason = r.override_reason, breaks_s = 0, break_kind = NULL,
  break_since = NULL, version = r.version
FROM json_populate_recordset(null::operators, %(rows)s) r
WHERE o.organization_id = r.organization_id AND o.operator = r.operator;

-- set_break --
-- Also ends it: then there is neither kind nor moment, and what it lasted is added to the breaks of the job, once for its version.
UPDATE operators o SET break_kind = r.break_kind, break_since = r.break_since, version = r.version,
  breaks_s = o.breaks_s + coalesce(extract(epoch FROM r.break_ended - o.break_since), 0)
FROM json_to_recordset(%(rows)s) AS r(organization_id uuid, operator text, break_kind text, break_since timestamptz,
  break_ended timestamptz, version integer)
WHERE o.organization_id = r.organization_id AND o.operator = r.operator AND o.version < r.version;

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

-- list_operators --
-- Of a job that runs, the time until `at`, without breaks and in breaks.
SELECT o.operator, o.role, o.plant, o.retired, o.entry, o.activity, o.work_order, o.operation, o.equipment, o.started_at,
  o.override_reason, o.break_kind, o.break_since, o.version, extract(epoch FROM u.until - o.started_at) - b.so_far_s AS paid_s,
  b.so_far_s AS breaks_s
FROM operators o
CROSS JOIN LATERAL (
  SELECT CASE WHEN o.entry IS NOT NULL THEN greatest(%(at)s::timestamptz, o.started_at) END AS until
) u
CROSS JOIN LATERAL (
  SELECT CASE WHEN o.entry IS NOT NULL
    THEN o.breaks_s + extract(epoch FROM greatest(u.until - o.break_since, interval '0')) END AS so_far_s
) b
WHERE o.organization_id = unison.organization() AND (NOT %(running)s OR o.entry IS NOT NULL)
ORDER BY o.operator LIMIT %(limit)s;

-- list_certificates --
SELECT operator, certificate, valid_from, expires_at, revoked_reason,
  expires_at IS NOT NULL AND expires_at <= %(at)s AS expired
FROM certificates
WHERE organization_id = unison.organization()
  AND (%(until)s::timestamptz IS NULL OR (expires_at < %(until)s AND revoked_reason IS NULL))
ORDER BY expires_at NULLS LAST, operator, certificate LIMIT %(limit)s;

-- list_standing --
-- Entries that stand, and the jobs that run as if they ended at `at`.
SELECT operator, role, plant, activity, work_order, operation, started_at, ended_at, breaks_s, runs FROM (
  SELECT organization_id, operator, role, plant, activity, work_order, operation, started_at, ended_at, breaks_s, false AS runs
  FROM entries WHERE stands
  UNION ALL
  SELECT organization_id, operator, role, plant, activity, work_order, operation, started_at, %(at)s::timestamptz,
    breaks_s + extract(epoch FROM greatest(%(at)s::timestamptz - break_since, interval '0')), true
  FROM operators WHERE entry IS NOT NULL AND started_at <= %(at)s
) e
WHERE e.organization_id = unison.organization()
  AND (%(since)s::timestamptz IS NULL OR e.ended_at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR e.ended_at < %(until)s)
  AND (%(work_order)s::text IS NULL OR e.work_order = %(work_order)s)
  AND (%(operator)s::text IS NULL OR e.operator = %(operator)s);

-- list_clocks --
SELECT plant, valid_from, time_zone, day_starts_at FROM clocks WHERE organization_id = unison.organization();

-- list_entries --
SELECT operator, entry, version, role, activity, work_order, operation, equipment, started_at, ended_at, breaks_s, struck,
  stands, why, by_user, recorded_at, feed_seq
FROM entries
WHERE organization_id = unison.organization()
  AND (%(work_order)s::text IS NULL OR work_order = %(work_order)s)
  AND (%(operator)s::text IS NULL OR operator = %(operator)s)
ORDER BY started_at DESC, operator, entry, version LIMIT %(limit)s OFFSET %(offset)s;
