"""An envelope of zstd, RFC 8878: its frames and blocks; strict-tar, "zstd"."""

from dataclasses import dataclass

from strict_tar_model import Envelope
from xxhash64 import Xxh64
from zstd_block import BlockDecoder, InvalidBlock

_FRAME = 0xFD2FB528
_FIRST_SKIPPABLE, _LAST_SKIPPABLE = 0x184D2A50, 0x184D2A5F
_LARGEST_BLOCK = 128 * 1024
_RAW, _RUN_LENGTH, _COMPRESSED, _RESERVED = range(4)


@dataclass(frozen=True)
class _Frame:
    offset: int
    blocks_offset: int
    window: int
    content_size: int | None
    has_checksum: bool


def read_zstd(envelope: Envelope) -> None:
    """Judges the file and gives its content on, until a rule is broken."""
    source, findings = envelope.source, envelope.findings
    offset = 0
    frames = 0
    while offset < source.size and not findings.errors:
        magic = _number(source.read(offset, 4), 4)
        if magic is not None and _FIRST_SKIPPABLE <= magic <= _LAST_SKIPPABLE:
            end = _skip(envelope, offset)
        elif magic == _FRAME:
            frames += 1
            if frames > 1 and findings.add("zstd/several-frames", offset):
                return
            end = _read_frame(envelope, offset)
        else:
            findings.add("zstd/trailing-data", offset, count=source.size - offset)
            return
        if end is None:
            return
        offset = end


def _number(data: bytes, length: int) -> int | None:
    return int.from_bytes(data, "little") if len(data) == length else None


def _skip(envelope: Envelope, offset: int) -> int | None:
    source, findings = envelope.source, envelope.findings
    length = _number(source.read(offset + 4, 4), 4)
    end = None if length is None else offset + 8 + length
    if end is None or end > source.size:
        findings.add("zstd/truncated-frame", offset)
        end = None
    findings.add("zstd/skippable-frame", offset, count=length or 0)
    return end


def _read_header(envelope: Envelope, offset: int) -> _Frame | None:
    source, findings = envelope.source, envelope.findings
    data = source.read(offset + 4, 14)
    if not data:
        findings.add("zstd/truncated-frame", offset)
        return None
    descriptor = data[0]
    is_single = bool(descriptor & 0x20)
    size_flag = descriptor >> 6
    size_length = (1 if is_single else 0, 2, 4, 8)[size_flag]
    dictionary_length = (0, 1, 2, 4)[descriptor & 3]
    window_length = 0 if is_single else 1
    length = 1 + window_length + dictionary_length + size_length
    if descriptor & 0x08:
        findings.add("zstd/reserved-bit", offset)
    if len(data) < length:
        findings.add("zstd/truncated-frame", offset)
        return None
    dictionary = int.from_bytes(data[1 + window_length :][:dictionary_length], "little")
    content_size = None
    if size_length:
        content_size = int.from_bytes(data[length - size_length : length], "little")
        content_size += 256 if size_length == 2 else 0
    window = _window(data[1]) if content_size is None or not is_single else content_size
    limit = findings.judging.limits["zstd.window"]
    if window > limit:
        findings.add("zstd/window-too-large", offset, actual=window, limit=limit)
    if dictionary:
        findings.add("zstd/dictionary", offset, actual=dictionary)
    if descriptor & 0x10:
        envelope.warn("zstd/unused-bit", offset)
    if not descriptor & 0x04:
        envelope.warn("zstd/checksum-missing", offset)
    if content_size is None:
        envelope.warn("zstd/content-size-missing", offset)
    return _Frame(offset, offset + 4 + length, window, content_size, bool(descriptor & 0x04))


def _window(descriptor: int) -> int:
    base = 1 << (10 + (descriptor >> 3))
    return base + base // 8 * (descriptor & 7)


def _read_frame(envelope: Envelope, offset: int) -> int | None:
    """Where the frame ends; None where a rule is broken."""
    findings = envelope.findings
    frame = _read_header(envelope, offset)
    if frame is None or findings.errors:
        return None
    digest = Xxh64() if frame.has_checksum else None
    before = envelope.size
    end = _read_blocks(envelope, frame, digest)
    if end is None:
        return None
    actual = envelope.size - before
    if frame.content_size is not None and actual != frame.content_size:
        findings.add("zstd/content-size-mismatch", offset, declared=frame.content_size, actual=actual)
    if digest is None:
        return end
    declared = _number(envelope.source.read(end, 4), 4)
    if declared is None:
        findings.add("zstd/truncated-frame", offset)
        return None
    checksum = digest.value() & 0xFFFFFFFF
    if checksum != declared:
        details = {"actual": f"0x{checksum:08x}", "declared": f"0x{declared:08x}"}
        findings.add("zstd/checksum-mismatch", end, **details)
    return end + 4


def _read_blocks(envelope: Envelope, frame: _Frame, digest: Xxh64 | None) -> int | None:
    source, findings = envelope.source, envelope.findings
    largest = min(frame.window, _LARGEST_BLOCK)
    decoder = BlockDecoder(frame.window, largest)
    before = envelope.size
    position = frame.blocks_offset
    while True:
        header = _number(source.read(position, 3), 3)
        if header is None:
            findings.add("zstd/truncated-frame", frame.offset)
            return None
        kind, size = header >> 1 & 3, header >> 3
        if kind == _RESERVED:
            findings.add("zstd/reserved-block-type", position)
        if size > largest:
            findings.add("zstd/block-too-large", position, actual=size, limit=largest)
        if findings.errors:
            return None
        stored = 1 if kind == _RUN_LENGTH else size
        data = source.read(position + 3, stored)
        if len(data) < stored:
            findings.add("zstd/truncated-frame", frame.offset)
            return None
        try:
            content = decoder.decode(data) if kind == _COMPRESSED else decoder.keep(data * (size if kind else 1))
        except InvalidBlock:
            findings.add("zstd/invalid-block", position)
            return None
        envelope.put(content)
        if digest is not None:
            digest.update(content)
        if envelope.is_beyond("zstd.ratio"):
            findings.add("zstd/ratio-too-high", position, limit=findings.judging.limits["zstd.ratio"])
        actual = envelope.size - before
        if frame.content_size is not None and actual > frame.content_size:
            details = {"declared": frame.content_size, "actual": actual}
            findings.add("zstd/content-size-mismatch", frame.offset, **details)
        if findings.errors:
            return None
        position += 3 + stored
        if header & 1:
            return position
