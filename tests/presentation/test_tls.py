"""The server speaks TLS itself, and takes a renewed certificate over while it runs."""

import shutil
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import trustme
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.presentation.showing import serving
from unison.main import application
from unison.presentation.door.certificate import Certificate
from unison.settings import Settings


@dataclass(frozen=True)
class Secure:
    """A server over TLS, and how its authority is believed."""

    address: str
    trust: ssl.SSLContext


def issue(authority: trustme.CA, folder: Path) -> tuple[Path, Path]:
    made = authority.issue_cert("127.0.0.1")
    chain, key = folder / "chain.pem", folder / "key.pem"
    made.private_key_pem.write_to_path(key)
    chain.write_bytes(b"".join(blob.bytes() for blob in made.cert_chain_pems))
    return chain, key


@pytest.fixture(scope="module")
def secure(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secure]:
    folder, authority = tmp_path_factory.mktemp("tls"), trustme.CA()
    chain, key = issue(authority, folder)
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    settings = Settings(data=folder, tls_cert=chain, tls_key=key)
    with serving(application(settings, database_url), settings) as address:
        yield Secure(address, trust)


def test_answers_come_by_tls_and_say_to_come_back_by_it(secure: Secure) -> None:
    answer = httpx.get(f"https://{secure.address}/healthz", verify=secure.trust)
    assert answer.status_code == 200
    assert answer.headers["strict-transport-security"].startswith("max-age=")


def test_a_stranger_is_not_believed(secure: Secure) -> None:
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(f"https://{secure.address}/healthz")


def test_nothing_is_answered_in_the_clear(secure: Secure) -> None:
    with pytest.raises(httpx.TransportError):
        httpx.get(f"http://{secure.address}/healthz")


def test_a_websocket_comes_by_tls(secure: Secure) -> None:
    """To the door, which asks for a token."""
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(f"wss://{secure.address}/api/v1/live?after=7", ssl=secure.trust),
    ):
        pass
    assert refused.value.response.status_code < 500


def test_a_renewed_certificate_is_taken_over_and_a_broken_one_is_not(tmp_path: Path) -> None:
    old, new = trustme.CA(), trustme.CA()
    chain, key = issue(old, tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    certificate = Certificate(chain, key)
    assert not certificate.renew(context)
    chain.write_text("half of it")
    assert not certificate.renew(context)
    assert shown_by(context, old)
    issue(new, tmp_path)
    assert certificate.renew(context)
    assert shown_by(context, new)
    assert not shown_by(context, old)
    shutil.rmtree(tmp_path)
    assert not certificate.renew(context)


def shown_by(context: ssl.SSLContext, authority: trustme.CA) -> bool:
    """Whether who believes the authority believes the server."""
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    server = context.wrap_bio(to_server, to_client, server_side=True)
    client = trust.wrap_bio(to_client, to_server, server_hostname="127.0.0.1")
    for side in (client, server, client, server):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
        except ssl.SSLCertVerificationError:
            return False
    return True
