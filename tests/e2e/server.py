"""A server with the demo plant for the end-to-end test: in a fresh folder, on a free port, gone at the end.

Prints one line of JSON when it answers: {url, organization, login, password}; with `--fresh` there is no demo, and it is
{url, setup_code}. Stops when its standard input ends, so it
also stops when whoever started it is killed.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).parents[2]
READY_S = 180


def main() -> None:
    fresh = "--fresh" in sys.argv[1:]
    if not (ROOT / "frontend" / "dist" / "index.html").is_file():
        sys.exit("There is no frontend/dist. Build the front end first: npm run build in frontend/.")
    # Unison makes the folder itself: its database runs under a user that must be able to reach it
    folder = Path(tempfile.gettempdir()) / f"unison-e2e-{uuid.uuid4().hex[:12]}"
    port = free_port()
    told = Path(f"{folder}.log")
    with told.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "unison.cli", "serve", *([] if fresh else ["--demo"])],
            cwd=ROOT,
            env=os.environ | environment(folder, port),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        print(json.dumps(ready(server, told, f"http://127.0.0.1:{port}")), flush=True)
        sys.stdin.read()
    finally:
        stop(server)
        shutil.rmtree(folder, ignore_errors=True)
        told.unlink(missing_ok=True)


def environment(folder: Path, port: int) -> dict[str, str]:
    """With the example of an extension, and webhooks to a receiver on this machine."""
    example = str(ROOT / "docs/examples/key_customers")
    return {
        "UNISON_DATA": str(folder),
        "UNISON_PORT": str(port),
        "UNISON_EXTENSIONS": "key_customers",
        "UNISON_WEBHOOK_PRIVATE": "127.0.0.1/32",
        "KEY_CUSTOMERS": "Customer 12",
        "PYTHONPATH": os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), example])),
        "PYTHONUNBUFFERED": "1",
    }


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def ready(server: "subprocess.Popen[bytes]", told: Path, url: str) -> dict[str, str]:
    """The printed login, or the setup code where there is none, once the server answers."""
    deadline = time.monotonic() + READY_S
    while time.monotonic() < deadline and server.poll() is None:
        said = told.read_text(errors="replace")
        login = re.search(r"Sign in: organization (\S+), login (\S+), password (\S+)", said)
        code = re.search(r"with the setup code (\S+)", said)
        if (login or code) and answers(f"{url}/openapi.json"):
            if login:
                return {"url": url, "organization": login[1], "login": login[2], "password": login[3]}
            return {"url": url, "setup_code": code[1] if code else ""}
        time.sleep(0.2)
    sys.exit(f"The server did not come up:\n{told.read_text(errors='replace')}")


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - the address is our own
            return answer.status == 200
    except OSError:
        return False


def stop(server: "subprocess.Popen[bytes]") -> None:
    """As Ctrl-C does; by force when it does not end within half a minute."""
    if server.poll() is not None:
        return
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=30)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def ended(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(143)  # by way of main's end, which stops the server


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, ended)
    main()
