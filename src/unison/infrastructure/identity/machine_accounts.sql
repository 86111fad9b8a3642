-- note_use_of_key --
UPDATE unison.machine_keys SET last_used_at = greatest(last_used_at, now())
WHERE organization_id = unison.organization() AND key = %(key)s;

-- list_machine_accounts --
SELECT m.account_id, m.machine_account, m.purpose, m.role, m.permissions, m.plants, m.expires_at, m.disabled_at, m.created_at,
  (SELECT max(k.last_used_at) FROM unison.machine_keys k
    WHERE k.organization_id = m.organization_id AND k.account_id = m.account_id) AS last_used_at,
  ARRAY(SELECT json_build_object('key', k.key, 'note', k.note, 'added_at', k.added_at, 'expires_at', k.expires_at,
      'revoked_at', k.revoked_at, 'last_used_at', k.last_used_at)
    FROM unison.machine_keys k WHERE k.organization_id = m.organization_id AND k.account_id = m.account_id
    ORDER BY k.added_at, k.key) AS keys
FROM unison.machine_accounts m WHERE m.organization_id = unison.organization()
ORDER BY m.machine_account LIMIT %(limit)s OFFSET %(offset)s;
