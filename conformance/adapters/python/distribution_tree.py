"""The files of a repository that a reader looks at; distribution, sections 2 and 2.1."""

import hashlib
import os
import re
import stat
from functools import cached_property

from file_kinds import kind_of

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


class RepositoryFile:
    """A regular file, read once as a whole."""

    def __init__(self, path: str, location: bytes, size: int) -> None:
        self.path = path
        self.location = location
        self.size = size

    @cached_property
    def data(self) -> bytes:
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        with open(os.open(self.location, flags), "rb") as file:
            return file.read()

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def observe(self) -> dict:
        return {"path": self.path, "type": "file", "size": len(self.data), "sha256": self.sha256}


def find_file(root: bytes, path: str) -> RepositoryFile | None:
    """The regular file at a path; None for everything else."""
    location = os.path.join(root, os.fsencode(path))
    try:
        status = os.lstat(location)
    except (OSError, ValueError):
        return None
    return RepositoryFile(path, location, status.st_size) if stat.S_ISREG(status.st_mode) else None


class _TooLarge(Exception):
    pass


class Tree:
    """Everything below `dist`."""

    def __init__(self, root: bytes, judging) -> None:
        self.files: dict[str, RepositoryFile] = {}
        self._judging = judging
        self._entries = 0
        self._problems: list[tuple[str, str, dict]] = []
        try:
            if os.path.isdir(os.path.join(root, b"dist")) and not os.path.islink(os.path.join(root, b"dist")):
                self._visit(os.path.join(root, b"dist"), "dist/", 1)
            elif os.path.lexists(os.path.join(root, b"dist")):
                self._problems.append(("special-file", "dist", {"kind": "no directory"}))
        except _TooLarge as beyond:
            self.files = {}
            limit, unit = beyond.args
            judging.add("distribution/tree-too-large", {}, {"limit": limit, "unit": unit})
            return
        for rule, path, details in self._problems:
            judging.add(f"distribution/{rule}", {"member": path}, details)

    def _visit(self, location: bytes, parent: str, depth: int) -> None:
        with os.scandir(location) as entries:
            for entry in sorted(entries, key=lambda each: each.name):
                self._entries += 1
                self._check_limit("distribution.files", self._entries, "entries")
                self._take(entry, parent, depth + 1)

    def _take(self, entry: os.DirEntry, parent: str, depth: int) -> None:
        name = entry.name.decode("utf-8", "replace")
        path = parent + name
        self._check_limit("archive.name", len(path.encode()), "bytes in a name")
        self._check_limit("archive.segment", len(entry.name), "bytes in a segment of a name")
        self._check_limit("archive.depth", depth, "segments in a name")
        try:
            entry.name.decode("utf-8")
        except UnicodeDecodeError:
            self._problems.append(("unsafe-name", path, {"problem": "bytes that are not UTF-8"}))
            return
        if "\\" in name:
            self._problems.append(("unsafe-name", path, {"problem": "a backslash"}))
        elif _CONTROL.search(name):
            self._problems.append(("unsafe-name", path, {"problem": "a control character"}))
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISDIR(status.st_mode):
            self._visit(entry.path, path + "/", depth)
        elif stat.S_ISREG(status.st_mode):
            self.files[path] = RepositoryFile(path, entry.path, status.st_size)
        else:
            kind = kind_of(status.st_mode)
            self._problems.append(("special-file", path, {"kind": kind}))

    def _check_limit(self, limit: str, value: int, unit: str) -> None:
        greatest = self._judging.limits[limit]
        if value > greatest:
            raise _TooLarge(greatest, unit)
