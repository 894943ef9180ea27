"""What one member's headers say, and whether its local header repeats it; strict-zip, from "Central directory" on."""

import struct

from strict_zip_headers import ZIP64_BLOCK, read_extra
from strict_zip_model import (
    ALL_ONES_16,
    ALL_ONES_32,
    CENTRAL_SIGNATURE,
    DESCRIPTOR_SIGNATURE,
    LOCAL_SIGNATURE,
    Directory,
    Entry,
    ExtraField,
    LocalHeader,
    ZipFindings,
)

LONGEST_DESCRIPTOR = 24

_RESERVED_FLAGS = 0xD790
_FLAG_RULES = (
    (0x0001, "zip/encrypted"),
    (0x0040, "zip/strong-encryption"),
    (0x0020, "zip/patched-data"),
    (0x2000, "zip/masked-headers"),
)
_GREATEST_VERSION = 45
_METHODS = (0, 8)

_TYPE, _FILE, _DIRECTORY, _LINK = 0o170000, 0o100000, 0o040000, 0o120000
_DOS_DIRECTORY = 0x10

_UNICODE_PATH_BLOCK = 0x7075
# Timestamps, owners, alignment, the mark of jar files, zip64: these may stand in one header alone.
_ONE_SIDED_BLOCKS = frozenset((0x000A, 0x5455, 0x5855, 0x7855, 0x7875, 0xA11E, 0xD935, 0xCAFE, ZIP64_BLOCK))


def check_entry(entry: Entry, findings: ZipFindings) -> None:
    """What the central header says alone."""
    offset = entry.header_offset
    if entry.disk != 0:
        findings.add("zip/entry-disk-number", offset, entry, actual=entry.disk)
    for flag, rule in _FLAG_RULES:
        if entry.flags & flag:
            findings.add(rule, offset, entry)
    if entry.flags & _RESERVED_FLAGS:
        findings.add("zip/reserved-flag", offset, entry, flags=_to_hex(entry.flags & _RESERVED_FLAGS, 4))
    if entry.version > _GREATEST_VERSION:
        findings.add("zip/unsupported-version", offset, entry, actual=f"{entry.version // 10}.{entry.version % 10}")
    if entry.method not in _METHODS:
        findings.add("zip/unsupported-method", offset, entry, actual=entry.method)
    _check_attributes(entry, findings)


def _check_attributes(entry: Entry, findings: ZipFindings) -> None:
    offset = entry.header_offset
    mode = entry.external >> 16
    kind = mode & _TYPE
    if kind == _LINK:
        findings.add("zip/symbolic-link", offset, entry)
    elif kind not in (0, _FILE, _DIRECTORY):
        findings.add("zip/special-file", offset, entry, type=f"0o{kind:06o}")
    if entry.is_directory:
        if kind == _FILE:
            findings.add("zip/file-attribute-on-directory", offset, entry)
        if entry.uncompressed != 0:
            findings.add("zip/directory-with-data", offset, entry, size=entry.uncompressed)
        return
    if mode & 0o6000:
        findings.add("zip/setuid-or-setgid", offset, entry, mode=f"0o{mode:06o}")
    if kind == _DIRECTORY or entry.external & _DOS_DIRECTORY:
        findings.add("zip/directory-attribute-on-file", offset, entry)


def _check_blocks(
    entry: Entry, extra: ExtraField, offset: int, header: str, raw_name: bytes, findings: ZipFindings
) -> None:
    if extra.malformed:
        findings.add("zip/malformed-extra-field", offset, entry, header=header)
    for block in sorted(extra.repeated):
        findings.add("zip/duplicate-extra-field", offset, entry, header=header, id=_to_hex(block, 4))
    data = extra.blocks.get(_UNICODE_PATH_BLOCK)
    # Version, CRC-32 of the name in the header, and the name.
    if data is not None and (len(data) < 5 or data[0] != 1 or data[5:] != raw_name):
        findings.add("zip/unicode-path-mismatch", offset, entry, header=header)


def _check_zip64(
    entry: Entry, extra: ExtraField, offset: int, header: str, expected: int, findings: ZipFindings
) -> None:
    data = extra.blocks.get(ZIP64_BLOCK)
    if data is None:
        return
    if expected == 0:
        findings.add("zip/needless-zip64-field", offset, entry, header=header)
    elif len(data) != expected:
        findings.add("zip/zip64-field-length", offset, entry, header=header, actual=len(data), expected=expected)


