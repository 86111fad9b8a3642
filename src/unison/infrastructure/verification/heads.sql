-- find_head --
SELECT seq, hash FROM unison.chain_heads WHERE organization_id = %(organization)s;

-- list_heads --
SELECT organization_id, seq, chain, tree, note, key, signed_at FROM unison.signed_heads
WHERE organization_id = %(organization)s ORDER BY seq;

-- add_head --
INSERT INTO unison.signed_heads (organization_id, seq, chain, tree, note, key, signed_at)
VALUES (%(organization)s, %(seq)s, %(chain)s, %(tree)s, %(note)s, %(key)s, %(at)s) ON CONFLICT DO NOTHING;

-- find_key --
SELECT sealed FROM unison.head_keys ORDER BY made_at DESC LIMIT 1;

-- add_key --
INSERT INTO unison.head_keys (key, sealed) VALUES (%(key)s, %(sealed)s);

-- count_nodes --
SELECT count(*) AS count FROM unison.tree_nodes WHERE organization_id = %(organization)s AND level = %(level)s;

-- keep_node --
INSERT INTO unison.tree_nodes (organization_id, level, number, hash) VALUES (%(organization)s, %(level)s, %(number)s, %(hash)s)
ON CONFLICT DO NOTHING;

-- list_leaves --
SELECT hash FROM unison.feed WHERE organization_id = %(organization)s AND seq BETWEEN %(first)s + 1 AND %(last)s + 1 ORDER BY seq;

-- list_nodes --
SELECT hash FROM unison.tree_nodes
WHERE organization_id = %(organization)s AND level = %(level)s AND number BETWEEN %(first)s AND %(last)s ORDER BY number;
