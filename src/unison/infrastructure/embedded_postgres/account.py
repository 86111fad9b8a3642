"""Who runs the server: ourselves, or, when we are root, a system user of its own."""

import os
import pwd
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from unison.infrastructure.embedded_postgres.refusals import DataFolderUnreachable, NoSystemUser, SocketFolderTaken

SYSTEM_USER = "unison"


@dataclass(frozen=True)
class Account:
    """A system account, and what can be done as it."""

    name: str
    uid: int
    gid: int

    @property
    def is_us(self) -> bool:
        return self.uid == os.geteuid()

    def run(
        self, *command: str | Path, folder: Path = Path("/"), output: IO[bytes] | int = subprocess.DEVNULL
    ) -> subprocess.CompletedProcess[str]:
        """Runs a program as this account, in `folder`, without a terminal.

        A session of its own, or Ctrl-C on the command that happened to start the server would end it. An environment
        of its own, or PGDATA, PGPORT and root's secrets would reach it.
        """
        return subprocess.run(  # noqa: S603 - programs of ours, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC", "HOME": "/"},
            start_new_session=True,
            user=None if self.is_us else self.uid,
            group=None if self.is_us else self.gid,
            extra_groups=None if self.is_us else (),
            text=True,
            check=False,
        )

    def may_enter(self, folder: Path) -> bool:
        # `test` and not the mode bits: access lists and mount options count too
        return self.run("test", "-x", folder).returncode == 0

    def may_read(self, file: Path) -> bool:
        return self.run("test", "-r", file).returncode == 0

    def make_data_folder(self, data: Path) -> None:
        """Makes `data` where it is missing. Where it is closed to us: DataFolderUnreachable, and nothing is changed."""
        path = (*reversed(data.parents), data)
        there = [folder for folder in path if os.path.isdir(folder)]
        blocking = next((folder for folder in there if not self.may_enter(folder)), None)
        if blocking:
            raise DataFolderUnreachable(data=data, blocking=blocking, account=self.name)
        for folder in path[len(there) :]:
            try:
                folder.mkdir(exist_ok=True)  # another process may be making it, too
            except OSError as error:
                raise DataFolderUnreachable(data=data, blocking=folder.parent, account=self.name) from error
            folder.chmod(0o755)  # whatever the umask: we have just made it, and the server must pass
        if not os.access(data, os.W_OK):
            raise DataFolderUnreachable(data=data, blocking=data, account=self.name)

    def make_private_folder(self, folder: Path) -> None:
        """A folder of mode 0700 of this account. Raises SocketFolderTaken if something else has its place.

        In /tmp anybody can be there first, so what is there is looked at and not just used.
        """
        try:
            folder.mkdir(mode=0o700)
            os.chown(folder, self.uid, self.gid)
        except FileExistsError:
            found = folder.lstat()
            if folder.is_symlink() or not folder.is_dir() or found.st_uid != self.uid or found.st_mode & 0o077:
                raise SocketFolderTaken(folder=folder, account=self.name) from None


def server_account(cluster: Path) -> Account:
    """The account that the server of `cluster` runs as. For root: the cluster's owner, as PostgreSQL wants."""
    if os.geteuid() != 0:
        return _account(os.geteuid())
    if cluster.exists() and cluster.stat().st_uid != 0:
        return _account(cluster.stat().st_uid)
    return _account(_system_user().pw_uid)


def _account(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:  # containers run as numbers without a name
        return Account(f"user {uid}", uid, os.getegid() if uid == os.geteuid() else uid)
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _system_user() -> pwd.struct_passwd:
    """The system user, made when missing. Raises NoSystemUser."""
    reason = "there is no useradd here"
    for _ in range(5):
        try:
            return pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
        if useradd is None:
            break
        made = subprocess.run(  # noqa: S603 - no shell, fixed arguments
            [useradd, "--system", "--user-group", "--no-create-home", "--home-dir=/nonexistent",
             "--shell=/usr/sbin/nologin", SYSTEM_USER],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if made.returncode:
            reason = made.stderr.strip() or f"useradd answered {made.returncode}"
            time.sleep(0.2)  # another process may be making the same one: useradd locks the file
    raise NoSystemUser(name=SYSTEM_USER, reason=reason)
