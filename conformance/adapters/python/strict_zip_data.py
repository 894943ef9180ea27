"""The content of members: declared sizes, and data as they are read; strict-zip, "Data"."""

import hashlib
import zlib
from collections.abc import Iterator

from strict_zip_model import Entry, ZipFindings

_CHUNK = 1 << 20
_RATIO_FROM = 1 << 20


def check_sizes(entries: list[Entry], findings: ZipFindings) -> None:
    """Judges what is declared, before any data are read."""
    limits = findings.judging.limits
    ratio = limits["archive.ratio"]
    total = 0
    exceeded = False
    for entry in entries:
        total += entry.uncompressed
        if total > limits["archive.total"] and not exceeded:
            exceeded = True
            findings.add("zip/total-too-large", entry.header_offset, entry, actual=total, limit=limits["archive.total"])
        if entry.uncompressed > _RATIO_FROM and entry.uncompressed > ratio * entry.compressed:
            details = {"uncompressed": entry.uncompressed, "compressed": entry.compressed, "limit": ratio}
            findings.add("zip/ratio-too-high", entry.header_offset, entry, **details)


def check_data(source, entry: Entry, findings: ZipFindings) -> None:
    """Reads the data of a member once, and keeps the digest of its content."""
    reading = _Inflating(source, entry) if entry.method == 8 else _Copying(source, entry)
    sha256 = hashlib.sha256()
    crc = 0
    size = 0
    for chunk in reading.chunks():
        sha256.update(chunk)
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
    offset = entry.local.data_offset
    if reading.broken:
        findings.add("zip/invalid-deflate", offset, entry)
    elif reading.left > 0 and size <= entry.uncompressed:
        findings.add("zip/data-after-deflate-end", entry.data_end - reading.left, entry, count=reading.left)
    if not reading.broken and size != entry.uncompressed:
        findings.add("zip/size-mismatch", offset, entry, declared=entry.uncompressed, actual=size)
    elif not reading.broken and crc != entry.crc:
        findings.add("zip/crc-mismatch", offset, entry, declared=f"0x{entry.crc:08x}", actual=f"0x{crc:08x}")
    else:
        entry.sha256 = sha256.hexdigest()


def read_content(source, entry: Entry) -> bytes:
    """The content of a member that was found to be whole."""
    reading = _Inflating(source, entry) if entry.method == 8 else _Copying(source, entry)
    return b"".join(reading.chunks())


class _Copying:
    """Stored data; never more than one byte beyond the declared size."""

    def __init__(self, source, entry: Entry) -> None:
        self._source = source
        self._entry = entry
        self.broken = False
        self.left = 0

    def chunks(self) -> Iterator[bytes]:
        position = self._entry.local.data_offset
        end = position + min(self._entry.compressed, self._entry.uncompressed + 1)
        while position < end:
            chunk = self._source.read(position, min(_CHUNK, end - position))
            if not chunk:
                return
            position += len(chunk)
            yield chunk


class _Inflating:
    """Deflated data; never more than one byte beyond the declared size is inflated."""

    def __init__(self, source, entry: Entry) -> None:
        self._source = source
        self._entry = entry
        self.broken = False
        # Bytes of the compressed data behind the end of the deflate stream.
        self.left = 0

    def chunks(self) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        position, end = self._entry.local.data_offset, self._entry.data_end
        room = self._entry.uncompressed + 1
        pending = b""
        try:
            while not inflater.eof and room > 0:
                if not pending:
                    pending = self._source.read(position, min(_CHUNK, end - position))
                    position += len(pending)
                at_end = not pending
                chunk = inflater.decompress(pending, min(_CHUNK, room))
                pending = inflater.unconsumed_tail
                room -= len(chunk)
                yield chunk
                if at_end and not chunk and not inflater.eof:
                    self.broken = True
                    return
        except zlib.error:
            self.broken = True
            return
        if inflater.eof:
            self.left = len(inflater.unused_data) + end - position
