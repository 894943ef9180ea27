"""The members of a package that lies in a folder, as the contracts of packages have them."""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from file_kinds import kind_of

_CHUNK = 1 << 20


@dataclass(frozen=True)
class FolderMember:
    """A file, or a folder that is empty."""

    path: str
    type: str
    size: int
    executable: bool
    location: bytes

    @cached_property
    def sha256(self) -> str | None:
        if self.type != "file":
            return None
        digest = hashlib.sha256()
        for chunk in self.chunks():
            digest.update(chunk)
        return digest.hexdigest()

    def observe(self) -> dict:
        observed: dict = {"path": self.path, "type": self.type, "size": self.size}
        return observed if self.sha256 is None else {**observed, "sha256": self.sha256}

    def data(self) -> bytes:
        return b"".join(self.chunks())

    def read(self, offset: int, length: int) -> bytes:
        """Some bytes of the file; fewer where it ends before."""
        with self._open() as file:
            file.seek(min(offset, self.size))
            return file.read(length)

    def _open(self):
        # What has become something else than a file since is not opened.
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        return open(os.open(self.location, flags), "rb", buffering=0)

    def chunks(self) -> Iterator[bytes]:
        """The bytes of the file, piece by piece."""
        with self._open() as file:
            left = self.size
            while left > 0 and (chunk := file.read(min(_CHUNK, left))):
                left -= len(chunk)
                yield chunk


class FolderSource:
    """A folder that is judged."""

    def __init__(self, path: str | os.PathLike) -> None:
        self.root = os.fsencode(path)

    def __enter__(self) -> "FolderSource":
        return self

    def __exit__(self, *_: object) -> None:
        """A folder holds nothing open."""


def read_folder(source: FolderSource, contract: str, judging) -> list[FolderMember]:
    """The members sorted by path; the rules on folders are those of the contract."""
    members = _Walk(source, contract, judging).members
    return sorted(members, key=lambda member: member.path)


class _TooLarge(Exception):
    """A limit is exceeded; nothing further is read."""

    def __init__(self, limit: int, unit: str) -> None:
        super().__init__(limit, unit)
        self.limit = limit
        self.unit = unit


class _Walk:
    def __init__(self, source: FolderSource, contract: str, judging) -> None:
        self.judging = judging
        self.members: list[FolderMember] = []
        self.total = 0
        self.entries = 0
        self._problems: list[tuple[str, str, dict]] = []
        try:
            self._visit(source.root, "", 0)
        except _TooLarge as beyond:
            # What else was met until then depends on the way, so this is all that is said.
            self.members = []
            judging.add(f"{contract}/folder-too-large", {}, {"limit": beyond.limit, "unit": beyond.unit})
            return
        for rule, shown, details in self._problems:
            judging.add(f"{contract}/{rule}", {"member": shown}, details)

    def _visit(self, location: bytes, path: str, depth: int) -> int:
        """Takes what is in a folder; how many entries count."""
        count = 0
        with os.scandir(location) as entries:
            most = self.judging.limits["archive.members"] - self.entries
            listed = sorted(islice(entries, most + 1), key=lambda entry: entry.name)
        self.entries += len(listed)
        self._check_limit("archive.members", self.entries, "members")
        for entry in listed:
            count += self._take(entry, path, depth + 1)
        return count

    def _take(self, entry: os.DirEntry, parent: str, depth: int) -> int:
        try:
            name = entry.name.decode("utf-8")
        except UnicodeDecodeError:
            shown = parent + entry.name.decode("utf-8", "replace")
            self._add("folder-unsafe-name", shown, problem="bytes that are not UTF-8")
            return 0
        path = parent + name
        self._check_name(path, name)
        self._check_lengths(path, entry.name, depth)
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISDIR(status.st_mode):
            if self._visit(entry.path, path + "/", depth) == 0:
                self._keep(FolderMember(path, "directory", 0, False, entry.path))
            return 1
        if not stat.S_ISREG(status.st_mode):
            kind = kind_of(status.st_mode)
            self._add("folder-special-file", path, kind=kind)
            return 0
        self.total += status.st_size
        self._check_limit("archive.total", self.total, "bytes in all")
        executable = bool(status.st_mode & stat.S_IXUSR)
        self._keep(FolderMember(path, "file", status.st_size, executable, entry.path))
        return 1

    def _keep(self, member: FolderMember) -> None:
        self.members.append(member)

    def _check_name(self, path: str, name: str) -> None:
        if "\\" in name:
            self._add("folder-unsafe-name", path, problem="a backslash")
        elif any(ord(c) < 0x20 or 0x7F <= ord(c) <= 0x9F for c in name):
            self._add("folder-unsafe-name", path, problem="a control character")

    def _check_lengths(self, path: str, name: bytes, depth: int) -> None:
        self._check_limit("archive.name", len(path.encode("utf-8")), "bytes in a name")
        self._check_limit("archive.segment", len(name), "bytes in a segment of a name")
        self._check_limit("archive.depth", depth, "segments in a name")

    def _check_limit(self, limit: str, value: int, unit: str) -> None:
        greatest = self.judging.limits[limit]
        if value > greatest:
            raise _TooLarge(greatest, unit)

    def _add(self, rule: str, path: str, **details: str) -> None:
        self._problems.append((rule, path, details))
