"""The phase integrity of anpkg: the files that must be there, and the checksum list; sections 2 and 3."""

import re
from dataclasses import dataclass

from anpkg_package import CHECKSUM_LIST, FIXED_FILES, Package

_PROVIDER_NAME = re.compile(r".*\.y.*ml", re.DOTALL)
_DIGEST = re.compile(r"[0-9a-f]{64}")
# The line breaks and the white space of section 3 are those of str.splitlines and str.strip.
_LINE = re.compile("([^\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]*)(\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]|$)")
_BREAK_NAMES = {"\r": "CR", "\r\n": "CRLF"}


@dataclass(frozen=True)
class _Entry:
    line: int
    digest: str
    path: str


def check_integrity(package: Package) -> None:
    for path, rule in FIXED_FILES.items():
        if path not in package.files:
            package.judging.add(rule, {"member": path})
    if not _has_provider_config(package):
        package.judging.add("anpkg/no-provider-config")
    entries = _read_list(package)
    if entries is not None:
        _compare(package, entries)


def _has_provider_config(package: Package) -> bool:
    names = [member.path for member in package.members] + list(package.folders)
    segments = (name.split("/", 2) for name in names if name.startswith("providers/"))
    return any(_PROVIDER_NAME.fullmatch(parts[1]) for parts in segments)


def _read_list(package: Package) -> list[_Entry] | None:
    member = package.files.get(CHECKSUM_LIST)
    if member is None:
        return None
    limit = package.judging.limits["anpkg.checksumList"]
    if member.size > limit:
        details = {"size": member.size, "limit": limit}
        package.judging.add("anpkg/checksum-list-too-large", {"member": CHECKSUM_LIST}, details)
        return None
    data = member.data()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = {"member": CHECKSUM_LIST, "offset": error.start}
        package.judging.add("anpkg/checksum-list-encoding", at)
        return None
    return _ListReader(package, text).read()


class _ListReader:
    """Reads the list line by line; a line that has no digest and path is not taken."""

    def __init__(self, package: Package, text: str) -> None:
        self.package = package
        self.text = text
        self.entries: list[_Entry] = []
        self.first: dict[str, int] = {}
        self.offset = 0

    def read(self) -> list[_Entry]:
        for number, match in enumerate(_LINE.finditer(self.text), 1):
            line, end = match.groups()
            if not line and not end:
                break
            self._take(number, line)
            self._check_end(number, line, end)
            self.offset += len(match.group().encode("utf-8"))
        return self.entries

    def _take(self, number: int, line: str) -> None:
        stripped = line.strip()
        if not stripped:
            self._add("checksum-blank-line", number)
            return
        if stripped != line:
            self._add("checksum-line-whitespace", number)
        digest, spaces, path = stripped.partition("  ")
        if not spaces:
            self._add("checksum-line-format", number)
            return
        if path in self.first:
            self._add("duplicate-checksum-entry", number, path=path, first=self.first[path])
        self.first.setdefault(path, number)
        if not _DIGEST.fullmatch(digest):
            self._add("checksum-digest-format", number, path=path)
        if path == CHECKSUM_LIST:
            self._add("self-checksum-entry", number)
        if self.entries and path < self.entries[-1].path:
            self._add("checksum-order", number, path=path, previous=self.entries[-1].path)
        self.entries.append(_Entry(number, digest, path))

    def _check_end(self, number: int, line: str, end: str) -> None:
        if not end:
            self._add("checksum-final-line-break", number)
        elif end != "\n":
            name = _BREAK_NAMES.get(end, f"U+{ord(end[0]):04X}")
            self._add("checksum-line-break", number, line, character=name)

    def _add(self, rule: str, number: int, before: str = "", **details) -> None:
        """A finding on a line stands at its beginning, or behind what is `before` in it."""
        offset = self.offset + len(before.encode("utf-8"))
        at = {"member": CHECKSUM_LIST, "offset": offset, "line": number, "column": len(before) + 1}
        self.package.judging.add(f"anpkg/{rule}", at, details)


def _compare(package: Package, entries: list[_Entry]) -> None:
    """The list against the files; of several lines for a path the last one counts."""
    listed = {entry.path: entry.digest for entry in entries}
    for path, digest in listed.items():
        member = package.files.get(path)
        if member is None:
            # What is missing of the fixed files has a rule of its own.
            if path not in FIXED_FILES:
                package.judging.add("anpkg/listed-member-missing", {"member": path})
        elif path != CHECKSUM_LIST and _DIGEST.fullmatch(digest) and digest != member.sha256:
            details = {"expected": digest, "actual": member.sha256}
            package.judging.add("anpkg/checksum-mismatch", {"member": path}, details)
    for path in package.files:
        if path not in listed and path != CHECKSUM_LIST:
            package.judging.add("anpkg/unlisted-member", {"member": path})
