"""An envelope of gzip, RFC 1952; strict-tar, "gzip"."""

import struct
import zlib

from strict_tar_model import Envelope

_MAGIC = b"\x1f\x8b"
_HEADER_CRC, _EXTRA, _NAME, _COMMENT, _RESERVED = 0x02, 0x04, 0x08, 0x10, 0xE0
_FIXED = 10
_TRAILER = 8
_CHUNK = 1 << 16


def read_gzip(envelope: Envelope) -> None:
    """Judges the file and gives its content on, until a rule is broken."""
    source, findings = envelope.source, envelope.findings
    offset = 0
    while True:
        end_of_header = _read_header(envelope, offset)
        if findings.errors or end_of_header is None:
            return
        before = envelope.size
        read = _inflate(envelope, end_of_header)
        if read is None:
            return
        end, crc = read
        trailer = source.read(end, _TRAILER)
        if len(trailer) < _TRAILER:
            findings.add("gzip/truncated-trailer", end)
            return
        _check_trailer(findings, end, trailer, crc, envelope.size - before)
        offset = end + _TRAILER
        if findings.errors or offset == source.size:
            return
        if source.read(offset, 2) != _MAGIC:
            findings.add("gzip/trailing-data", offset, count=source.size - offset)
            return
        if findings.add("gzip/several-members", offset):
            return


def _check_trailer(findings, offset: int, trailer: bytes, crc: int, size: int) -> None:
    declared_crc, declared_size = struct.unpack("<II", trailer)
    if crc != declared_crc:
        findings.add("gzip/crc-mismatch", offset, actual=f"0x{crc:08x}", declared=f"0x{declared_crc:08x}")
    if size % (1 << 32) != declared_size:
        findings.add("gzip/size-mismatch", offset, actual=size % (1 << 32), declared=declared_size)


class _Cut(Exception):
    """The header ends before it should."""


class _TooLong(Exception):
    """The header goes on behind the limit."""


class _Fields:
    """Reads the fields of a header one after another."""

    def __init__(self, data: bytes, limit: int) -> None:
        # One byte more than the limit tells whether the header goes on.
        self.data = data
        self.position = 0
        self._limit = limit

    def take(self, length: int) -> bytes:
        end = self.position + length
        self._check(end)
        piece = self.data[self.position : end]
        self.position = end
        return piece

    def take_text(self) -> None:
        end = self.data.find(b"\0", self.position)
        self._check(len(self.data) + 1 if end < 0 else end + 1)
        self.position = end + 1

    def _check(self, end: int) -> None:
        if end > self._limit and len(self.data) > self._limit:
            raise _TooLong
        if end > len(self.data):
            raise _Cut


def _read_header(envelope: Envelope, offset: int) -> int | None:
    """Where the compressed data begin; None where that is not known."""
    findings = envelope.findings
    limit = findings.judging.limits["gzip.header"]
    fields = _Fields(envelope.source.read(offset, limit + 1), limit)
    flags = fields.data[3] if len(fields.data) > 3 else 0
    if len(fields.data) > 2 and fields.data[2] != 8:
        findings.add("gzip/unknown-method", offset, actual=fields.data[2])
    if flags & _RESERVED:
        findings.add("gzip/reserved-flag", offset, flags=f"0x{flags:02x}")
    try:
        fixed = fields.take(_FIXED)
        if flags & _EXTRA:
            extra = fields.take(struct.unpack("<H", fields.take(2))[0])
            if not _is_well_formed(extra):
                findings.add("gzip/malformed-extra-field", offset)
        for flag in (_NAME, _COMMENT):
            if flags & flag:
                fields.take_text()
        if flags & _HEADER_CRC:
            actual = zlib.crc32(fields.data[: fields.position]) & 0xFFFF
            declared = struct.unpack("<H", fields.take(2))[0]
            if actual != declared:
                details = {"actual": f"0x{actual:04x}", "declared": f"0x{declared:04x}"}
                findings.add("gzip/header-crc-mismatch", offset, **details)
    except _Cut:
        findings.add("gzip/truncated-header", offset)
        return None
    except _TooLong:
        findings.add("gzip/header-too-large", offset, limit=limit)
        return None
    _warn(envelope, offset, flags, fixed)
    return offset + fields.position


def _is_well_formed(extra: bytes) -> bool:
    position = 0
    while position + 4 <= len(extra):
        position += 4 + struct.unpack_from("<H", extra, position + 2)[0]
    return position == len(extra)


def _warn(envelope: Envelope, offset: int, flags: int, fixed: bytes) -> None:
    if flags:
        envelope.warn("gzip/optional-field", offset, flags=f"0x{flags:02x}")
    if fixed[4:8] != bytes(4):
        envelope.warn("gzip/modification-time", offset)
    if fixed[8]:
        envelope.warn("gzip/extra-flags", offset, actual=fixed[8])
    if fixed[9] != 255:
        envelope.warn("gzip/operating-system", offset, actual=fixed[9])


def _inflate(envelope: Envelope, offset: int) -> tuple[int, int] | None:
    """Where the compressed data end and the CRC-32 of the content; None where a rule is broken."""
    source, findings = envelope.source, envelope.findings
    stream = zlib.decompressobj(-15)
    crc = 0
    position = offset
    pending = b""
    while not stream.eof:
        data = pending or source.read(position, _CHUNK)
        if not pending:
            position += len(data)
        try:
            content = stream.decompress(data, 1 << 20)
        except zlib.error:
            findings.add("gzip/invalid-deflate", offset)
            return None
        pending = stream.unconsumed_tail
        crc = zlib.crc32(content, crc)
        envelope.put(content)
        if envelope.is_beyond("gzip.ratio") and findings.add("gzip/ratio-too-high", offset, limit=_ratio(findings)):
            return None
        if not data and not content and not stream.eof:
            findings.add("gzip/truncated-deflate", offset)
            return None
    return position - len(stream.unused_data), crc


def _ratio(findings) -> int:
    return findings.judging.limits["gzip.ratio"]
