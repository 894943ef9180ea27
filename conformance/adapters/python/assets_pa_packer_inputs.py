"""The files that an asset is made of; assets-pa, section 15.1."""

import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass

from assets_pa_packer_paths import find_status
from file_kinds import kind_of

_CHUNK = 1 << 20


@dataclass(frozen=True)
class InputFile:
    """A regular file as it was when it was judged, links resolved."""

    location: bytes
    status: os.stat_result

    @property
    def size(self) -> int:
        return self.status.st_size


class InputChanged(Exception):
    """A file changed while the workspace was read: there is no result."""


def find_input(root: bytes, path: str, refuse: Callable) -> InputFile | None:
    """The file at a path from the root of its asset; what stands against it is refused."""
    location = os.path.realpath(os.path.join(root, path.encode()))
    status = find_status(location, follows=True)
    if status is None:
        refuse("input-missing")
        return None
    if not location.startswith(os.path.realpath(root) + b"/"):
        refuse("input-outside-root")
        return None
    if not stat.S_ISREG(status.st_mode):
        refuse("input-special-file", kind=kind_of(status.st_mode))
        return None
    return InputFile(location, status)


class InputReader:
    """Reads inputs, each always with the same content."""

    def __init__(self) -> None:
        self._digests: dict[bytes, str] = {}

    def digest(self, file: InputFile) -> str:
        """SHA-256 of the content, in hexadecimal."""
        if file.location not in self._digests:
            self.copy(file, lambda _: None)
        return self._digests[file.location]

    def copy(self, file: InputFile, put: Callable[[bytes], object]) -> None:
        """Gives the content piece by piece."""
        digest = hashlib.sha256()
        count = 0
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        with open(os.open(file.location, flags), "rb", buffering=0) as opened:
            if _to_state(os.fstat(opened.fileno())) != _to_state(file.status):
                raise InputChanged
            # What grows is not followed beyond the size that it had.
            while count <= file.size and (chunk := opened.read(_CHUNK)):
                digest.update(chunk)
                put(chunk)
                count += len(chunk)
        known = self._digests.setdefault(file.location, digest.hexdigest())
        if count != file.size or known != digest.hexdigest():
            raise InputChanged


def _to_state(status: os.stat_result) -> tuple[int, ...]:
    return (status.st_mode, status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
