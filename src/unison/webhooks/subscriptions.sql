-- list --
SELECT w.webhook_id, w.name, w.url, w.types, w.plants, w.form, w.created_by, w.created_at, w.permitted_at, w.permitted_per_minute,
  w.failing_since, w.last_error, w.next_at, w.off_at, w.off_reason, w.replay_next, w.replay_until, d.waiting, d.oldest_at,
  (SELECT max(a.tried_at) FROM unison.webhook_deliveries a WHERE a.webhook_id = w.webhook_id AND a.state = 'accepted') AS accepted_at,
  (SELECT max(s.until) FROM unison.webhook_secrets s WHERE s.webhook_id = w.webhook_id AND s.until > now()) AS old_secret_until
FROM unison.webhooks w CROSS JOIN LATERAL (
  SELECT count(*) AS waiting, min(created_at) AS oldest_at FROM unison.webhook_deliveries d
  WHERE d.webhook_id = w.webhook_id AND d.state = 'waiting') d
WHERE %(webhook)s::uuid IS NULL OR w.webhook_id = %(webhook)s ORDER BY w.name;

-- find_end --
SELECT coalesce(max(seq), 0) AS end_seq FROM unison.chain_heads WHERE organization_id = unison.organization();

-- count --
SELECT count(*) AS count FROM unison.webhooks;

-- create --
INSERT INTO unison.webhooks (organization_id, webhook_id, name, url, types, plants, form, created_by, start_seq, replay_next,
  replay_until, permission_hash, off_at, off_reason, off_seq)
SELECT unison.organization(), %(webhook)s, %(name)s, %(url)s, %(types)s, %(plants)s, %(form)s, %(by)s, %(end_seq)s, %(from_number)s,
  CASE WHEN %(from_number)s::bigint IS NOT NULL THEN %(end_seq)s::bigint END, %(permission_hash)s,
  CASE WHEN %(off_reason)s::text IS NOT NULL THEN now() END, %(off_reason)s, CASE WHEN %(off_reason)s::text IS NOT NULL THEN %(end_seq)s::bigint END
ON CONFLICT (organization_id, name) DO NOTHING
RETURNING webhook_id;

-- change --
-- No row: there is no such webhook. A receiver at another address has to agree itself.
UPDATE unison.webhooks SET name = %(name)s, types = %(types)s, plants = %(plants)s, form = %(form)s, url = %(url)s,
  permitted_at = CASE WHEN url = %(url)s THEN permitted_at END, next_at = NULL
WHERE webhook_id = %(webhook)s RETURNING webhook_id;

-- delete --
DELETE FROM unison.webhooks WHERE webhook_id = %(webhook)s RETURNING webhook_id;

-- add_secret --
INSERT INTO unison.webhook_secrets (organization_id, webhook_id, secret) VALUES (unison.organization(), %(webhook)s, %(secret)s);

-- retire_secrets --
-- Of several that were not over yet only the last one goes on.
UPDATE unison.webhook_secrets SET until = CASE WHEN until IS NULL THEN now() + make_interval(hours => %(overlap_h)s) ELSE now() END
WHERE webhook_id = %(webhook)s AND (until IS NULL OR until > now());

-- note_permission_hash --
UPDATE unison.webhooks SET permission_hash = %(permission_hash)s WHERE webhook_id = %(webhook)s RETURNING webhook_id;

-- switch_off --
UPDATE unison.webhooks w SET off_at = now(), off_reason = %(reason)s, off_seq = greatest(w.start_seq, (
  SELECT max(d.seq) FROM unison.webhook_deliveries d WHERE d.webhook_id = w.webhook_id))
WHERE w.webhook_id = %(webhook)s AND w.off_at IS NULL RETURNING w.webhook_id;

-- switch_on --
-- What came while it was off is told now, or passed over with all that waits.
WITH was AS (
  SELECT w.webhook_id, w.off_seq, coalesce(h.seq, 0) AS end_seq FROM unison.webhooks w
  LEFT JOIN unison.chain_heads h ON h.organization_id = w.organization_id
  WHERE w.webhook_id = %(webhook)s AND w.off_at IS NOT NULL FOR UPDATE OF w
), passed_over AS (
  UPDATE unison.webhook_deliveries d SET state = 'dropped', error = 'passed over when it was switched on', tried_at = now()
  FROM was WHERE d.webhook_id = was.webhook_id AND d.state = 'waiting' AND NOT %(missed)s
)
UPDATE unison.webhooks w SET off_at = NULL, off_reason = NULL, off_seq = NULL, failures = 0, failing_since = NULL, next_at = NULL,
  last_error = NULL, start_seq = CASE WHEN %(missed)s THEN w.start_seq ELSE was.end_seq END,
  replay_next = CASE WHEN %(missed)s AND (w.replay_next IS NOT NULL OR was.off_seq < was.end_seq)
    THEN least(w.replay_next, was.off_seq + 1) END,
  replay_until = CASE WHEN %(missed)s AND (w.replay_next IS NOT NULL OR was.off_seq < was.end_seq) THEN was.end_seq END
FROM was WHERE w.webhook_id = was.webhook_id RETURNING w.webhook_id;

-- replay --
UPDATE unison.webhooks SET replay_next = least(replay_next, %(from_number)s), replay_until = %(end_seq)s, next_at = NULL
WHERE webhook_id = %(webhook)s RETURNING webhook_id;

-- try_it --
INSERT INTO unison.webhook_deliveries AS d (organization_id, webhook_id, seq, stream_id, topic)
SELECT organization_id, webhook_id, 0, %(stream)s, %(topic)s FROM unison.webhooks WHERE webhook_id = %(webhook)s
ON CONFLICT (webhook_id, seq) DO UPDATE SET state = 'waiting', created_at = now(), attempts = 0, first_at = NULL, tried_at = NULL,
  next_at = NULL, status = NULL, duration_ms = NULL, answer = NULL, error = NULL
RETURNING webhook_id;

-- try_now --
UPDATE unison.webhooks SET next_at = NULL WHERE webhook_id = %(webhook)s;

-- wake --
SELECT unison.wake_webhook(%(webhook)s, now());

-- list_deliveries --
SELECT d.seq, d.stream_id, d.topic, d.state, d.created_at, d.attempts, d.tried_at, d.next_at, d.status, d.duration_ms, d.answer, d.error
FROM unison.webhook_deliveries d
WHERE d.webhook_id = %(webhook)s AND (%(state)s::text IS NULL OR d.state = %(state)s)
  AND (%(before)s::bigint IS NULL OR d.seq < %(before)s)
ORDER BY d.seq DESC LIMIT %(limit)s;

-- drop_delivery --
UPDATE unison.webhook_deliveries SET state = 'dropped', error = coalesce(error, 'dropped by hand'), tried_at = coalesce(tried_at, now())
WHERE webhook_id = %(webhook)s AND seq = %(seq)s AND state = 'waiting' RETURNING seq;

-- note_permission --
UPDATE unison.webhooks SET permitted_at = now(), permitted_per_minute = %(per_minute)s, failures = 0, failing_since = NULL,
  next_at = NULL, last_error = NULL
WHERE webhook_id = %(webhook)s AND permission_hash = %(permission_hash)s RETURNING webhook_id;

-- find_plants --
SELECT plant FROM unison.plants WHERE plant = ANY (%(plants)s);
