"""Behind nginx as docs/operations.md has it: TLS, who asks, WebSockets, bounds; and who is no proxy is not believed."""

import json
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

import httpx
import pytest
import trustme
from websockets.sync.client import connect

from tests import accounts
from tests.conftest import make_organization
from tests.house import ROOT
from tests.presentation.showing import serving
from unison.infrastructure import database
from unison.main import application
from unison.settings import Settings

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
pytestmark = pytest.mark.skipif(not Path(NGINX).exists(), reason="there is no nginx: apt-get install nginx-light")

PROXY, SOMEBODY, STRANGER = "127.0.0.1", "127.0.0.2", "127.0.0.3"
"""Three addresses of this machine. The first alone is trusted as a proxy's."""


@dataclass(frozen=True)
class Behind:
    """A server by its proxy and by itself, and who may ask it."""

    proxy: str
    direct: str
    trust: ssl.SSLContext
    token: str
    slug: str

    def ask(self, address: str, at: str | None = None) -> httpx.Client:
        """From an address of this machine: by the proxy, or straight."""
        transport = httpx.HTTPTransport(local_address=address, verify=self.trust)
        headers = {"X-Forwarded-For": "6.6.6.6", "X-Forwarded-Proto": "https"}
        return httpx.Client(base_url=at or f"https://{self.proxy}", headers=headers, transport=transport, timeout=30)

    def addresses_of_failures(self) -> list[str]:
        headers = {"Authorization": f"Bearer {self.token}"}
        with self.ask(SOMEBODY) as client:
            told = client.get("/api/v1/security-log", params={"kind": "sign_in_failed"}, headers=headers).json()
        return [entry["address"] for entry in told]


def configuration(folder: Path, port: int, upstream: str, chain: Path, key: Path) -> str:
    """The page's, with other addresses and files."""
    found = re.search(r"```nginx\n(.*?)```", (ROOT / "docs/operations.md").read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    served = found[1]
    for told, here in (
        ("listen 443 ssl", f"listen {PROXY}:{port} ssl"),
        ("http://127.0.0.1:8000", f"http://{upstream}"),
        ("/etc/unison/fullchain.pem", str(chain)),
        ("/etc/unison/key.pem", str(key)),
    ):
        assert told in served
        served = served.replace(told, here)
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"user root; pid {folder}/pid; daemon off; events {{}} http {{ access_log off; {places} {served} }}"


@pytest.fixture(scope="module")
def behind(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    folder = tmp_path_factory.mktemp("proxy")
    authority = trustme.CA()
    made, trust = authority.issue_cert("localhost", PROXY), ssl.create_default_context()
    authority.configure_trust(trust)
    chain, key = folder / "chain.pem", folder / "key.pem"
    made.private_key_pem.write_to_path(key)
    chain.write_bytes(b"".join(blob.bytes() for blob in made.cert_chain_pems))
    with socket.create_server((PROXY, 0)) as free:
        port = free.getsockname()[1]
    settings = Settings(data=folder, trusted_proxies=(ip_network(f"{PROXY}/32"),))
    with serving(application(settings, database_url), settings) as upstream:
        told = folder / "nginx.conf"
        told.write_text(configuration(folder, port, upstream, chain, key))
        nginx = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(told), "-e", str(folder / "errors")])
        try:
            wait_for(port)
            with database.connect(database_url, "owner") as owner:
                organization = make_organization(owner)
                token = accounts.token(owner, accounts.signer(database_url, folder), organization.id, "admin")
            yield Behind(f"{PROXY}:{port}", f"http://{upstream}", trust, token, organization.slug)
        finally:
            nginx.terminate()
            nginx.wait(timeout=20)


def wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex((PROXY, port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx does not listen")


def test_the_address_is_whoever_asked_the_proxy_and_nobody_says_their_own(behind: Behind) -> None:
    wrong = {"organization": behind.slug, "login": "nobody", "password": "wrong password 1"}
    with behind.ask(SOMEBODY) as client:
        assert client.post("/api/v1/auth/sign-in", json=wrong).status_code == 401
    assert behind.addresses_of_failures() == [SOMEBODY]
    with behind.ask(STRANGER, behind.direct) as client:
        assert client.post("/api/v1/auth/sign-in", json=wrong).status_code == 401
    assert behind.addresses_of_failures() == [STRANGER, SOMEBODY]


def test_by_tls_a_browser_is_told_to_come_back_by_it_and_a_stranger_does_not_say_so(behind: Behind) -> None:
    with behind.ask(SOMEBODY) as client:
        assert client.get("/healthz").headers["strict-transport-security"].startswith("max-age=")
    with behind.ask(STRANGER, behind.direct) as client:
        assert "strict-transport-security" not in client.get("/healthz").headers


def test_a_websocket_passes_and_tells(behind: Behind) -> None:
    with connect(f"wss://{behind.proxy}/api/v1/live", ssl=behind.trust, origin=f"https://{behind.proxy}") as live:  # pyright: ignore[reportArgumentType]
        live.send(json.dumps({"token": behind.token, "subscribe": ["oee"]}))
        assert json.loads(live.recv(timeout=20)) == {"subscribed": ["oee"]}


def test_a_body_is_bounded_by_the_route_and_by_the_proxy(behind: Behind) -> None:
    headers = {"Authorization": f"Bearer {behind.token}", "Content-Type": "application/json"}
    with behind.ask(SOMEBODY) as client:
        told = client.post("/api/v1/lots/move", content=b"{" + b" " * 2 * 2**20, headers=headers)
        assert (told.status_code, told.headers["content-type"]) == (413, "application/problem+json")
        assert client.post("/api/v1/commands", content=b" " * 7 * 2**20, headers=headers).status_code == 413
