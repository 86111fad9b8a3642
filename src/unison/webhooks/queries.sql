-- note_facts --
-- Each fact for each webhook that wants it. One that is asked for again by number is noted by `replay` in its turn.
WITH noted AS (
  INSERT INTO unison.webhook_deliveries (organization_id, webhook_id, seq, stream_id, topic)
  SELECT w.organization_id, w.webhook_id, f.seq, f.stream, f.topic
  FROM json_to_recordset(%(facts)s) AS f(organization uuid, seq bigint, stream text, topic text, plant text)
  JOIN unison.webhooks w ON w.organization_id = f.organization AND w.off_at IS NULL AND f.seq > w.start_seq
    AND f.topic = ANY (w.types) AND (w.plants = '{}' OR f.plant = ANY (w.plants))
  ORDER BY w.webhook_id, f.seq
  ON CONFLICT (webhook_id, seq) DO NOTHING
  RETURNING webhook_id
)
SELECT unison.wake_webhook(n.webhook_id, now()) FROM (SELECT DISTINCT webhook_id FROM noted ORDER BY webhook_id) n;

-- take_turn --
-- One at a time sends for a webhook, as long as its connection lives.
SELECT pg_try_advisory_lock(hashtextextended('unison webhook ' || %(webhook)s::text, 0));

-- end_turn --
SELECT pg_advisory_unlock(hashtextextended('unison webhook ' || %(webhook)s::text, 0));

-- begin --
-- Whoever wakes it from here on is heard, by another job or at the end of this one.
WITH heard AS (UPDATE unison.webhooks SET wake_at = NULL WHERE webhook_id = %(webhook)s AND wake_at IS NOT NULL)
SELECT organization_id, webhook_id, name, url, form, replay_next, permission_hash, permitted_at, permitted_per_minute, failures,
  failing_since, next_at, off_at FROM unison.webhooks WHERE webhook_id = %(webhook)s;

-- list_secrets --
SELECT secret FROM unison.webhook_secrets WHERE webhook_id = %(webhook)s AND (until IS NULL OR until > %(at)s) ORDER BY made_at DESC;

-- take_due --
-- The first of each stream that waits, unless it was tried and its pause is not over: then all of its stream wait. What was not tried
-- yet comes first, so that what fails keeps nothing else from being told. While facts are told again later ones wait.
SELECT seq, stream_id, attempts, first_at, created_at FROM (
  SELECT DISTINCT ON (stream_id) * FROM (
    SELECT d.seq, d.stream_id, d.attempts, d.first_at, d.created_at FROM unison.webhook_deliveries d
    WHERE d.webhook_id = %(webhook)s AND d.state = 'waiting' AND d.seq < coalesce(%(before)s::bigint, 9223372036854775807)
      AND (d.seq = 0 OR NOT %(only_trial)s)
      AND d.stream_id NOT IN (SELECT h.stream_id FROM unison.webhook_deliveries h
        WHERE h.webhook_id = %(webhook)s AND h.state = 'waiting' AND h.next_at > %(at)s)
    ORDER BY d.seq LIMIT 1000
  ) looked_at ORDER BY stream_id, seq
) first_of_stream ORDER BY attempts > 0, seq LIMIT %(limit)s;

-- take_batch --
-- As `take_due`, but with what follows in the stream: one request tells all of them, in order.
SELECT d.seq, d.stream_id, d.attempts, d.first_at, d.created_at FROM unison.webhook_deliveries d
WHERE d.webhook_id = %(webhook)s AND d.state = 'waiting' AND d.seq < coalesce(%(before)s::bigint, 9223372036854775807)
  AND (d.seq = 0 OR NOT %(only_trial)s)
  AND d.stream_id NOT IN (SELECT h.stream_id FROM unison.webhook_deliveries h
    WHERE h.webhook_id = %(webhook)s AND h.state = 'waiting' AND h.next_at > %(at)s)
ORDER BY d.seq LIMIT %(limit)s;

-- read_facts --
SELECT f.seq, f.hash, f.organization_id, f.stream_id, f.version, e.topic, e.schema_version, e.data::text AS data,
  e.meta::text AS meta, e.occurred_at, e.recorded_at
FROM unison.feed f JOIN unison.events e
  ON e.organization_id = f.organization_id AND e.stream_id = f.stream_id AND e.version = f.version
WHERE f.organization_id = %(organization)s AND f.seq = ANY (%(seqs)s);

