-- permit --
-- The app may run DuckDB under its own row security. DuckDB opens files only for a role that may both read and write the
-- server's files; such a right is not for the app: `unison_analyst` sees what the app sees and is taken only by connections
-- that read sealed history, by statements of ours, with paths of the catalogue.
DO $$
DECLARE allowed text;
BEGIN
  IF pg_has_role('pg_read_all_settings', 'USAGE') THEN
    allowed := current_setting('duckdb.postgres_role', true);
  END IF;
  -- never a role that people log in with: granting the owner's would hand the app the owner's rights. Where the owner may not
  -- grant it, an administrator of the server does, or PostgreSQL answers.
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = allowed AND NOT rolsuper AND NOT rolcanlogin
      AND pg_has_role(oid, 'USAGE WITH ADMIN OPTION') AND NOT pg_has_role('unison_app', oid, 'MEMBER')) THEN
    EXECUTE format('GRANT %I TO unison_app', allowed);
  END IF;
  IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    GRANT pg_read_server_files, pg_write_server_files TO unison_analyst;
    GRANT EXECUTE ON FUNCTION pg_stat_file(text, boolean) TO unison_analyst;
  END IF;
END $$;

-- make_probe --
-- The setting may be examined by the owner alone. `duckdb`: the app may run it; `files`: sealed history can be read.
CREATE OR REPLACE FUNCTION unison.analytics(OUT duckdb boolean, OUT files boolean) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM pg_extension e, pg_roles r
      WHERE e.extname = 'pg_duckdb' AND r.rolname = CASE WHEN pg_has_role('pg_read_all_settings', 'USAGE')
          THEN current_setting('duckdb.postgres_role', true) END
        AND pg_has_role('unison_app', r.oid, 'USAGE')),
    pg_has_role('unison_analyst', 'pg_read_server_files', 'USAGE')
$$;

-- find_engine --
SELECT duckdb, files FROM unison.analytics();

-- list_sealed --
SELECT month, path, feed_seq FROM sealed_months WHERE organization_id = unison.organization() ORDER BY month;

-- list_sealed_of --
SELECT month, path FROM sealed_months WHERE organization_id = %(organization)s;

-- find_files --
SELECT bool_and((pg_stat_file(path, true)).size IS NOT NULL) AS readable FROM unnest(%(paths)s::text[]) path;

-- find_sealer --
-- Whether history can be sealed, and where the server works.
SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_duckdb')
    AND (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
  current_setting('data_directory', true);

-- find_position --
-- The organization's last number that the projection has applied.
SELECT coalesce(max(f.seq), 0) AS seq FROM unison.feed f WHERE f.organization_id = %(organization)s
  AND f.cell_seq <= (SELECT position FROM unison.consumers WHERE name = %(projection)s);

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
-- What stood at that feed number: a later fact does not change the answer, so no snapshot has to be held. Reports with rejects
-- come first, so that a question about scrap skips the others.
COPY (
  SELECT organization_id, plant, work_order, log, version, product, equipment, activity, started_at, ended_at, good_pcs,
    rejected_pcs, rework_pcs, review_pcs, operation, reason, feed_seq
  FROM reports
  WHERE organization_id = {organization} AND ended_at >= {begins} AND ended_at < {ends} AND feed_seq <= {feed_seq}
    AND (superseded_seq IS NULL OR superseded_seq > {feed_seq})
  ORDER BY rejected_pcs = 0, reason, ended_at
) TO {path} (FORMAT parquet, COMPRESSION zstd);

-- note_month --
INSERT INTO sealed_months (organization_id, month, path, reports, feed_seq)
VALUES (%(organization)s, %(month)s, %(path)s, %(reports)s, %(feed_seq)s)
ON CONFLICT (organization_id, month) DO UPDATE
SET path = excluded.path, reports = excluded.reports, feed_seq = excluded.feed_seq;

-- forget_days --
DELETE FROM scrap_by_day WHERE organization_id = %(organization)s AND day >= %(month)s AND day < %(month)s + interval '1 month';

-- count_days --
-- The cube of the same reports as the file's.
INSERT INTO scrap_by_day (organization_id, grouped_by, day, plant, key, rejected_pcs, reports)
SELECT r.organization_id, g.grouped_by, (r.ended_at AT TIME ZONE 'UTC')::date, r.plant, g.key, sum(r.rejected_pcs), count(*)
FROM reports r
CROSS JOIN LATERAL (
  VALUES ('reason', r.reason), ('equipment', r.equipment), ('product', r.product), ('operation', r.operation)
) g(grouped_by, key)
WHERE r.organization_id = %(organization)s AND r.ended_at >= %(begins)s AND r.ended_at < %(ends)s
  AND r.feed_seq <= %(feed_seq)s AND (r.superseded_seq IS NULL OR r.superseded_seq > %(feed_seq)s) AND r.rejected_pcs > 0
GROUP BY r.organization_id, g.grouped_by, 3, r.plant, g.key;

-- raise_months --
UPDATE sealed_months SET feed_seq = %(feed_seq)s WHERE organization_id = %(organization)s;

-- select_live --
SELECT {by} AS key, rejected_pcs, 1 AS counts FROM reports
WHERE organization_id = {organization} AND superseded_seq IS NULL AND rejected_pcs > 0 AND ended_at >= {since}
  AND ended_at < {until}

-- select_sealed --
SELECT r[{column}]::text AS key, r['rejected_pcs']::integer AS rejected_pcs, 1 AS counts FROM public.read_parquet(ARRAY[{paths}]::text[]) r
WHERE r['rejected_pcs']::integer > 0 AND r['ended_at']::timestamptz >= {since} AND r['ended_at']::timestamptz < {until}
  AND ({every_plant} OR r['plant']::text = ANY (ARRAY[{plants}]::text[]))
UNION ALL
{since_sealed}

-- select_by_day --
-- The first and the last moment are those of whole days.
SELECT key, rejected_pcs, reports AS counts FROM scrap_by_day
WHERE organization_id = {organization} AND grouped_by = {column} AND day >= ({since} AT TIME ZONE 'UTC')::date
  AND day < ({until} AT TIME ZONE 'UTC')::date
UNION ALL
{since_sealed}

-- select_since_sealed --
-- What has changed since the seal: less what was superseded, and what ended after the sealed months or came late. What is to be
-- taken off is still in the table, so it is subtracted: joining the files to it would cost five times the rest.
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
