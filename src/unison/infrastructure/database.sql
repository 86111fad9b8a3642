-- act_as_worker --
-- Row security holds for the owner too: the worker sees every organization. Until the transaction ends, as the next.
SET LOCAL ROLE unison_worker;

-- act_as_app --
SET LOCAL ROLE unison_app;

-- act_as_builder --
-- Who owns the read models: the workers may take the role to make them anew, and the owner of the database.
SET LOCAL ROLE unison_builder;

-- act_as_before --
-- The role that the connection was begun with.
RESET ROLE;

-- enter_organization --
SELECT unison.enter(%(organization)s, %(seal)s);

-- enter_viewer --
SELECT unison.enter(%(organization)s, %(seal)s), set_config('app.plants', %(plants)s, true);

-- begin_reading --
SELECT set_config('transaction_read_only', 'on', true), unison.enter(%(organization)s, %(seal)s),
  set_config('app.plants', %(plants)s, true), set_config('search_path', %(search_path)s, true);

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
