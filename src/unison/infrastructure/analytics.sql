-- permit --
-- The app may run DuckDB under its own row security. DuckDB opens files only for a role that may both read and write the
-- server's files; such a right is not for the app: `unison_analyst` sees what the app sees and is taken only by connections
-- that read sealed history, by statements of ours, with paths of the catalogue.
DO $$
DECLARE allowed text := current_setting('duckdb.postgres_role', true);
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'unison_analyst') THEN
    CREATE ROLE unison_analyst NOLOGIN NOBYPASSRLS;
  END IF;
  GRANT unison_app TO unison_analyst;
  GRANT unison_analyst TO CURRENT_USER;
  -- never a role that people log in with: granting the owner's would hand the app the owner's rights
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = allowed AND NOT rolsuper AND NOT rolcanlogin) THEN
    EXECUTE format('GRANT %I TO unison_app', allowed);
  END IF;
  IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    GRANT pg_read_server_files, pg_write_server_files TO unison_analyst;
  END IF;
END $$;

-- make_probe --
-- The setting may be examined by the owner alone. `duckdb`: the app may run it; `files`: sealed history can be read.
CREATE OR REPLACE FUNCTION unison.analytics(OUT duckdb boolean, OUT files boolean) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM pg_extension e, pg_roles r
      WHERE e.extname = 'pg_duckdb' AND r.rolname = current_setting('duckdb.postgres_role', true)
        AND pg_has_role('unison_app', r.oid, 'USAGE')),
    pg_has_role('unison_analyst', 'pg_read_server_files', 'USAGE') AND pg_has_role(session_user, 'unison_analyst', 'SET')
$$;

-- find_engine --
SELECT duckdb, files FROM unison.analytics();

-- list_sealed --
SELECT month, path, feed_seq FROM sealed_months WHERE organization_id = unison.organization() ORDER BY month;

-- probe_files --
SELECT count(*) FROM public.read_parquet({paths}) r;

-- find_position --
-- The organization's last number that the projection has applied.
SELECT coalesce(max(f.seq), 0) AS seq FROM unison.feed f WHERE f.organization_id = %(organization)s
  AND f.cell_seq <= (SELECT min(feed_seq) FROM unison.projection_queues WHERE projection = %(projection)s);

-- list_organizations --
SELECT organization_id FROM unison.organizations ORDER BY organization_id;

-- list_months --
-- The months to seal, and whether anything in them came or went since they were sealed last.
SELECT r.month, count(*) FILTER (WHERE superseded_seq IS NULL OR superseded_seq > %(feed_seq)s) AS reports,
  bool_or(s.feed_seq IS NULL OR r.feed_seq > s.feed_seq
    OR r.superseded_seq > s.feed_seq AND r.superseded_seq <= %(feed_seq)s) AS changed
FROM (
  SELECT date_trunc('month', ended_at, 'UTC')::date AS month, feed_seq, superseded_seq FROM reports
  WHERE organization_id = %(organization)s AND feed_seq <= %(feed_seq)s AND ended_at < %(before)s
) r
LEFT JOIN sealed_months s ON s.organization_id = %(organization)s AND s.month = r.month
GROUP BY r.month ORDER BY r.month;

-- write_month --
-- What stood at that feed number: a later fact does not change the answer, so no snapshot has to be held.
COPY (
  SELECT organization_id, plant, work_order, log, version, product, equipment, activity, started_at, ended_at, good_pcs,
    rejected_pcs, rework_pcs, review_pcs, operation, reason, feed_seq
  FROM reports
  WHERE organization_id = {organization} AND ended_at >= {begins} AND ended_at < {ends} AND feed_seq <= {feed_seq}
    AND (superseded_seq IS NULL OR superseded_seq > {feed_seq})
  ORDER BY ended_at
) TO {path} (FORMAT parquet, COMPRESSION zstd);

-- note_month --
INSERT INTO sealed_months (organization_id, month, path, reports, feed_seq)
VALUES (%(organization)s, %(month)s, %(path)s, %(reports)s, %(feed_seq)s)
ON CONFLICT (organization_id, month) DO UPDATE
SET path = excluded.path, reports = excluded.reports, feed_seq = excluded.feed_seq;

-- raise_months --
UPDATE sealed_months SET feed_seq = %(feed_seq)s WHERE organization_id = %(organization)s;

-- select_live --
SELECT {by} AS key, rejected_pcs, 1 AS counts FROM reports
WHERE organization_id = {organization} AND superseded_seq IS NULL AND rejected_pcs > 0 AND ended_at >= {since}
  AND ended_at < {until}

-- select_sealed --
-- The files, less what in them was superseded since; what ended after them; and what came late. What is to be taken off is
-- still in the table, so it is subtracted: joining the files to it would cost five times the rest.
SELECT r[{column}]::text AS key, r['rejected_pcs']::integer AS rejected_pcs, 1 AS counts FROM public.read_parquet({paths}) r
WHERE r['rejected_pcs']::integer > 0 AND r['ended_at']::timestamptz >= {since} AND r['ended_at']::timestamptz < {until}
  AND ({every_plant} OR r['plant']::text = ANY ({plants}))
UNION ALL
SELECT {by}, -rejected_pcs, -1 FROM reports
WHERE organization_id = {organization} AND superseded_seq > {feed_seq} AND feed_seq <= {feed_seq} AND rejected_pcs > 0
  AND ended_at < {before} AND ended_at >= {since} AND ended_at < {until}
UNION ALL
SELECT {by}, rejected_pcs, 1 FROM reports
WHERE organization_id = {organization} AND superseded_seq IS NULL AND rejected_pcs > 0 AND ended_at >= {since}
  AND ended_at < {until} AND ended_at >= {before}
UNION ALL
SELECT {by}, rejected_pcs, 1 FROM reports
WHERE organization_id = {organization} AND superseded_seq IS NULL AND rejected_pcs > 0 AND ended_at >= {since}
  AND ended_at < {until} AND ended_at < {before} AND feed_seq > {feed_seq}

-- count_scrap --
SELECT key::text AS key, sum(rejected_pcs)::bigint AS rejected_pcs, sum(counts)::bigint AS reports
FROM ({standing}) standing GROUP BY key HAVING sum(counts) > 0 ORDER BY 2 DESC, 1;
