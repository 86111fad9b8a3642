-- act_as_worker --
-- Row security holds for the owner too: the worker sees every organization. Until the transaction ends, as the next.
SET LOCAL ROLE unison_worker;

-- act_as_app --
SET LOCAL ROLE unison_app;

-- act_as_owner --
RESET ROLE;

-- enter_organization --
SELECT set_config('app.organization', %(organization)s, true);

-- enter_viewer --
SELECT set_config('app.organization', %(organization)s, true), set_config('app.plants', %(plants)s::text[]::text, true);

-- begin_reading --
SELECT set_config('transaction_read_only', 'on', true), set_config('app.organization', %(organization)s, true),
  set_config('app.plants', %(plants)s::text[]::text, true), set_config('search_path', %(search_path)s, true);

-- set_search_path --
SELECT set_config('search_path', %(search_path)s, true);

-- force_duckdb --
-- Its parallel scans leave the sub-select of the row security behind, and fail.
SELECT set_config('duckdb.force_execution', 'on', true), set_config('duckdb.max_workers_per_postgres_scan', '0', true);

-- commit_without_waiting --
-- For this transaction: a later one that waits makes all of it durable.
SET LOCAL synchronous_commit = off;

-- take_lock --
-- Held by the session; whether it was free.
SELECT pg_try_advisory_lock(hashtextextended(%(key)s, 0));

-- give_lock_back --
SELECT pg_advisory_unlock(hashtextextended(%(key)s, 0));

-- add_extension --
CREATE EXTENSION IF NOT EXISTS {extension};
