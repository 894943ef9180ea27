"""What departs from the canonical form of an archive; strict-zip, "Canonical form"."""

import unicodedata
from collections.abc import Callable

from strict_zip_model import HAS_DESCRIPTOR, HAS_UTF8_NAME, Directory, Entry, ZipFindings

_EPOCH = (0, 0x0021)
_VERSIONS = (0x0314, 20)
_ZIP64_VERSIONS = (0x032D, 45)
_FILE_ATTRIBUTES = (0, 0x81A40000)
_LARGE = 2**31
_MANY = 65536

_TESTS: tuple[tuple[str, Callable[[Entry], bool]], ...] = (
    ("zip/compressed-member", lambda entry: entry.method != 0),
    ("zip/data-descriptor", lambda entry: entry.has_descriptor),
    ("zip/non-epoch-time", lambda entry: entry.time != _EPOCH),
    ("zip/extra-field", lambda entry: entry.has_extra or entry.local.has_extra),
    ("zip/member-comment", lambda entry: entry.comment_length > 0),
    ("zip/directory-entry", lambda entry: entry.is_directory),
    (
        "zip/other-attributes",
        lambda entry: not entry.is_directory and (entry.internal, entry.external) != _FILE_ATTRIBUTES,
    ),
    ("zip/other-version", lambda entry: not _has_canonical_version(entry)),
    ("zip/other-flags", lambda entry: entry.flags != _to_canonical_flags(entry)),
    ("zip/name-not-normalized", lambda entry: not unicodedata.is_normalized("NFC", entry.name)),
)


def check_canonical_form(entries: list[Entry], directory: Directory, findings: ZipFindings) -> None:
    """Warns at the first member that departs from the form; entries are in the order of the directory."""
    for rule, departs in _TESTS:
        departing = [entry for entry in entries if departs(entry)]
        if departing:
            findings.add(rule, departing[0].header_offset, departing[0], count=len(departing))
    if directory.comment_length > 0:
        findings.add("zip/archive-comment", directory.comment_offset, length=directory.comment_length)
    in_file = sorted(entries, key=lambda entry: entry.target)
    for sequence, to_offset in ((entries, lambda entry: entry.header_offset), (in_file, lambda entry: entry.target)):
        for before, entry in zip(sequence, sequence[1:]):
            if entry.name < before.name:
                findings.add("zip/unsorted-members", to_offset(entry), entry)
                break
    _check_zip64_need(entries, directory, findings)


def _has_zip64(entry: Entry) -> bool:
    return entry.has_zip64 or entry.local.has_zip64


def _has_canonical_version(entry: Entry) -> bool:
    versions = (entry.made_by, entry.version)
    return versions == _VERSIONS or (_has_zip64(entry) and versions == _ZIP64_VERSIONS)


def _to_canonical_flags(entry: Entry) -> int:
    utf8 = 0 if entry.name.isascii() else HAS_UTF8_NAME
    return utf8 | (entry.flags & HAS_DESCRIPTOR)


def _check_zip64_need(entries: list[Entry], directory: Directory, findings: ZipFindings) -> None:
    if directory.has_zip64:
        reached = max(directory.start + directory.size, directory.size) >= _LARGE or len(entries) >= _MANY
        if not reached:
            findings.add("zip/needless-zip64", directory.first_record)
    for entry in entries:
        # The writer adds a twentieth, as CPython does: the compressed size is not known when the header is written.
        large = max(entry.compressed, entry.uncompressed) * 1.05 >= _LARGE or entry.target >= _LARGE
        if _has_zip64(entry) and not large:
            findings.add("zip/needless-zip64", entry.header_offset, entry)
            break
