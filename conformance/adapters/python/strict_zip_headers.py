"""Reads central and local headers and their extra fields."""

import struct

from strict_zip_model import (
    ALL_ONES_16,
    ALL_ONES_32,
    CENTRAL_SIGNATURE,
    LOCAL_SIGNATURE,
    Directory,
    Entry,
    ExtraField,
    LocalHeader,
    ZipFindings,
)
from strict_zip_names import decode_name

CENTRAL_SIZE = 46
LOCAL_SIZE = 30
ZIP64_BLOCK = 0x0001

_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_BLOCK = struct.Struct("<2H")

_WINDOW = 1 << 20


class _Window:
    """Reads a stretch of a file from front to back with few calls."""

    def __init__(self, source) -> None:
        self._source = source
        self._begin = 0
        self._bytes = b""

    def read(self, offset: int, length: int) -> bytes:
        begin = offset - self._begin
        if begin < 0 or begin + length > len(self._bytes):
            self._begin, begin = offset, 0
            self._bytes = self._source.read(offset, max(length, _WINDOW))
        return self._bytes[begin : begin + length]


def read_entries(source, directory: Directory, findings: ZipFindings) -> list[Entry]:
    """The central headers, at most as many as the limit allows."""
    limit = findings.judging.limits["archive.members"]
    window = _Window(source)
    entries: list[Entry] = []
    count = 0
    position, end = directory.start, directory.start + directory.size
    while position < end:
        size = _measure_central(window, position, end)
        if size is None:
            findings.add("zip/central-directory-malformed", position)
            return entries
        count += 1
        if count <= limit:
            entries.append(_read_central(window.read(position, size), position, directory.base))
        position += size
    if count != directory.entries:
        findings.add("zip/entry-count-mismatch", directory.record, declared=directory.entries, actual=count)
    if count > limit:
        findings.add("zip/too-many-members", directory.record, limit=limit)
    return entries


def _measure_central(window: _Window, position: int, end: int) -> int | None:
    """The size of a complete header; None where there is none."""
    if position + CENTRAL_SIZE > end:
        return None
    fixed = window.read(position, CENTRAL_SIZE)
    if len(fixed) < CENTRAL_SIZE or not fixed.startswith(CENTRAL_SIGNATURE):
        return None
    size = CENTRAL_SIZE + sum(struct.unpack_from("<3H", fixed, 28))
    return size if position + size <= end else None


def _read_central(header: bytes, position: int, base: int) -> Entry:
    (
        _signature, made_by, version, flags, method, time, date, crc, compressed, uncompressed,
        name_length, extra_length, comment_length, disk, internal, external, offset,
    ) = _CENTRAL.unpack_from(header)
    raw_name = header[CENTRAL_SIZE : CENTRAL_SIZE + name_length]
    raw_extra = header[CENTRAL_SIZE + name_length : CENTRAL_SIZE + name_length + extra_length]
    extra = read_extra(raw_extra)
    plain = (uncompressed, compressed, offset, disk)
    block = extra.blocks.get(ZIP64_BLOCK)
    uncompressed, compressed, offset, disk = _resolve(plain, block or b"")
    return Entry(
        header_offset=position,
        made_by=made_by,
        version=version,
        flags=flags,
        method=method,
        time=(time, date),
        crc=crc,
        compressed=compressed,
        uncompressed=uncompressed,
        disk=disk,
        internal=internal,
        external=external,
        target=base + offset,
        plain_values=plain,
        raw_name=raw_name,
        name=decode_name(raw_name, flags),
        raw_extra=raw_extra,
        comment_length=comment_length,
        has_zip64=block is not None,
        has_extra=extra.has_other_than(ZIP64_BLOCK),
    )


def _resolve(plain: tuple[int, int, int, int], block: bytes) -> tuple[int, ...]:
    """The values of the zip64 field in place of those that are all ones; a missing one stays as it is."""
    values = []
    at = 0
    for value, ones, length in zip(plain, (ALL_ONES_32, ALL_ONES_32, ALL_ONES_32, ALL_ONES_16), (8, 8, 8, 4)):
        if value == ones and at + length <= len(block):
            value = int.from_bytes(block[at : at + length], "little")
            at += length
        values.append(value)
    return tuple(values)


def read_extra(data: bytes) -> ExtraField:
    extra = ExtraField()
    at = 0
    while at < len(data):
        if at + 4 > len(data):
            extra.malformed = True
            break
        block, size = _BLOCK.unpack_from(data, at)
        if at + 4 + size > len(data):
            extra.malformed = True
            break
        if block in extra.blocks:
            extra.repeated.add(block)
        else:
            extra.blocks[block] = data[at + 4 : at + 4 + size]
        at += 4 + size
    return extra


def read_local(source, entry: Entry, limit: int) -> LocalHeader | None:
    """The local header that an entry points at; None where none stands there that ends before `limit`."""
    if entry.target + LOCAL_SIZE > limit:
        return None
    fixed = source.read(entry.target, LOCAL_SIZE)
    if len(fixed) < LOCAL_SIZE or not fixed.startswith(LOCAL_SIGNATURE):
        return None
    (
        _signature, version, flags, method, time, date, crc, compressed, uncompressed, name_length, extra_length,
    ) = _LOCAL.unpack(fixed)
    if entry.target + LOCAL_SIZE + name_length + extra_length > limit:
        return None
    rest = source.read(entry.target + LOCAL_SIZE, name_length + extra_length)
    extra = read_extra(rest[name_length:])
    plain = (uncompressed, compressed)
    block = extra.blocks.get(ZIP64_BLOCK)
    if block is not None and len(block) >= 16 and ALL_ONES_32 in plain:
        # A local zip64 field has both sizes, whichever of the two is all ones.
        large = struct.unpack_from("<2Q", block)
        uncompressed, compressed = (new if old == ALL_ONES_32 else old for old, new in zip(plain, large))
    return LocalHeader(
        version=version,
        flags=flags,
        method=method,
        time=(time, date),
        crc=crc,
        compressed=compressed,
        uncompressed=uncompressed,
        plain_sizes=plain,
        raw_name=rest[:name_length],
        raw_extra=rest[name_length:],
        has_zip64=block is not None,
        data_offset=entry.target + LOCAL_SIZE + name_length + extra_length,
        has_extra=extra.has_other_than(ZIP64_BLOCK),
    )
