"""Finds the end records of an archive and judges them; strict-zip, "End records" and "Zip64"."""

import struct
from dataclasses import dataclass

from strict_zip_model import (
    ALL_ONES_16,
    ALL_ONES_32,
    CENTRAL_SIGNATURE,
    END_SIGNATURE,
    ZIP64_END_SIGNATURE,
    ZIP64_LOCATOR_SIGNATURE,
    Directory,
    ZipFindings,
)

END_SIZE = 22
SEARCHED = END_SIZE + 65535
LOCATOR_SIZE = 20
ZIP64_END_SIZE = 56

_END = struct.Struct("<4s4H2LH")
_LOCATOR = struct.Struct("<4sLQL")
_ZIP64_END = struct.Struct("<4sQ2H2L4Q")

_FIELDS = ("disk", "directoryDisk", "entriesOnDisk", "entries", "size", "offset")
_ALL_ONES = (ALL_ONES_16, ALL_ONES_16, ALL_ONES_16, ALL_ONES_16, ALL_ONES_32, ALL_ONES_32)


@dataclass(frozen=True, slots=True)
class _Values:
    """What an end record says, and where it stands: in the order of `_FIELDS`."""

    offset: int
    values: tuple[int, ...]


def find_directory(source, findings: ZipFindings) -> Directory | None:
    """Where the central directory stands; None where an error leaves that open."""
    begin = max(0, source.size - SEARCHED)
    tail = source.read(begin, SEARCHED)
    chosen = _choose(tail)
    if chosen is None:
        findings.add("zip/no-end-record", None)
        return None
    position = begin + chosen
    _, *values, comment_length = _END.unpack_from(tail, chosen)
    _judge_place(tail, chosen, begin, comment_length, findings)
    classic = _Values(position, tuple(values))
    zip64, first = _read_zip64(source, classic, findings)
    _judge_disks(classic, zip64, findings)
    declared = classic if zip64 is None else zip64
    _, _, on_disk, entries, size, offset = declared.values
    if on_disk != entries:
        findings.add("zip/disk-entry-count-mismatch", declared.offset, onDisk=on_disk, total=entries)
    base = _find_base(source, first, offset, size)
    if base is None:
        findings.add("zip/central-directory-out-of-bounds", declared.offset, start=offset, size=size, limit=first)
    elif base + offset + size < first:
        end = base + offset + size
        findings.add("zip/gap-before-end-record", end, count=first - end)
    if base is None or findings.errors:
        return None
    return Directory(
        record=declared.offset,
        first_record=first,
        start=base + offset,
        size=size,
        entries=entries,
        base=base,
        comment_offset=position + END_SIZE,
        comment_length=comment_length,
        has_zip64=zip64 is not None,
    )


def _positions(tail: bytes) -> list[int]:
    positions = []
    at = tail.find(END_SIGNATURE)
    while at >= 0:
        positions.append(at)
        at = tail.find(END_SIGNATURE, at + 1)
    return positions


def _reaches_end(tail: bytes, position: int) -> bool:
    return position + END_SIZE + _comment_length(tail, position) == len(tail)


def _comment_length(tail: bytes, position: int) -> int:
    return int.from_bytes(tail[position + 20 : position + 22], "little")


def _choose(tail: bytes) -> int | None:
    """The last record whose comment reaches exactly to the end of the file, or else the last one."""
    complete = [position for position in _positions(tail) if position + END_SIZE <= len(tail)]
    for position in reversed(complete):
        if _reaches_end(tail, position):
            return position
    return complete[-1] if complete else None


def _judge_place(tail: bytes, chosen: int, begin: int, comment_length: int, findings: ZipFindings) -> None:
    for other in _positions(tail):
        if other > chosen or (other < chosen and _reaches_end(tail, other)):
            findings.add("zip/ambiguous-end-record", begin + chosen, other=begin + other)
            break
    actual = len(tail) - chosen - END_SIZE
    if comment_length > actual:
        findings.add("zip/end-comment-truncated", begin + chosen, declared=comment_length, actual=actual)
    elif comment_length < actual:
        findings.add("zip/trailing-data", begin + chosen + END_SIZE + comment_length, count=actual - comment_length)


def _judge_disks(classic: _Values, zip64: _Values | None, findings: ZipFindings) -> None:
    allowed = (0,) if zip64 is None else (0, ALL_ONES_16)
    for value in classic.values[:2]:
        if value not in allowed:
            findings.add("zip/disk-number", classic.offset, actual=value)
            break


def _has_locator(source, classic: _Values) -> bool:
    position = classic.offset - LOCATOR_SIZE
    return position >= 0 and source.read(position, 4) == ZIP64_LOCATOR_SIGNATURE


def _read_zip64(source, classic: _Values, findings: ZipFindings) -> tuple[_Values | None, int]:
    """The values of the zip64 end record, where there is one, and where the first of the end records begins."""
    if not _has_locator(source, classic):
        return None, classic.offset
    locator = classic.offset - LOCATOR_SIZE
    _, disk, declared, disks = _LOCATOR.unpack(source.read(locator, LOCATOR_SIZE))
    if disk != 0:
        findings.add("zip/disk-number", locator, actual=disk)
    if disks != 1:
        findings.add("zip/zip64-total-disks", locator, actual=disks)
    position = next((at for at in (declared, locator - ZIP64_END_SIZE) if _is_zip64_end(source, at, locator)), None)
    if position is None:
        findings.add("zip/zip64-end-record-missing", locator)
        return None, locator
    _, size, _made_by, version, *values = _ZIP64_END.unpack(source.read(position, ZIP64_END_SIZE))
    record = _Values(position, tuple(values))
    if any(values[:2]):
        findings.add("zip/disk-number", position, actual=values[0] or values[1])
    if declared + (_find_base(source, position, values[5], values[4]) or 0) != position:
        findings.add("zip/zip64-locator-mismatch", locator, declared=declared, actual=position)
    actual = locator - position - 12
    if size != actual:
        findings.add("zip/zip64-record-size-mismatch", position, declared=size, actual=actual)
    elif size > ZIP64_END_SIZE - 12:
        findings.add("zip/zip64-extensible-data", position, count=size - ZIP64_END_SIZE + 12)
    if version != 45:
        findings.add("zip/zip64-end-record-version", position, actual=_to_version(version))
    for name, plain, large, ones in zip(_FIELDS, classic.values, values, _ALL_ONES):
        if plain not in (ones, large):
            findings.add("zip/zip64-end-record-mismatch", classic.offset, field=name, classic=plain, zip64=large)
            break
    return record, position


def _is_zip64_end(source, position: int, locator: int) -> bool:
    fits = 0 <= position <= locator - ZIP64_END_SIZE
    return fits and source.read(position, 4) == ZIP64_END_SIGNATURE


def _find_base(source, first: int, offset: int, size: int) -> int | None:
    """What offsets count from: the file's first byte, or a later one where the directory stands behind its place."""
    shift = first - offset - size
    if shift < 0:
        return None
    if shift == 0 or size == 0 or source.read(offset, 4) == CENTRAL_SIGNATURE:
        return 0
    return shift if source.read(offset + shift, 4) == CENTRAL_SIGNATURE else 0


def _to_version(version: int) -> str:
    return f"{version // 10}.{version % 10}"
