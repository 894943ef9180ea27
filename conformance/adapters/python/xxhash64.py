"""XXH64 with seed 0, as its specification has it: the checksum of zstd frames."""

import struct

_MASK = (1 << 64) - 1
_P1, _P2, _P3 = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
_P4, _P5 = 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5
_STRIPE = struct.Struct("<4Q")


def _rotate(value: int, count: int) -> int:
    return (value << count | value >> 64 - count) & _MASK


def _round(lane: int, value: int) -> int:
    return _rotate((lane + value * _P2) & _MASK, 31) * _P1 & _MASK


class Xxh64:
    """A digest that is fed piece by piece."""

    def __init__(self) -> None:
        self._lanes = [(_P1 + _P2) & _MASK, _P2, 0, -_P1 & _MASK]
        self._rest = b""
        self._size = 0

    def update(self, data: bytes) -> None:
        self._size += len(data)
        data = self._rest + data
        whole = len(data) - len(data) % _STRIPE.size
        lanes = self._lanes
        for stripe in _STRIPE.iter_unpack(data[:whole]):
            lanes = [_round(lane, value) for lane, value in zip(lanes, stripe, strict=True)]
        self._lanes = lanes
        self._rest = data[whole:]

    def value(self) -> int:
        if self._size < _STRIPE.size:
            result = _P5
        else:
            result = sum(map(_rotate, self._lanes, (1, 7, 12, 18))) & _MASK
            for lane in self._lanes:
                result = ((result ^ _round(0, lane)) * _P1 + _P4) & _MASK
        result = (result + self._size) & _MASK
        rest = self._rest
        while len(rest) >= 8:
            word = int.from_bytes(rest[:8], "little")
            result = (_rotate(result ^ _round(0, word), 27) * _P1 + _P4) & _MASK
            rest = rest[8:]
        if len(rest) >= 4:
            word = int.from_bytes(rest[:4], "little")
            result = (_rotate(result ^ word * _P1 & _MASK, 23) * _P2 + _P3) & _MASK
            rest = rest[4:]
        for byte in rest:
            result = _rotate(result ^ byte * _P5 & _MASK, 11) * _P1 & _MASK
        result = (result ^ result >> 33) * _P2 & _MASK
        result = (result ^ result >> 29) * _P3 & _MASK
        return result ^ result >> 32
