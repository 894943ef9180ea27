"""Compressed blocks of zstd: literals, and the sequences that copy them and what came before; RFC 8878, 3.1.1.3."""

from zstd_tables import (
    BackwardBits,
    FseTable,
    HuffmanTable,
    InvalidBlock,
    ensure,
    make_fse_table,
    make_single_table,
    read_fse_table,
    read_huffman_table,
)

__all__ = ["BlockDecoder", "InvalidBlock"]

_RAW, _RUN_LENGTH, _COMPRESSED, _TREELESS = range(4)
_LARGEST_BLOCK = 128 * 1024

# Of each code: what it stands for, and how many bits are added to that.
_LITERALS = [(code, 0) for code in range(16)] + list(
    zip(
        (16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536),
        (1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
        strict=True,
    )
)
_MATCHES = [(code + 3, 0) for code in range(32)] + list(
    zip(
        (35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027, 2051, 4099, 8195, 16387, 32771, 65539),
        (1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
        strict=True,
    )
)

# Of each kind of code, in the order of their tables: greatest symbol, greatest accuracy, and the predefined table.
_KINDS = (
    (35, 9, make_fse_table([4, 3, *[2] * 11, 1, 1, 1, *[2] * 9, 3, 2, *[1] * 5, *[-1] * 4], 6)),
    (31, 8, make_fse_table([*[1] * 6, 2, 2, 2, *[1] * 15, *[-1] * 5], 5)),
    (52, 9, make_fse_table([1, 4, 3, *[2] * 6, *[1] * 37, *[-1] * 7], 6)),
)


class BlockDecoder:
    """The blocks of one frame, one after another."""

    def __init__(self, window: int, largest: int) -> None:
        self._window = window
        self._largest = largest
        self._history = bytearray()
        # How much of the frame is no longer kept.
        self._dropped = 0
        self._huffman: HuffmanTable | None = None
        self._tables: list[FseTable | None] = [None, None, None]
        self._offsets = [1, 4, 8]

    def keep(self, content: bytes) -> bytes:
        """Takes the content of a block that is not compressed for what later ones copy."""
        self._history += content
        excess = len(self._history) - self._window
        if excess > _LARGEST_BLOCK * 8:
            del self._history[:excess]
            self._dropped += excess
        return content

    def decode(self, data: bytes) -> bytes:
        """The content of a block; raises InvalidBlock."""
        literals, position = self._read_literals(data)
        start = len(self._history)
        self._run_sequences(data[position:], literals)
        content = bytes(self._history[start:])
        del self._history[start:]
        return self.keep(content)

    def _read_literals(self, data: bytes) -> tuple[bytes, int]:
        ensure(len(data) > 0)
        kind, form = data[0] & 3, data[0] >> 2 & 3
        if kind in (_RAW, _RUN_LENGTH):
            length = (1, 2, 1, 3)[form]
            size = int.from_bytes(data[:length], "little") >> (3 if length == 1 else 4)
            stored = size if kind == _RAW else 1
            ensure(size <= self._largest and length + stored <= len(data))
            content = data[length : length + stored]
            return content * (size if kind == _RUN_LENGTH else 1), length + stored
        length = (3, 3, 4, 5)[form]
        width = (10, 10, 14, 18)[form]
        ensure(length <= len(data))
        header = int.from_bytes(data[:length], "little") >> 4
        size, stored = header & (1 << width) - 1, header >> width
        ensure(size <= self._largest and length + stored <= len(data))
        content = data[length : length + stored]
        if kind == _COMPRESSED:
            self._huffman, taken = read_huffman_table(content)
            content = content[taken:]
        ensure(self._huffman is not None)
        return _read_streams(self._huffman, content, size, 1 if form == 0 else 4), length + stored

    def _run_sequences(self, data: bytes, literals: bytes) -> None:
        count, position = _read_count(data)
        if count == 0:
            ensure(position == len(data))
            ensure(len(literals) <= self._largest)
            self._history += literals
            return
        ensure(position < len(data))
        modes = data[position]
        ensure(modes & 3 == 0)
        position += 1
        for index, shift in enumerate((6, 4, 2)):
            position += self._read_table(index, modes >> shift & 3, data[position:])
        rest = self._copy(count, BackwardBits(data[position:]), literals)
        self._history += literals[rest:]

    def _read_table(self, index: int, mode: int, data: bytes) -> int:
        greatest, accuracy, predefined = _KINDS[index]
        taken = 0
        if mode == 0:
            self._tables[index] = predefined
        elif mode == 1:
            ensure(len(data) > 0 and data[0] <= greatest)
            self._tables[index], taken = make_single_table(data[0]), 1
        elif mode == 2:
            self._tables[index], taken = read_fse_table(data, greatest, accuracy)
        ensure(self._tables[index] is not None)
        return taken

    def _copy(self, count: int, stream: BackwardBits, literals: bytes) -> int:
        """Carries the sequences out; how many of the literals they took."""
        by_literal, by_offset, by_match = self._tables
        states = [stream.read(table.accuracy) for table in (by_literal, by_offset, by_match)]
        start = len(self._history)
        taken = 0
        for index in range(count):
            code = by_offset.symbols[states[1]]
            value = (1 << code) + stream.read(code)
            base, bits = _MATCHES[by_match.symbols[states[2]]]
            match = base + stream.read(bits)
            base, bits = _LITERALS[by_literal.symbols[states[0]]]
            length = base + stream.read(bits)
            ensure(stream.left >= 0)
            offset = self._take_offset(value, length == 0)
            ensure(taken + length <= len(literals))
            self._history += literals[taken : taken + length]
            taken += length
            ensure(len(self._history) - start + match <= self._largest)
            self._repeat(offset, match)
            if index + 1 < count:
                states[0] = by_literal.next(states[0], stream)
                states[2] = by_match.next(states[2], stream)
                states[1] = by_offset.next(states[1], stream)
        ensure(stream.left == 0)
        ensure(len(self._history) - start + len(literals) - taken <= self._largest)
        return taken

    def _take_offset(self, value: int, without_literals: bool) -> int:
        """The offset of a match, and the three that were last (section 3.1.1.5)."""
        offsets = self._offsets
        if value > 3:
            self._offsets = [value - 3, *offsets[:2]]
            return value - 3
        index = value - 1 + without_literals
        offset = offsets[index] if index < 3 else offsets[0] - 1
        ensure(offset > 0)
        if index > 0:
            self._offsets = [offset, *offsets[: min(index, 2)], *offsets[index + 1 :]]
        return offset

    def _repeat(self, offset: int, length: int) -> None:
        ensure(offset <= len(self._history) and offset <= self._window)
        source = len(self._history) - offset
        piece = self._history[source : source + length]
        while len(piece) < length:
            piece += piece[: length - len(piece)]
        self._history += piece


def _read_count(data: bytes) -> tuple[int, int]:
    ensure(len(data) > 0)
    first = data[0]
    if first < 128:
        return first, 1
    if first < 255:
        ensure(len(data) > 1)
        return (first - 128 << 8) + data[1], 2
    ensure(len(data) > 2)
    return data[1] + (data[2] << 8) + 0x7F00, 3


def _read_streams(table: HuffmanTable, data: bytes, size: int, streams: int) -> bytes:
    if streams == 1:
        return table.decode(data, size)
    ensure(len(data) >= 6)
    sizes = [int.from_bytes(data[index : index + 2], "little") for index in (0, 2, 4)]
    part = (size + 3) // 4
    ensure(size >= 3 * part and 6 + sum(sizes) <= len(data))
    position = 6
    parts: list[bytes] = []
    for stored in sizes:
        parts.append(table.decode(data[position : position + stored], part))
        position += stored
    parts.append(table.decode(data[position:], size - 3 * part))
    return b"".join(parts)
