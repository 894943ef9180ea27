"""The canonical form, from which ordinary archives depart; strict-tar, "Canonical form"."""

import re
import unicodedata

from strict_tar_headers import NUMBERS, field_of
from strict_tar_model import SPECIAL_TYPES, USTAR, Archive, Header, Member, TarFindings

_CHECKSUM = re.compile(rb"[0-7]{6}\0 ")
_NUMBER = re.compile(rb"[0-7]+\0")
_EXTENSIONS = (b"x", b"g", b"L", b"K")
_MODES = (0o644, 0o755)
_SHORT, _LONGEST_PREFIX = 100, 155


def check_canonical_form(archive: Archive, findings: TarFindings) -> None:
    """At most one warning of each rule, at the first record that departs from it."""
    warnings = _Warnings(findings)
    for header in archive.headers:
        if header.typeflag in _EXTENSIONS:
            warnings.add("extension-header", header.offset)
            if header.form != USTAR:
                warnings.add("not-ustar", header.offset)
    first: Member | None = None
    previous: Member | None = None
    for member in archive.members:
        _check_member(member, warnings)
        first = first or member
        if member.header.numbers["mtime"] != first.header.numbers["mtime"]:
            warnings.add("different-times", member.header_offset, member.path)
        if previous is not None and not previous.path < member.path:
            warnings.add("unsorted-members", member.header_offset, member.path)
        previous = member
    if archive.padding:
        warnings.add("record-padding", archive.end, count=archive.padding)


class _Warnings:
    def __init__(self, findings: TarFindings) -> None:
        self._findings = findings
        self._given: set[str] = set()

    def add(self, defect: str, offset: int, member: str | None = None, **details: int | str) -> None:
        if defect not in self._given:
            self._given.add(defect)
            self._findings.add(f"tar/{defect}", offset, member, **details)


def _check_member(member: Member, warnings: _Warnings) -> None:
    header, offset, path = member.header, member.header_offset, member.path
    numbers = header.numbers
    if header.form != USTAR or header.typeflag == b"\0":
        warnings.add("not-ustar", offset, path)
    if not _has_canonical_numbers(header):
        warnings.add("other-number-form", offset, path)
    if header.form == USTAR and member.is_named_by_header and not _is_split_canonically(header):
        warnings.add("other-name-split", offset, path)
    if member.whole_name.startswith("./") or member.whole_name == ".":
        warnings.add("leading-dot-segment", offset, path)
    if member.is_directory:
        warnings.add("directory-entry", offset, path)
    if numbers["uid"] or numbers["gid"] or header.texts.get("uname") or header.texts.get("gname"):
        warnings.add("owner", offset, path)
    is_file = not member.is_directory and not member.is_link and header.typeflag not in SPECIAL_TYPES
    if is_file and numbers["mode"] & 0o7777 not in _MODES:
        warnings.add("other-mode", offset, path, mode=f"0o{numbers['mode'] & 0o7777:o}")
    if unicodedata.normalize("NFC", member.name) != member.name:
        warnings.add("name-not-normalized", offset, path)


def _has_canonical_numbers(header: Header) -> bool:
    if _CHECKSUM.fullmatch(header.block[148:156]) is None:
        return False
    fields = (field_of(header.block, place) for place in NUMBERS[header.form].values())
    devices = (header.numbers.get(name, 0) for name in ("devmajor", "devminor"))
    return all(_NUMBER.fullmatch(field) for field in fields) and not any(devices)


def _is_split_canonically(header: Header) -> bool:
    prefix, name = header.texts["prefix"], header.name
    if len(name) <= _SHORT:
        return not prefix
    slash = name.find(b"/")
    while slash >= 0 and len(name) - slash - 1 > _SHORT:
        slash = name.find(b"/", slash + 1)
    return slash == len(prefix)
