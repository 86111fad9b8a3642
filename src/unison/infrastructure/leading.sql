-- take_lead --
-- The lock is the session's, and the database ends a session that says nothing for so long: within a transaction and outside of one.
SELECT pg_try_advisory_lock(unison.key_of_lead(%(name)s)) AND (
  SELECT count(set_config(setting, %(silent)s, false)) = 2
  FROM unnest(ARRAY['idle_session_timeout', 'idle_in_transaction_session_timeout']) AS setting);

-- end_deaf_leader --
SELECT unison.end_deaf_leader(%(name)s, %(silent_s)s);

-- show_life --
SELECT 1;

-- list_leads --
SELECT name, pid FROM unison.leads;
