-- put_key --
INSERT INTO unison.seal_key (inner_pad, outer_pad) VALUES (%(inner)s, %(outer)s)
ON CONFLICT (one) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad;

-- put_first_key --
INSERT INTO unison.seal_key (inner_pad, outer_pad) VALUES (%(inner)s, %(outer)s) ON CONFLICT (one) DO NOTHING;

-- enter_nowhere --
SELECT unison.enter(%(organization)s, %(seal)s), set_config('app.plants', %(plants)s, true);

-- find_whether_sealed --
SELECT unison.is_sealed();
