-- count_unread --
SELECT count(*) AS unread FROM unison.notice_readers r
WHERE r.organization_id = unison.organization() AND r.user_id = %(user)s AND r.browser AND r.over_at IS NULL
  AND NOT EXISTS (SELECT FROM unison.notice_readings g
    WHERE g.organization_id = r.organization_id AND g.user_id = r.user_id AND g.notice_id = r.notice_id);

-- list_notices --
-- The newest first; by the clock of the plant that each is about, where it is about one.
SELECT r.notice_id, r.subject, r.told, r.plant, r.at, r.over_at, g.read_at, b.name AS by, coalesce(p.time_zone, 'UTC') AS time_zone
FROM unison.notice_readers r
LEFT JOIN unison.notice_readings g
  ON g.organization_id = r.organization_id AND g.user_id = r.user_id AND g.notice_id = r.notice_id
LEFT JOIN unison.users b ON b.organization_id = r.organization_id AND b.user_id = (r.told->>'by')::uuid
LEFT JOIN unison.plants p ON p.organization_id = r.organization_id AND p.plant = r.plant
WHERE r.organization_id = unison.organization() AND r.user_id = %(user)s AND r.browser AND g.dismissed_at IS NULL
  AND (NOT %(unread)s::boolean OR (g.notice_id IS NULL AND r.over_at IS NULL))
ORDER BY r.at DESC, r.notice_id LIMIT %(limit)s OFFSET %(offset)s;

-- list_standing --
-- What stands in the organization, for someone at the machine itself.
SELECT n.notice_id, n.subject, n.told, n.plant, n.at, n.over_at, NULL::timestamptz AS read_at, b.name AS by,
  coalesce(p.time_zone, 'UTC') AS time_zone
FROM unison.notices n
LEFT JOIN unison.users b ON b.organization_id = n.organization_id AND b.user_id = (n.told->>'by')::uuid
LEFT JOIN unison.plants p ON p.organization_id = n.organization_id AND p.plant = n.plant
WHERE n.organization_id = unison.organization() AND (%(over)s::boolean OR n.over_at IS NULL)
  AND (%(subject)s::text IS NULL OR n.subject = %(subject)s)
ORDER BY n.at DESC, n.notice_id LIMIT %(limit)s;

-- mark_read --
-- One of theirs, or all of them where none is named.
INSERT INTO unison.notice_readings (organization_id, notice_id, user_id, dismissed_at)
SELECT r.organization_id, r.notice_id, r.user_id, CASE WHEN %(dismiss)s THEN now() END FROM unison.notice_readers r
WHERE r.organization_id = unison.organization() AND r.user_id = %(user)s
  AND (%(notice)s::uuid IS NULL OR r.notice_id = %(notice)s) AND (%(notice)s::uuid IS NOT NULL OR r.over_at IS NULL)
ON CONFLICT (organization_id, user_id, notice_id)
DO UPDATE SET dismissed_at = coalesce(notice_readings.dismissed_at, excluded.dismissed_at)
RETURNING notice_id;

-- find_notice --
SELECT r.subject, r.about, r.plant FROM unison.notice_readers r
WHERE r.organization_id = unison.organization() AND r.user_id = %(user)s AND r.notice_id = %(notice)s;

-- end_notices --
SELECT unison.end_notices(unison.organization(), %(subject)s, %(about)s, %(plant)s);

-- list_wishes --
-- The subjects that concern the person, with what they chose or what holds without a choice. That their own certificates
-- concern them holds for everybody.
SELECT s.subject, coalesce(w.browser, true) AS browser, coalesce(w.mail, 'never') AS mail
FROM unison.notice_subjects s
JOIN unison.users u ON u.organization_id = unison.organization() AND u.user_id = %(user)s
LEFT JOIN unison.notice_wishes w
  ON w.organization_id = u.organization_id AND w.user_id = u.user_id AND w.subject = s.subject
WHERE unison.has_role(u.assignments, s.roles) OR s.subject = 'certificate' ORDER BY s.subject;

-- find_hour --
SELECT at_hour FROM unison.notice_digests WHERE organization_id = unison.organization() AND user_id = %(user)s;

-- find_person --
-- Held until the transaction ends.
SELECT FROM unison.users WHERE organization_id = unison.organization() AND user_id = %(user)s FOR KEY SHARE;

-- put_wish --
INSERT INTO unison.notice_wishes (organization_id, user_id, subject, browser, mail)
VALUES (unison.organization(), %(user)s, %(subject)s, %(browser)s, %(mail)s)
ON CONFLICT (organization_id, user_id, subject) DO UPDATE SET browser = excluded.browser, mail = excluded.mail;

-- put_hour --
-- What came up before somebody first chose an hour is not told in their first mail of the day.
INSERT INTO unison.notice_digests (organization_id, user_id, at_hour) VALUES (unison.organization(), %(user)s, %(hour)s)
ON CONFLICT (organization_id, user_id) DO UPDATE SET at_hour = excluded.at_hour;
