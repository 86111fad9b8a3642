-- commit_without_waiting --
SET synchronous_commit = off;

-- sequence --
SELECT unison.sequence(%(at_most)s);