-- replay --
-- The next page of what is to be told again.
WITH page AS (
  SELECT w.organization_id, w.webhook_id, w.types, w.plants, w.replay_next AS first,
    least(w.replay_next + %(page)s - 1, w.replay_until) AS last, w.replay_until AS until
  FROM unison.webhooks w WHERE w.webhook_id = %(webhook)s AND w.replay_next IS NOT NULL FOR UPDATE
), noted AS (
  INSERT INTO unison.webhook_deliveries AS d (organization_id, webhook_id, seq, stream_id, topic)
  SELECT p.organization_id, p.webhook_id, f.seq, f.stream_id, e.topic
  FROM page p JOIN unison.feed f ON f.organization_id = p.organization_id AND f.seq BETWEEN p.first AND p.last
  JOIN unison.events e ON e.organization_id = f.organization_id AND e.stream_id = f.stream_id AND e.version = f.version
  WHERE e.topic = ANY (p.types) AND (p.plants = '{}' OR e.meta->>'plant' = ANY (p.plants))
  ON CONFLICT (webhook_id, seq) DO UPDATE SET state = 'waiting', attempts = 0, first_at = NULL, next_at = NULL, created_at = now()
)
UPDATE unison.webhooks w SET replay_next = CASE WHEN p.last >= p.until THEN NULL ELSE p.last + 1 END,
  replay_until = CASE WHEN p.last >= p.until THEN NULL ELSE p.until END
FROM page p WHERE w.webhook_id = p.webhook_id RETURNING w.replay_next;

-- note_outcomes --
UPDATE unison.webhook_deliveries d SET state = o.state, attempts = d.attempts + 1, first_at = coalesce(d.first_at, %(at)s),
  tried_at = %(at)s, next_at = o.next_at, status = o.status, duration_ms = o.duration_ms, answer = o.answer, error = o.error
FROM json_to_recordset(%(outcomes)s)
  AS o(seq bigint, state text, next_at timestamptz, status integer, duration_ms integer, answer text, error text)
WHERE d.webhook_id = %(webhook)s AND d.seq = o.seq AND d.state = 'waiting';

-- note_success --
UPDATE unison.webhooks SET failures = 0, failing_since = NULL, next_at = %(next_at)s, last_error = NULL WHERE webhook_id = %(webhook)s;

-- note_failure --
UPDATE unison.webhooks SET failures = failures + 1, failing_since = coalesce(failing_since, %(at)s), next_at = %(next_at)s,
  last_error = %(error)s WHERE webhook_id = %(webhook)s;

-- note_permission --
UPDATE unison.webhooks SET permitted_at = %(at)s, permitted_per_minute = %(per_minute)s, failures = 0, failing_since = NULL,
  next_at = NULL, last_error = NULL WHERE webhook_id = %(webhook)s;

-- switch_off --
-- What it took is kept; from there it goes on when it is switched on again.
UPDATE unison.webhooks w SET off_at = %(at)s, off_reason = %(reason)s, off_seq = greatest(w.start_seq, (
  SELECT max(d.seq) FROM unison.webhook_deliveries d WHERE d.webhook_id = w.webhook_id))
WHERE w.webhook_id = %(webhook)s AND w.off_at IS NULL RETURNING w.organization_id, w.name;

-- give_notice_of_off --
SELECT unison.give_notice(%(organization)s, 'webhook_off', %(about)s, %(told)s::jsonb);

-- find_next --
-- When there is something to do; null: nothing. Now where somebody has woken it meanwhile.
SELECT CASE WHEN w.wake_at <= %(at)s THEN %(at)s::timestamptz WHEN work.at IS NOT NULL THEN greatest(w.next_at, work.at) END AS next_at
FROM unison.webhooks w CROSS JOIN LATERAL (SELECT least(
  CASE WHEN w.off_at IS NULL AND (w.permitted_at IS NULL OR w.replay_next IS NOT NULL) THEN %(at)s::timestamptz END,
  (SELECT min(d.next_at) FROM unison.webhook_deliveries d
    WHERE d.webhook_id = w.webhook_id AND d.state = 'waiting' AND d.next_at > %(at)s AND (d.seq = 0 OR w.off_at IS NULL)),
  (SELECT %(at)s::timestamptz FROM unison.webhook_deliveries d
    WHERE d.webhook_id = w.webhook_id AND d.state = 'waiting' AND (d.seq = 0 OR w.off_at IS NULL)
      AND d.seq < coalesce(w.replay_next, 9223372036854775807)
      AND d.stream_id NOT IN (SELECT h.stream_id FROM unison.webhook_deliveries h
        WHERE h.webhook_id = w.webhook_id AND h.state = 'waiting' AND h.next_at > %(at)s) LIMIT 1)) AS at) work
WHERE w.webhook_id = %(webhook)s;

-- wake --
SELECT unison.wake_webhook(%(webhook)s, %(at)s);

-- forget_deliveries --
DELETE FROM unison.webhook_deliveries WHERE state <> 'waiting' AND tried_at < %(before)s;

-- forget_secrets --
DELETE FROM unison.webhook_secrets WHERE until < %(at)s;

-- list_forgotten --
-- Webhooks whose job was lost: something waits, and nobody will look.
SELECT w.webhook_id FROM unison.webhooks w
WHERE w.off_at IS NULL AND (w.wake_at IS NULL OR w.wake_at < %(at)s::timestamptz - interval '5 minutes')
  AND (w.next_at IS NULL OR w.next_at <= %(at)s)
  AND (w.replay_next IS NOT NULL OR w.permitted_at IS NULL OR EXISTS (
    SELECT FROM unison.webhook_deliveries d WHERE d.webhook_id = w.webhook_id AND d.state = 'waiting'));
