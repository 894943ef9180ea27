"""One header block: its form, its numbers and its texts; strict-tar, "Headers"."""

import re

from strict_tar_model import BLOCK, GNU, USTAR, VERSION_7, Header, TarFindings

_MAGICS = {b"ustar\0" + b"00": USTAR, b"ustar  \0": GNU, bytes(8): VERSION_7}
_CHECKSUM = slice(148, 156)
_MAGIC = slice(257, 265)

_NUMBERS = {"mode": (100, 8), "uid": (108, 8), "gid": (116, 8), "size": (124, 12), "mtime": (136, 12)}
_DEVICES = {"devmajor": (329, 8), "devminor": (337, 8)}
_TEXTS = {"name": (0, 100), "linkname": (157, 100)}
_OWNERS = {"uname": (265, 32), "gname": (297, 32)}
_PREFIX = {"prefix": (345, 155)}

# Of each form: its numbers, its texts, and its bytes without a meaning.
NUMBERS = {USTAR: _NUMBERS | _DEVICES, GNU: _NUMBERS | _DEVICES, VERSION_7: _NUMBERS | _DEVICES}
_FORM_TEXTS = {USTAR: _TEXTS | _OWNERS | _PREFIX, GNU: _TEXTS | _OWNERS, VERSION_7: _TEXTS}
_RESERVED = {USTAR: [slice(500, 512)], GNU: [slice(345, 512)], VERSION_7: [slice(265, 329), slice(345, 512)]}

_OCTAL = re.compile(rb" *([0-7]+)[ \0]*")
_EMPTY = re.compile(rb"[ \0]*")


def field_of(block: bytes, place: tuple[int, int]) -> bytes:
    return block[place[0] : place[0] + place[1]]


def read_header(block: bytes, offset: int, findings: TarFindings) -> Header | None:
    """The header; None where it breaks a rule."""
    if not _check_sum(block, offset, findings):
        return None
    form = _MAGICS.get(block[_MAGIC])
    if form is None:
        findings.add("tar/unknown-magic", offset, actual=block[_MAGIC].hex())
        return None
    before = findings.errors
    numbers: dict[str, int] = {}
    for name, place in NUMBERS[form].items():
        value = _parse_number(field_of(block, place), name)
        if value is None:
            findings.add("tar/invalid-number", offset, field=name)
        numbers[name] = value or 0
    if numbers["size"] < 0:
        findings.add("tar/negative-size", offset)
    texts: dict[str, bytes] = {}
    for name, place in _FORM_TEXTS[form].items():
        text, _, rest = field_of(block, place).partition(b"\0")
        if name != "prefix" and rest.strip(b"\0"):
            findings.add("tar/text-after-nul", offset, field=name)
        texts[name] = text
    is_sparse = form == GNU and block[156:157] == b"S"
    if not is_sparse and any(block[part].strip(b"\0") for part in _RESERVED[form]):
        findings.add("tar/nonzero-reserved", offset)
    if findings.errors > before:
        return None
    return Header(offset, block, form, block[156:157], numbers, texts)


def _check_sum(block: bytes, offset: int, findings: TarFindings) -> bool:
    field = block[_CHECKSUM]
    actual = sum(block) - sum(field) + 8 * ord(" ")
    octal = _OCTAL.fullmatch(field)
    if octal is not None and int(octal[1], 8) == actual:
        return True
    declared = "no number" if octal is None else int(octal[1], 8)
    findings.add("tar/header-checksum-mismatch", offset, actual=actual, declared=declared)
    return False


def _parse_number(field: bytes, name: str) -> int | None:
    if field[0] >= 0x80:
        bits = len(field) * 8 - 1
        value = int.from_bytes(field, "big") - (1 << bits)
        return value - (1 << bits) if field[0] & 0x40 else value
    octal = _OCTAL.fullmatch(field)
    if octal is not None:
        return int(octal[1], 8)
    return 0 if name != "size" and _EMPTY.fullmatch(field) else None


def is_zero(block: bytes) -> bool:
    return block == bytes(BLOCK)
