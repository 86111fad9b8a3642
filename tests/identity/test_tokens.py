"""The signing key and the tokens it signs."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any
from uuid import uuid4

import jwt
import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from unison.infrastructure import tokens
from unison.infrastructure.signing_keys import SigningKeys
from unison.infrastructure.tokens import TokenExpired, TokenMalformed, TokenSigner

WHO = (uuid4(), uuid4(), uuid4())


def run[**P](test: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """A test that waits."""

    @wraps(test)
    def ran(*args: P.args, **kwargs: P.kwargs) -> None:
        asyncio.run(test(*args, **kwargs))

    return ran


class Keys:
    """The keys as a database has them, which a test changes; counts how often they are read."""

    def __init__(self, *private: Ed25519PrivateKey) -> None:
        self.private, self.read = private, 0

    async def load(self) -> SigningKeys:
        self.read += 1
        return SigningKeys.of(*self.private)


@run
async def test_a_rotated_key_signs_and_the_one_before_verifies(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    keys = Keys(old)
    signer = TokenSigner(keys.load, life_s=60)
    before = (await signer.current()).sign(*WHO)[0]
    keys.private = (new, old)
    monkeypatch.setattr(tokens, "_KEYS_KEPT_S", 0)
    after = (await signer.current()).sign(*WHO)[0]
    assert jwt.get_unverified_header(before)["kid"] != jwt.get_unverified_header(after)["kid"]
    for token in (before, after):
        assert (await signer.claims(token)).account_id == WHO[1]


@run
async def test_what_a_revoked_key_signed_is_refused_though_it_was_verified_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys = Keys(Ed25519PrivateKey.generate())
    signer = TokenSigner(keys.load, life_s=60)
    token = (await signer.current()).sign(*WHO)[0]
    await signer.claims(token)
    keys.private = (Ed25519PrivateKey.generate(),)
    monkeypatch.setattr(tokens, "_KEYS_KEPT_S", 0)
    with pytest.raises(TokenMalformed):
        await signer.claims(token)


@run
async def test_a_key_that_another_process_made_a_moment_ago_is_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    new = Ed25519PrivateKey.generate()
    keys = Keys(Ed25519PrivateKey.generate())
    signer = TokenSigner(keys.load, life_s=60)
    await signer.current()
    keys.private = (new, *keys.private)
    monkeypatch.setattr(tokens, "_UNKNOWN_KEY_S", 0)
    token = TokenSigner.of_key(new, life_s=60).sign(*WHO)[0]
    assert (await signer.claims(token)).account_id == WHO[1]


@run
async def test_tokens_of_keys_that_nobody_has_cause_no_reading_each() -> None:
    keys = Keys(Ed25519PrivateKey.generate())
    signer = TokenSigner(keys.load, life_s=60)
    for _ in range(20):
        with pytest.raises(TokenMalformed):
            await signer.claims(TokenSigner.of_key(Ed25519PrivateKey.generate(), life_s=60).sign(*WHO)[0])
    assert keys.read < 20


@run
async def test_keys_that_were_read_count_on_while_the_database_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = Keys(Ed25519PrivateKey.generate())
    signer = TokenSigner(keys.load, life_s=60)
    token = (await signer.current()).sign(*WHO)[0]

    async def fail() -> SigningKeys:
        raise psycopg.OperationalError

    monkeypatch.setattr(signer, "_load", fail)
    monkeypatch.setattr(tokens, "_KEYS_KEPT_S", 0)
    assert (await signer.claims(token)).account_id == WHO[1]


def test_a_token_says_what_was_signed() -> None:
    signer = TokenSigner.of_key(Ed25519PrivateKey.generate(), life_s=60)
    token, expires_at = signer.sign(*WHO)
    claims = signer.verify(token)
    assert (claims.organization_id, claims.account_id, claims.session_id) == WHO
    assert (claims.kind, claims.station_id, claims.expires_at) == ("person", None, expires_at)
    at_station = signer.verify(signer.sign(*WHO, station=(station := uuid4()))[0])
    assert (at_station.account_id, at_station.station_id) == (WHO[1], station)


def test_a_token_expires_also_when_it_was_verified_before(monkeypatch: pytest.MonkeyPatch) -> None:
    signer = TokenSigner.of_key(Ed25519PrivateKey.generate(), life_s=60)
    token, expires_at = signer.sign(*WHO)
    signer.verify(token)
    monkeypatch.setattr(tokens.time, "time", expires_at.timestamp)
    with pytest.raises(TokenExpired):
        signer.verify(token)


def test_a_token_that_has_expired_is_refused_at_first_sight() -> None:
    signer = TokenSigner.of_key(Ed25519PrivateKey.generate(), life_s=-1)
    with pytest.raises(TokenExpired):
        signer.verify(signer.sign(*WHO)[0])


def test_a_token_of_another_key_or_another_algorithm_is_refused() -> None:
    key = Ed25519PrivateKey.generate()
    said: dict[str, object] = {
        "iss": "unison",
        "sub": str(WHO[1]),
        "org": str(WHO[0]),
        "sid": str(WHO[2]),
        "knd": "person",
        "iat": 1_000_000_000,
        "exp": 4_000_000_000,
    }
    foreign = TokenSigner.of_key(Ed25519PrivateKey.generate(), life_s=60).sign(*WHO)[0]
    with_public_key_as_secret = jwt.encode(said, key.public_key().public_bytes_raw().hex(), algorithm="HS256")
    for token in (foreign, with_public_key_as_secret, "", "a.b", "a.b.c"):
        with pytest.raises(TokenMalformed):
            TokenSigner.of_key(key, life_s=60).verify(token)


def test_of_many_tokens_the_last_ones_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "_KEPT_TOKENS", 2)
    signer = TokenSigner.of_key(Ed25519PrivateKey.generate(), life_s=60)
    signed = [signer.sign(uuid4(), uuid4(), uuid4())[0] for _ in range(5)]
    for token in signed + signed:
        assert signer.verify(token).kind == "person"
