-- forget_expired_tokens --
DELETE FROM unison.refresh_tokens
WHERE organization_id = unison.organization() AND user_id = %(user_id)s AND expires_at < now();

-- add_refresh_token --
INSERT INTO unison.refresh_tokens (organization_id, token_hash, family_id, user_id, expires_at)
VALUES (unison.organization(), %(token_hash)s, %(family_id)s, %(user_id)s, now() + make_interval(days => %(days)s))
RETURNING expires_at;

-- use_refresh_token --
-- One use each: of two that come at once, one gets a row.
UPDATE unison.refresh_tokens t SET used_at = now() FROM unison.users u
WHERE t.organization_id = unison.organization() AND t.token_hash = %(token_hash)s AND t.used_at IS NULL
  AND t.revoked_at IS NULL AND t.expires_at > now() AND u.organization_id = t.organization_id AND u.user_id = t.user_id AND u.disabled_at IS NULL
RETURNING t.family_id, t.user_id;

-- use_lost_refresh_token --
-- Once more within the grace: the answer to its use was lost, so nobody has used the token that it led to, nor has anybody
-- been given another one since. That one is void now.
UPDATE unison.refresh_tokens t SET revoked_at = now() FROM unison.refresh_tokens lost, unison.users u
WHERE lost.organization_id = unison.organization() AND lost.token_hash = %(token_hash)s
  AND lost.used_at > now() - make_interval(secs => %(grace_s)s) AND lost.revoked_at IS NULL AND lost.expires_at > now()
  AND t.organization_id = lost.organization_id AND t.family_id = lost.family_id AND t.used_at IS NULL
  AND t.revoked_at IS NULL AND u.organization_id = lost.organization_id AND u.user_id = lost.user_id AND u.disabled_at IS NULL
  AND NOT EXISTS (
    SELECT FROM unison.refresh_tokens later
    WHERE later.organization_id = lost.organization_id AND later.family_id = lost.family_id
      AND (later.used_at > lost.used_at OR later.revoked_at IS NOT NULL)
  )
RETURNING lost.family_id, lost.user_id;

-- revoke_family --
UPDATE unison.refresh_tokens SET revoked_at = now()
WHERE organization_id = unison.organization() AND revoked_at IS NULL AND family_id = (
  SELECT family_id FROM unison.refresh_tokens
  WHERE organization_id = unison.organization() AND token_hash = %(token_hash)s
);

-- revoke_others --
UPDATE unison.refresh_tokens SET revoked_at = now()
WHERE organization_id = unison.organization() AND user_id = %(user_id)s AND revoked_at IS NULL AND family_id <> %(session_id)s;
