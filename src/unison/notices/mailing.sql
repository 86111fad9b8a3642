-- find_reader --
-- Who gets a mail, by which clock: that of their first plant, or the one of most plants.
SELECT u.name, u.email, o.name AS organization, coalesce((
    SELECT p.time_zone FROM unison.plants p
    WHERE p.organization_id = u.organization_id AND (unison.first_plant(u.assignments) IS NULL OR p.plant = unison.first_plant(u.assignments))
    GROUP BY p.time_zone ORDER BY count(*) DESC, p.time_zone LIMIT 1), 'UTC') AS time_zone
FROM unison.users u JOIN unison.organizations o USING (organization_id)
WHERE u.organization_id = %(organization)s AND u.user_id = %(user)s AND u.disabled_at IS NULL AND u.email IS NOT NULL;

-- read_notice --
-- The one that a mail is about, unless it is over, the person has put it away, or has chosen otherwise since.
SELECT r.subject, r.told, b.name AS by FROM unison.notice_readers r
LEFT JOIN unison.users b ON b.organization_id = r.organization_id AND b.user_id = (r.told->>'by')::uuid
LEFT JOIN unison.notice_readings g
  ON g.organization_id = r.organization_id AND g.user_id = r.user_id AND g.notice_id = r.notice_id
WHERE r.organization_id = %(organization)s AND r.user_id = %(user)s AND r.notice_id = %(notice)s AND r.over_at IS NULL
  AND r.mail = 'at_once' AND g.dismissed_at IS NULL;

-- read_day --
-- What the mail of the day tells: what came up within its time and still stands.
SELECT r.subject, r.told, b.name AS by FROM unison.notice_readers r
LEFT JOIN unison.users b ON b.organization_id = r.organization_id AND b.user_id = (r.told->>'by')::uuid
LEFT JOIN unison.notice_readings g
  ON g.organization_id = r.organization_id AND g.user_id = r.user_id AND g.notice_id = r.notice_id
WHERE r.organization_id = %(organization)s AND r.user_id = %(user)s AND r.at > %(since)s AND r.at <= %(until)s
  AND r.over_at IS NULL AND r.mail = 'daily' AND g.dismissed_at IS NULL
ORDER BY r.subject, r.at, r.notice_id;

-- enqueue_days --
-- A mail of the day to each person whose hour has come since the last one, by the clock of their plant.
WITH due AS (
  SELECT d.organization_id, d.user_id, d.told_until AS since, h.hour AS until
  FROM unison.notice_digests d
  JOIN unison.users u USING (organization_id, user_id)
  CROSS JOIN LATERAL (
    SELECT coalesce((
      SELECT p.time_zone FROM unison.plants p
      WHERE p.organization_id = u.organization_id AND (unison.first_plant(u.assignments) IS NULL OR p.plant = unison.first_plant(u.assignments))
      GROUP BY p.time_zone ORDER BY count(*) DESC, p.time_zone LIMIT 1), 'UTC') AS time_zone
  ) z
  CROSS JOIN LATERAL (
    SELECT max(each) AS hour FROM (
      SELECT ((%(now)s::timestamptz AT TIME ZONE z.time_zone)::date - days + make_time(d.at_hour, 0, 0)) AT TIME ZONE z.time_zone
        AS each FROM generate_series(0, 1) AS days
    ) e WHERE each <= %(now)s
  ) h
  WHERE h.hour > d.told_until AND u.disabled_at IS NULL AND u.email IS NOT NULL
  FOR UPDATE OF d SKIP LOCKED
), moved AS (
  UPDATE unison.notice_digests d SET told_until = due.until FROM due
  WHERE d.organization_id = due.organization_id AND d.user_id = due.user_id RETURNING due.*
)
SELECT unison.enqueue('mail', m.organization_id,
  jsonb_build_object('user', m.user_id, 'since', m.since, 'until', m.until),
  job => unison.named_id('day', m.user_id::text, m.until::text))
FROM moved m
WHERE EXISTS (
  SELECT FROM unison.notice_readers r
  WHERE r.organization_id = m.organization_id AND r.user_id = m.user_id AND r.mail = 'daily' AND r.at > m.since
    AND r.at <= m.until AND r.over_at IS NULL);
