-- claim_attempt --
-- A row where the attempt may be made, counted as a failure already; none while it has to wait.
INSERT INTO unison.attempts AS a (organization_id, subject, source)
VALUES (unison.organization(), %(subject)s, %(source)s)
ON CONFLICT (organization_id, subject, source) DO UPDATE SET
  failures = CASE WHEN a.last_at < clock_timestamp() - make_interval(secs => %(forgotten_s)s) THEN 1 ELSE a.failures + 1 END,
  waits_until = clock_timestamp() + make_interval(secs => CASE
    WHEN a.failures + 1 < %(free)s OR a.last_at < clock_timestamp() - make_interval(secs => %(forgotten_s)s) THEN 0
    ELSE least(%(longest_s)s, power(2, least(a.failures + 2 - %(free)s, 20))) END),
  last_at = clock_timestamp()
WHERE a.waits_until <= clock_timestamp()
RETURNING failures;

-- show_wait --
SELECT ceil(extract(epoch FROM waits_until - clock_timestamp()))::integer AS wait_s FROM unison.attempts
WHERE organization_id = unison.organization() AND subject = %(subject)s AND source = %(source)s;

-- forget_attempts --
DELETE FROM unison.attempts
WHERE organization_id = unison.organization() AND subject = %(subject)s AND source = %(source)s;

-- take_back_attempt --
UPDATE unison.attempts SET failures = failures - 1, waits_until = clock_timestamp()
WHERE organization_id = unison.organization() AND subject = %(subject)s AND source = %(source)s AND failures > 0;

-- forget_old_attempts --
DELETE FROM unison.attempts
WHERE organization_id = unison.organization() AND last_at < clock_timestamp() - make_interval(secs => %(forgotten_s)s);
