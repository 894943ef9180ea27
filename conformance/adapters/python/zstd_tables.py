"""Entropy coding of zstd: bit streams, FSE and Huffman tables; RFC 8878, section 4."""

from dataclasses import dataclass


class InvalidBlock(Exception):
    """A compressed block that cannot be decoded."""


def ensure(condition: bool) -> None:
    if not condition:
        raise InvalidBlock


class ForwardBits:
    """Bits from the first byte on, the lowest first: the description of a table."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    def read(self, count: int) -> int:
        start = self._position
        self._position += count
        piece = self._data[start // 8 : (self._position + 7) // 8]
        return int.from_bytes(piece, "little") >> start % 8 & (1 << count) - 1

    def unread(self, count: int) -> None:
        self._position -= count

    def bytes_read(self) -> int:
        return (self._position + 7) // 8


class BackwardBits:
    """Bits from the last byte back, behind the highest bit that is set; zeros before the first."""

    def __init__(self, data: bytes) -> None:
        ensure(len(data) > 0 and data[-1] != 0)
        self._data = data
        self.left = (len(data) - 1) * 8 + data[-1].bit_length() - 1

    def peek(self, count: int) -> int:
        low = self.left - count
        if low < 0:
            missing = -low
            return self._slice(0, max(self.left, 0)) << missing & (1 << count) - 1
        return self._slice(low, count)

    def _slice(self, low: int, count: int) -> int:
        piece = self._data[low // 8 : (low + count + 7) // 8]
        return int.from_bytes(piece, "little") >> low % 8 & (1 << count) - 1

    def read(self, count: int) -> int:
        value = self.peek(count)
        self.left -= count
        return value


@dataclass(frozen=True)
class FseTable:
    """Of each state: its symbol, how many bits lead to the next state, and what they are added to."""

    accuracy: int
    symbols: list[int]
    bits: list[int]
    bases: list[int]

    def next(self, state: int, stream: BackwardBits) -> int:
        return self.bases[state] + stream.read(self.bits[state])


def make_single_table(symbol: int) -> FseTable:
    """A table that gives one symbol without any bits."""
    return FseTable(0, [symbol], [0], [0])


def read_fse_table(data: bytes, greatest_symbol: int, greatest_accuracy: int) -> tuple[FseTable, int]:
    """A table from its description, and how many bytes that has (section 4.1.1)."""
    stream = ForwardBits(data)
    accuracy = stream.read(4) + 5
    ensure(len(data) > 0 and accuracy <= greatest_accuracy)
    remaining = 1 << accuracy
    probabilities: list[int] = []
    while remaining > 0:
        ensure(len(probabilities) <= greatest_symbol)
        probability = _read_probability(stream, remaining)
        remaining -= abs(probability)
        probabilities.append(probability)
        repeat = 3 if probability == 0 else 0
        while repeat == 3:
            repeat = stream.read(2)
            ensure(stream.bytes_read() <= len(data))
            probabilities.extend([0] * repeat)
    ensure(len(probabilities) <= greatest_symbol + 1 and stream.bytes_read() <= len(data))
    return make_fse_table(probabilities, accuracy), stream.bytes_read()


def _read_probability(stream: ForwardBits, remaining: int) -> int:
    bits = (remaining + 1).bit_length()
    value = stream.read(bits)
    low_mask = (1 << bits - 1) - 1
    threshold = (1 << bits) - 1 - (remaining + 1)
    if value & low_mask < threshold:
        stream.unread(1)
        value &= low_mask
    elif value > low_mask:
        value -= threshold
    return value - 1


def make_fse_table(probabilities: list[int], accuracy: int) -> FseTable:
    """A table from the probabilities of its symbols; -1 is less than one."""
    size = 1 << accuracy
    symbols = [0] * size
    high = size
    for symbol, probability in enumerate(probabilities):
        if probability == -1:
            high -= 1
            symbols[high] = symbol
    step = (size >> 1) + (size >> 3) + 3
    position = 0
    for symbol, probability in enumerate(probabilities):
        for _ in range(probability):
            symbols[position] = symbol
            position = (position + step) % size
            while position >= high:
                position = (position + step) % size
    ensure(position == 0)
    following = [abs(probability) for probability in probabilities]
    bits, bases = [], []
    for symbol in symbols:
        state = following[symbol]
        following[symbol] += 1
        count = accuracy - (state.bit_length() - 1)
        bits.append(count)
        bases.append((state << count) - size)
    return FseTable(accuracy, symbols, bits, bases)


@dataclass(frozen=True)
class HuffmanTable:
    """Of each possible `length` bits that come next: the symbol, and how many of them are its code."""

    length: int
    symbols: list[int]
    bits: list[int]

    def decode(self, data: bytes, count: int) -> bytes:
        """So many symbols, which take all bits of the stream."""
        stream = BackwardBits(data)
        decoded = bytearray(count)
        symbols, bits, length = self.symbols, self.bits, self.length
        for index in range(count):
            code = stream.peek(length)
            decoded[index] = symbols[code]
            stream.left -= bits[code]
            ensure(stream.left >= 0)
        ensure(stream.left == 0)
        return bytes(decoded)


_LONGEST_CODE = 11


def read_huffman_table(data: bytes) -> tuple[HuffmanTable, int]:
    """A table from its description, and how many bytes that has (section 4.2.1)."""
    ensure(len(data) > 0)
    head = data[0]
    if head >= 128:
        count = head - 127
        length = 1 + (count + 1) // 2
        ensure(length <= len(data))
        nibbles = [half for byte in data[1:length] for half in (byte >> 4, byte & 15)]
        return _make_huffman_table(nibbles[:count]), length
    ensure(1 + head <= len(data))
    return _make_huffman_table(_read_weights(data[1 : 1 + head])), 1 + head


def _read_weights(data: bytes) -> list[int]:
    table, length = read_fse_table(data, 255, 6)
    stream = BackwardBits(data[length:])
    states = [stream.read(table.accuracy), stream.read(table.accuracy)]
    ensure(stream.left >= 0)
    weights: list[int] = []
    turn = 0
    while stream.left >= 0:
        ensure(len(weights) < 254)
        weights.append(table.symbols[states[turn]])
        states[turn] = table.next(states[turn], stream)
        turn = 1 - turn
    weights.append(table.symbols[states[turn]])
    return weights


def _make_huffman_table(weights: list[int]) -> HuffmanTable:
    ensure(all(weight <= _LONGEST_CODE + 1 for weight in weights))
    total = sum(1 << weight - 1 for weight in weights if weight)
    ensure(total > 0)
    length = total.bit_length()
    ensure(length <= _LONGEST_CODE)
    # The last weight is what is missing to a power of two.
    rest = (1 << length) - total
    ensure(rest.bit_count() == 1)
    weights = [*weights, rest.bit_length()]
    ensure(weights.count(1) >= 2 and weights.count(1) % 2 == 0)
    symbols: list[int] = []
    bits: list[int] = []
    for weight in range(1, length + 1):
        for symbol, own in enumerate(weights):
            if own == weight:
                symbols.extend([symbol] * (1 << weight - 1))
                bits.extend([length + 1 - weight] * (1 << weight - 1))
    return HuffmanTable(length, symbols, bits)
