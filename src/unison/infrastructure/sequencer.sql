-- commit_without_waiting --
SET synchronous_commit = off;

-- take_lead --
SELECT pg_try_advisory_lock(%(leader)s);

-- sequence --
SELECT unison.sequence(%(at_most)s);
