-- find_verification --
-- One that was asked for a while ago and has not begun waits for a worker; one that was cut short begins again by itself.
SELECT ended_at, checked, fault_seq, fault, greatest(asked_at, began_at) > coalesce(ended_at, '-infinity') IS TRUE AS running
FROM unison.verifications WHERE organization_id = unison.organization();

-- list_heads --
SELECT seq, note, key, signed_at FROM unison.signed_heads
WHERE organization_id = unison.organization() AND (%(before)s::bigint IS NULL OR seq < %(before)s)
ORDER BY seq DESC LIMIT %(limit)s;

-- ask_for_verification --
-- Nobody is at it, or whoever was has not been heard of for a day.
WITH asked AS (
  INSERT INTO unison.verifications AS v (organization_id, asked_at) VALUES (unison.organization(), clock_timestamp())
  ON CONFLICT (organization_id) DO UPDATE SET asked_at = excluded.asked_at
    WHERE greatest(v.asked_at, v.began_at) <= v.ended_at OR greatest(v.asked_at, v.began_at) < now() - interval '1 day'
  RETURNING organization_id
)
SELECT unison.enqueue('verify', organization_id, '{}'::jsonb) FROM asked;
