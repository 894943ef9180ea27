"""Names of members, alone and beside each other; strict-zip, "Names"."""

from functools import partial

from archive_names import check_collisions as check_archive_collisions
from archive_names import check_name
from strict_zip_model import HAS_UTF8_NAME, Entry, ZipFindings


def decode_name(raw: bytes, flags: int) -> str:
    if raw.isascii():
        return raw.decode("ascii")
    if flags & HAS_UTF8_NAME:
        return raw.decode("utf-8", "replace")
    return raw.decode("cp437")


def check_names(entries: list[Entry], findings: ZipFindings) -> None:
    limits = _limits(findings)
    for entry in entries:
        _check_encoding(entry, findings)
        if not entry.name:
            findings.add("zip/empty-name", entry.header_offset, entry)
        check_name(entry, limits, partial(_note, findings, entry))


def _limits(findings: ZipFindings) -> dict[str, int]:
    return {name: findings.judging.limits[f"archive.{name}"] for name in ("name", "segment", "depth")}


def _note(findings: ZipFindings, entry: Entry, defect: str, **details: int | str) -> None:
    findings.add(f"zip/{defect}", entry.header_offset, entry, **details)


def _check_encoding(entry: Entry, findings: ZipFindings) -> None:
    if entry.raw_name.isascii():
        return
    if not entry.flags & HAS_UTF8_NAME:
        findings.add("zip/name-encoding", entry.header_offset, entry)
        return
    try:
        entry.raw_name.decode("utf-8")
    except UnicodeDecodeError:
        findings.add("zip/invalid-utf8-name", entry.header_offset, entry)


def check_collisions(entries: list[Entry], findings: ZipFindings) -> None:
    """Two names that are one, for all readers or for some."""
    check_archive_collisions(entries, _limits(findings), lambda entry: entry.name, partial(_note, findings))
