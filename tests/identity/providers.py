"""A provider of identities on this machine, and somebody who signs in there."""

import re
import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import httpx

CLIENT_ID, CLIENT_SECRET = "unison", "of-the-client"


@contextmanager
def providing(callback: str) -> Generator[str]:
    """Yields the provider's address. People come back from it to `callback`."""
    node = shutil.which("node")
    assert node is not None, "Node is not here: `make setup`"
    running = subprocess.Popen(
        [node, str(Path(__file__).with_name("oidc_provider.mjs")), callback],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert running.stdin is not None
    assert running.stdout is not None
    try:
        issuer = running.stdout.readline().strip()
        assert issuer.startswith("http"), "the provider did not begin"
        yield issuer
    finally:
        running.stdin.close()
        running.wait(timeout=20)
        running.stdout.close()


def spoil(issuer: str, what: str) -> None:
    """The next ID token is spoiled."""
    assert httpx.post(f"{issuer}/spoil?what={what}").status_code == 204


def sign_in_there(url: str, login: str, callback: str) -> str:
    """Follows the way through the provider's pages as a browser does; answers the address that it leads back to."""
    with httpx.Client() as browser:
        for _ in range(12):
            answer = browser.get(url)
            if answer.is_redirect:
                url = urljoin(url, answer.headers["location"])
            else:
                form = re.search(r'action="([^"]+)"', answer.text)
                assert form is not None, answer.text
                told = browser.post(urljoin(url, form[1]), data={"prompt": "login", "login": login, "password": "any"})
                url = urljoin(url, told.headers["location"])
            if url.startswith(callback):
                return url
    raise AssertionError(f"the way ended at {url}")
