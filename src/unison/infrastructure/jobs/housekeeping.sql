-- forget_refresh_tokens --
-- Kept for a week after their end: one that is used again by then tells of a theft.
DELETE FROM unison.refresh_tokens WHERE expires_at < now() - interval '7 days';

-- forget_login_attempts --
-- Those that no throttle counts any more.
DELETE FROM unison.login_attempts WHERE failed_at < now() - interval '1 day';

-- forget_jobs --
SELECT unison.forget_jobs(now() - interval '90 days');

-- forget_exports --
-- With their files.
DELETE FROM unison.exports WHERE expires_at < now();