def check_central_extra(entry: Entry, findings: ZipFindings) -> None:
    central = read_extra(entry.raw_extra)
    _check_blocks(entry, central, entry.header_offset, "central", entry.raw_name, findings)
    *values, disk = entry.plain_values
    expected = 8 * values.count(ALL_ONES_32) + (4 if disk == ALL_ONES_16 else 0)
    _check_zip64(entry, central, entry.header_offset, "central", expected, findings)


def check_local_extra(entry: Entry, findings: ZipFindings) -> None:
    """The extra field of the local header, alone and beside that of the central one."""
    local = entry.local
    mine = read_extra(local.raw_extra)
    _check_blocks(entry, mine, entry.target, "local", local.raw_name, findings)
    _check_zip64(entry, mine, entry.target, "local", 16 if ALL_ONES_32 in local.plain_sizes else 0, findings)
    central = read_extra(entry.raw_extra)
    if mine.malformed or central.malformed:
        return
    for block in sorted((mine.blocks.keys() | central.blocks.keys()) - _ONE_SIDED_BLOCKS):
        if mine.blocks.get(block) != central.blocks.get(block):
            findings.add("zip/extra-field-mismatch", entry.target, entry, id=_to_hex(block, 4))


def check_local(source, entry: Entry, local: LocalHeader | None, directory: Directory, findings: ZipFindings) -> None:
    """The local header beside the central one, where the data lie, and the data descriptor."""
    entry.local = local
    if local is None:
        findings.add("zip/local-header-missing", entry.header_offset, entry, target=entry.target)
        return
    offset = entry.target
    _compare_headers(entry, findings)
    entry.end = entry.data_end
    if entry.data_end > directory.start:
        details = {"start": local.data_offset, "size": entry.compressed, "limit": directory.start}
        findings.add("zip/data-out-of-bounds", offset, entry, **details)
    elif entry.has_descriptor:
        _check_descriptor(source, entry, directory, findings)


def _compare_headers(entry: Entry, findings: ZipFindings) -> None:
    local, offset = entry.local, entry.target
    if local.raw_name != entry.raw_name:
        findings.add("zip/local-name-mismatch", offset, entry)
    if local.method != entry.method:
        findings.add("zip/local-method-mismatch", offset, entry, local=local.method, central=entry.method)
    if local.flags != entry.flags:
        details = {"local": _to_hex(local.flags, 4), "central": _to_hex(entry.flags, 4)}
        findings.add("zip/local-flags-mismatch", offset, entry, **details)
    for rule, mine, central in (
        ("zip/local-crc-mismatch", local.crc, entry.crc),
        ("zip/local-compressed-size-mismatch", local.compressed, entry.compressed),
        ("zip/local-uncompressed-size-mismatch", local.uncompressed, entry.uncompressed),
    ):
        if mine != central and not (entry.has_descriptor and mine == 0):
            findings.add(rule, offset, entry, local=mine, central=central)
    if local.version != entry.version and not (local.has_zip64 and local.version == 45):
        findings.add("zip/local-version-mismatch", offset, entry, local=local.version, central=entry.version)
    if local.time != entry.time:
        findings.add("zip/local-time-mismatch", offset, entry)


def _check_descriptor(source, entry: Entry, directory: Directory, findings: ZipFindings) -> None:
    """Looks for a descriptor behind the data, with its signature or without."""
    position = entry.data_end
    found = source.read(position, min(directory.start - position, LONGEST_DESCRIPTOR))
    signature = DESCRIPTOR_SIGNATURE if found.startswith(DESCRIPTOR_SIGNATURE) else b""
    width, other = ("Q", "L") if entry.local.has_zip64 else ("L", "Q")
    length = _match_descriptor(found, signature, width, entry)
    if length:
        entry.end = position + length
        return
    length = _match_descriptor(found, signature, other, entry)
    if not length:
        length = len(signature) + struct.calcsize(f"<L2{width}")
        if length > len(found) or found.startswith((LOCAL_SIGNATURE, CENTRAL_SIGNATURE)):
            findings.add("zip/descriptor-missing", position, entry)
            return
    entry.end = position + length
    findings.add("zip/descriptor-mismatch", position, entry)


def _match_descriptor(found: bytes, signature: bytes, width: str, entry: Entry) -> int:
    """The length of the descriptor with the values of the central directory; 0 where it does not stand there."""
    try:
        expected = struct.pack(f"<L2{width}", entry.crc, entry.compressed, entry.uncompressed)
    except struct.error:
        # A size that four bytes do not hold.
        return 0
    for start in {signature, b""}:
        if found.startswith(start + expected):
            return len(start + expected)
    return 0


def _to_hex(number: int, digits: int) -> str:
    return f"0x{number:0{digits}x}"
