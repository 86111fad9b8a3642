-- count_under_way --
SELECT count(*) AS under_way FROM unison.exports
WHERE organization_id = unison.organization() AND user_id = %(user)s AND state IN ('waiting', 'running');

-- ask --
-- Together with the job that makes it.
WITH asked AS (
  INSERT INTO unison.exports (organization_id, export_id, user_id, question, part, format, expires_at)
  VALUES (unison.organization(), %(export)s, %(user)s, %(question)s, %(part)s, %(format)s, now() + make_interval(days => %(days)s))
  RETURNING *
)
SELECT asked.*, unison.enqueue('export', asked.organization_id, jsonb_build_object('export', asked.export_id), job => asked.export_id)
FROM asked;

-- list_exports --
SELECT * FROM unison.exports
WHERE organization_id = unison.organization() AND user_id = %(user)s AND expires_at > now()
ORDER BY asked_at DESC, export_id LIMIT %(limit)s;

-- find_export --
SELECT * FROM unison.exports
WHERE organization_id = unison.organization() AND user_id = %(user)s AND export_id = %(export)s AND expires_at > now();

-- cancel --
WITH removed AS (
  DELETE FROM unison.export_parts p USING unison.exports e
  WHERE e.organization_id = unison.organization() AND e.user_id = %(user)s AND e.export_id = %(export)s
    AND p.export_id = e.export_id
)
UPDATE unison.exports SET state = 'cancelled', run = NULL, ended_at = coalesce(ended_at, now())
WHERE organization_id = unison.organization() AND user_id = %(user)s AND export_id = %(export)s AND expires_at > now()
RETURNING *, unison.wake_exports(organization_id);

-- find_file --
SELECT * FROM unison.exports
WHERE organization_id = unison.organization() AND export_id = %(export)s AND state = 'done' AND expires_at > now();

-- read_part --
SELECT content FROM unison.export_parts
WHERE organization_id = unison.organization() AND export_id = %(export)s AND number = %(number)s;

-- begin --
-- By a worker. What another had begun is void; nothing comes back where it is cancelled, done or gone.
WITH begun AS (
  UPDATE unison.exports SET state = 'running', run = %(run)s, rows = 0, total = NULL, bytes = 0, reason = NULL, began_at = now()
  WHERE organization_id = %(organization)s AND export_id = %(export)s AND state IN ('waiting', 'running') AND expires_at > now()
  RETURNING *
), voided AS (
  DELETE FROM unison.export_parts p USING begun b WHERE p.export_id = b.export_id
)
SELECT b.*, EXISTS (
  SELECT FROM unison.users u WHERE u.organization_id = b.organization_id AND u.user_id = b.user_id AND u.disabled_at IS NULL
) AS may_sign_in FROM begun b;

-- tell_progress --
UPDATE unison.exports SET rows = %(rows)s, total = %(total)s
WHERE organization_id = %(organization)s AND export_id = %(export)s AND run = %(run)s AND state = 'running'
RETURNING unison.wake_exports(organization_id);

-- add_part --
WITH still AS (
  UPDATE unison.exports SET bytes = bytes + octet_length(%(content)s::bytea)
  WHERE organization_id = %(organization)s AND export_id = %(export)s AND run = %(run)s AND state = 'running'
  RETURNING organization_id, export_id
)
INSERT INTO unison.export_parts (organization_id, export_id, number, content)
SELECT organization_id, export_id, %(number)s, %(content)s FROM still RETURNING number;

-- finish --
UPDATE unison.exports SET state = 'done', rows = %(rows)s, total = %(rows)s, ended_at = now()
WHERE organization_id = %(organization)s AND export_id = %(export)s AND run = %(run)s AND state = 'running'
RETURNING unison.wake_exports(organization_id);

-- fail --
-- `state` is waiting where it will be tried again.
WITH removed AS (
  DELETE FROM unison.export_parts WHERE organization_id = %(organization)s AND export_id = %(export)s
)
UPDATE unison.exports SET state = %(state)s, reason = %(reason)s, run = NULL, bytes = 0,
  ended_at = CASE WHEN %(state)s = 'failed' THEN now() END
WHERE organization_id = %(organization)s AND export_id = %(export)s AND run = %(run)s
RETURNING unison.wake_exports(organization_id);
