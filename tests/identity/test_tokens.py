"""The signing key and the tokens it signs."""

import json
import stat
from pathlib import Path
from uuid import uuid4

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from unison.infrastructure import tokens
from unison.infrastructure.tokens import TokenExpired, TokenMalformed, TokenSigner

WHO = (uuid4(), uuid4())


def test_the_key_is_made_once_for_its_owner_alone_and_other_secrets_stay(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.json"
    secrets.write_text('{"database_password": "kept"}')
    token, _ = TokenSigner.of_folder(tmp_path, life_s=60).sign(*WHO, "operator", ())
    assert TokenSigner.of_folder(tmp_path, life_s=60).verify(token).user_id == WHO[1]
    assert json.loads(secrets.read_text())["database_password"] == "kept"
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o600


def test_a_token_says_what_was_signed() -> None:
    signer = TokenSigner(Ed25519PrivateKey.generate(), life_s=60)
    token, expires_at = signer.sign(*WHO, "auditor", ("main", "a,b"))
    claims = signer.verify(token)
    assert (claims.organization_id, claims.user_id) == WHO
    assert (claims.role, claims.plants, claims.expires_at) == ("auditor", ("main", "a,b"), expires_at)


def test_a_token_expires_also_when_it_was_verified_before(monkeypatch: pytest.MonkeyPatch) -> None:
    signer = TokenSigner(Ed25519PrivateKey.generate(), life_s=60)
    token, expires_at = signer.sign(*WHO, "operator", ())
    signer.verify(token)
    monkeypatch.setattr(tokens.time, "time", expires_at.timestamp)
    with pytest.raises(TokenExpired):
        signer.verify(token)


def test_a_token_that_has_expired_is_refused_at_first_sight() -> None:
    signer = TokenSigner(Ed25519PrivateKey.generate(), life_s=-1)
    with pytest.raises(TokenExpired):
        signer.verify(signer.sign(*WHO, "operator", ())[0])


def test_a_token_of_another_key_or_another_algorithm_is_refused() -> None:
    key = Ed25519PrivateKey.generate()
    said: dict[str, object] = {
        "iss": "unison",
        "sub": str(WHO[1]),
        "org": str(WHO[0]),
        "role": "admin",
        "plants": ["main"],
        "exp": 4_000_000_000,
    }
    foreign = TokenSigner(Ed25519PrivateKey.generate(), life_s=60).sign(*WHO, "admin", ())[0]
    with_public_key_as_secret = jwt.encode(said, key.public_key().public_bytes_raw().hex(), algorithm="HS256")
    for token in (foreign, with_public_key_as_secret, "", "a.b", "a.b.c"):
        with pytest.raises(TokenMalformed):
            TokenSigner(key, life_s=60).verify(token)


def test_of_many_tokens_the_last_ones_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "_KEPT_TOKENS", 2)
    signer = TokenSigner(Ed25519PrivateKey.generate(), life_s=60)
    signed = [signer.sign(uuid4(), uuid4(), "operator", ())[0] for _ in range(5)]
    for token in signed + signed:
        assert signer.verify(token).role == "operator"
