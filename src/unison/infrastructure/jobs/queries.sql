-- take_receipt --
INSERT INTO unison.job_receipts (organization_id, job_id) VALUES (%(organization)s, %(job)s)
ON CONFLICT DO NOTHING RETURNING true;

-- next_jobs --
SELECT kind, due_in_s FROM unison.next_jobs(%(kinds)s);

-- begin_try --
SELECT unison.begin_try(%(kind)s, %(message)s, %(tries)s);

-- try_later --
SELECT unison.try_later(%(kind)s, %(message)s, %(tries)s, %(error)s, %(after_s)s);

-- bury --
INSERT INTO unison.dead_jobs (organization_id, job_id, kind, body, error, attempts, enqueued_at)
VALUES (%(organization)s, %(job)s, %(kind)s, %(body)s, %(error)s, %(attempts)s, %(enqueued_at)s)
ON CONFLICT (job_id) DO UPDATE SET error = excluded.error, attempts = excluded.attempts, died_at = clock_timestamp();
