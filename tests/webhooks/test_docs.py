"""The code in docs/webhooks.md verifies what is sent, and nothing else."""

import json
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from unison.shared.time import now
from unison.webhooks.signing import new_secret, shown, signed_headers

TEXT = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text()
NODE = shutil.which("node") or str(Path(sys.executable).with_name("node"))
SECRET, OTHER = new_secret(), new_secret()
BODY = '{"Straße": 1}'.encode()


def cases() -> list[tuple[dict[str, str], bytes, bool]]:
    """Made when they are needed: a signature is good for minutes."""
    good = signed_headers("1-ab", now(), BODY, [OTHER, SECRET])
    return [
        (good, BODY, True),
        (good, BODY + b" ", False),
        (good | {"webhook-id": "2-ab"}, BODY, False),
        (signed_headers("1-ab", now(), BODY, [OTHER]), BODY, False),
        (signed_headers("1-ab", now() - timedelta(minutes=6), BODY, [SECRET]), BODY, False),
    ]


def _code(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    return found


def test_in_python() -> None:
    given: dict[str, Any] = {}
    exec(_code("python"), given)  # noqa: S102 - our own page
    found = [given["is_ours"](shown(SECRET), headers, body) for headers, body, _ in cases()]
    assert found == [ours for _, _, ours in cases()]


def test_in_node(tmp_path: Path) -> None:
    told = json.dumps([[headers, body.decode(), ours] for headers, body, ours in cases()])
    (tmp_path / "verify.mjs").write_text(
        f"{_code('js')}\nfor (const [headers, body, ours] of {told})\n"
        f"  if (isOurs({json.dumps(shown(SECRET))}, headers, Buffer.from(body)) !== ours) process.exit(1)\n"
    )
    assert subprocess.run([NODE, tmp_path / "verify.mjs"], check=False).returncode == 0
