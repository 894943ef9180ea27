"""The phase integrity of anpkg: the files that must be there, and the checksum list; sections 2 and 3."""

import re
from collections.abc import Iterator
from heapq import nsmallest

from anpkg_package import CHECKSUM_LIST, FIXED_FILES, Package
from text_places import MOST_FINDINGS, TextPlaces

_PROVIDER_NAME = re.compile(r".*\.y.*ml", re.DOTALL)
_DIGEST = re.compile(r"[0-9a-f]{64}")
# These line breaks are those of str.splitlines, and the white space of section 3 is that of str.strip.
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_PIECE = 1 << 20
_BREAK_NAMES = {"\r": "CR", "\r\n": "CRLF"}


def check_integrity(package: Package) -> None:
    for path, rule in FIXED_FILES.items():
        if path not in package.files:
            package.judging.add(rule, {"member": path})
    if not _has_provider_config(package):
        package.judging.add("anpkg/no-provider-config")
    listed = _read_list(package)
    if listed is not None:
        _compare(package, listed)


def _has_provider_config(package: Package) -> bool:
    names = [member.path for member in package.members] + list(package.folders)
    segments = (name.split("/", 2) for name in names if name.startswith("providers/"))
    return any(_PROVIDER_NAME.fullmatch(parts[1]) for parts in segments)


def _read_list(package: Package) -> "_ListReader | None":
    """The list as it was read; None where there is none to read."""
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
    reader = _ListReader(package, text)
    reader.read()
    return reader


def _to_lines(text: str) -> Iterator[str]:
    """The lines with their breaks, without all of them in memory at once."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PIECE)
        end = len(text) if end < 0 else end + 1
        yield from text[start:end].splitlines(keepends=True)
        start = end


class _ListReader:
    """Reads the list line by line; a line that has no digest and path is not taken."""

    def __init__(self, package: Package, text: str) -> None:
        self.package = package
        self.text = text
        # The first line of each path; and the digest of its last line, where that has the form of one.
        self.lines: dict[str, int] = {}
        self.digests: dict[str, str] = {}
        self.previous: str | None = None
        self.places = TextPlaces(text)
        self.index = 0
        self.counts: dict[str, int] = {}

    def read(self) -> None:
        for number, line in enumerate(_to_lines(self.text), 1):
            if line == "\n":
                self._add("checksum-blank-line", number)
            else:
                content = line[:-2] if line.endswith("\r\n") else line.rstrip(_BREAKS)
                self._take(number, content)
                self._check_end(number, content, line[len(content) :])
            self.index += len(line)

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
        first = self.lines.setdefault(path, number)
        if first != number:
            self._add("duplicate-checksum-entry", number, path=path, first=first)
        self.digests.pop(path, None)
        if _DIGEST.fullmatch(digest):
            self.digests[path] = digest
        else:
            self._add("checksum-digest-format", number, path=path)
        if path == CHECKSUM_LIST:
            self._add("self-checksum-entry", number)
        if self.previous is not None and path < self.previous:
            self._add("checksum-order", number, path=path, previous=self.previous)
        self.previous = path

    def _check_end(self, number: int, line: str, end: str) -> None:
        if not end:
            self._add("checksum-final-line-break", number)
        elif end != "\n":
            name = _BREAK_NAMES.get(end, f"U+{ord(end[0]):04X}")
            self._add("checksum-line-break", number, line, character=name)

    def _add(self, rule: str, number: int, before: str = "", **details) -> None:
        """A finding on a line stands at its beginning, or behind what is `before` in it."""
        count = self.counts.get(rule, 0) + 1
        self.counts[rule] = count
        if count <= MOST_FINDINGS:
            at = {"member": CHECKSUM_LIST, "line": number, "column": len(before) + 1}
            at["offset"] = self.places.offset(self.index + len(before))
            self.package.judging.add(f"anpkg/{rule}", at, details)


def _compare(package: Package, listed: _ListReader) -> None:
    """The list against the files; what is missing of the fixed files has a rule of its own."""
    missing = (path for path in listed.lines if path not in package.files and path not in FIXED_FILES)
    for path in nsmallest(MOST_FINDINGS, missing):
        package.judging.add("anpkg/listed-member-missing", {"member": path})
    for path, member in package.files.items():
        if path == CHECKSUM_LIST:
            continue
        digest = listed.digests.get(path)
        if path not in listed.lines:
            package.judging.add("anpkg/unlisted-member", {"member": path})
        elif digest is not None and digest != member.sha256:
            details = {"expected": digest, "actual": member.sha256}
            package.judging.add("anpkg/checksum-mismatch", {"member": path}, details)
