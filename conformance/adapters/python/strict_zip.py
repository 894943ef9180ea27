"""The contract strict-zip: an archive that leaves its reader no choice."""

from collections.abc import Callable
from dataclasses import dataclass

from strict_zip_canonical import check_canonical_form
from strict_zip_data import check_data, check_sizes, read_content
from strict_zip_end import find_directory
from strict_zip_headers import read_entries, read_local
from strict_zip_layout import check_layout
from strict_zip_members import check_central_extra, check_entry, check_local, check_local_extra
from strict_zip_model import Directory, Entry, LocalHeader, ZipFindings
from strict_zip_names import check_collisions, check_names


@dataclass(frozen=True)
class ZipMember:
    """A member as it is observed; `data` reads its content again."""

    path: str
    type: str
    size: int
    sha256: str | None
    header_offset: int
    data: Callable[[], bytes]

    def observe(self) -> dict:
        observed: dict = {"path": self.path, "type": self.type, "size": self.size}
        return observed if self.sha256 is None else {**observed, "sha256": self.sha256}


@dataclass(frozen=True)
class ZipReading:
    """The members by the code points of their paths; none where the container has errors."""

    members: tuple[ZipMember, ...]
    has_errors: bool

    def find(self, path: str) -> ZipMember | None:
        return next((member for member in self.members if member.path == path), None)


def read_zip(source, judging) -> ZipReading:
    """Judges an archive, and reads all its data where no rule about its records is broken."""
    findings = ZipFindings(judging)
    entries = _judge(source, findings)
    findings.report()
    if findings.errors or entries is None:
        return ZipReading((), True)
    # Of several members with one path the last central header counts, where that is no error.
    by_path = {entry.path: entry for entry in entries}
    members = tuple(_to_member(source, by_path[path]) for path in sorted(by_path))
    return ZipReading(members, False)


def _judge(source, findings: ZipFindings) -> list[Entry] | None:
    directory = find_directory(source, findings)
    if directory is None:
        return None
    entries = read_entries(source, directory, findings)
    if findings.errors:
        return None
    check_names(entries, findings)
    check_collisions(entries, findings)
    for entry in entries:
        check_entry(entry, findings)
        check_central_extra(entry, findings)
    _judge_members(source, entries, directory, findings)
    check_sizes(entries, findings)
    if findings.errors:
        return None
    for entry in entries:
        check_data(source, entry, findings)
    if findings.errors:
        return None
    warnings = ZipFindings(findings.judging)
    check_canonical_form(entries, directory, warnings)
    warnings.report()
    return entries


def _judge_members(source, entries: list[Entry], directory: Directory, findings: ZipFindings) -> None:
    """Local headers, data descriptors and layout."""
    known: dict[int, LocalHeader | None] = {}
    read = 0
    for entry in entries:
        # Of two entries with one local header each has its error; its extra field is looked at once.
        is_first = entry.target not in known
        local = known[entry.target] = read_local(source, entry, directory.start) if is_first else known[entry.target]
        check_local(source, entry, local, directory, findings)
        if local is None or not is_first:
            continue
        check_local_extra(entry, findings)
        read += local.data_offset - entry.target
        if read > source.size:
            # Only headers that overlap are longer than the file; to read all of them could take for ever.
            findings.add("zip/overlapping-members", entry.target, entry, other=entry.path)
            return
    if None not in known.values():
        check_layout(source, entries, directory, findings)


def _to_member(source, entry: Entry) -> ZipMember:
    directory = entry.is_directory
    return ZipMember(
        path=entry.path,
        type="directory" if directory else "file",
        size=entry.uncompressed,
        sha256=None if directory else entry.sha256,
        header_offset=entry.header_offset,
        data=lambda: read_content(source, entry),
    )


def validate(source, judging) -> dict:
    """Judges an artifact that is an archive; the observation."""
    reading = read_zip(source, judging)
    # A member without a name, which only `core` lets through, has no path to be observed by.
    named = (member for member in reading.members if member.path)
    return {"members": [member.observe() for member in named], "documents": {}, "references": []}
