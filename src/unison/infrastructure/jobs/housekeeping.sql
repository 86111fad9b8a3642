-- forget_refresh_tokens --
-- Kept for a week after their end: one that is used again by then tells of a theft.
DELETE FROM unison.refresh_tokens WHERE expires_at < now() - interval '7 days';

-- forget_sessions --
-- Kept for a quarter of a year after their last use: from there a person is known to come.
DELETE FROM unison.sessions WHERE last_used_at < now() - interval '90 days' AND least(expires_at, ended_at) < now();

-- forget_attempts --
-- Those that nobody waits for any more.
DELETE FROM unison.attempts WHERE last_at < now() - interval '1 day';

-- forget_station_sessions --
-- Of people, whose tokens last for minutes, and of devices: a week after their end, or when no browser keeps the cookie any more.
DELETE FROM unison.station_sessions
WHERE ended_at < now() - interval '7 days' OR station_id <> account_id AND seen_at < now() - interval '2 days'
  OR seen_at < now() - interval '400 days';

-- forget_pairing_codes --
DELETE FROM unison.pairing_codes WHERE expires_at < now();

-- forget_station_tries --
-- Those that nobody waits for any more.
DELETE FROM unison.station_tries WHERE failed_at < now() - interval '1 day';

-- forget_jobs --
SELECT unison.forget_jobs(now() - interval '90 days');

-- forget_exports --
-- With their files.
DELETE FROM unison.exports WHERE expires_at < now();

-- forget_security_log --
-- The year that audits ask for, and a month to ask in.
DELETE FROM unison.security_log WHERE at < now() - interval '400 days';
