"""The form of RFC 8785 of a JSON value, and its digest: what a document is observed as."""

import hashlib
from json.encoder import encode_basestring


def digest(value) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(value).encode("utf-8")).hexdigest()


def canonical(value) -> str:
    """The canonical form; numbers are doubles, and strings hold no lone surrogates."""
    parts: list[str] = []
    _write(value, parts.append)
    return "".join(parts)


def _write(value, put) -> None:
    if isinstance(value, str):
        put(encode_basestring(value))
    elif value is None:
        put("null")
    elif value is True:
        put("true")
    elif value is False:
        put("false")
    elif isinstance(value, (int, float)):
        put(to_number(value))
    elif isinstance(value, dict):
        _write_object(value, put)
    else:
        put("[")
        for index, item in enumerate(value):
            if index:
                put(",")
            _write(item, put)
        put("]")


def _write_object(value: dict, put) -> None:
    put("{")
    names = sorted(value) if all(map(str.isascii, value)) else sorted(value, key=_utf16)
    for index, name in enumerate(names):
        if index:
            put(",")
        put(encode_basestring(name))
        put(":")
        _write(value[name], put)
    put("}")


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-be")


def to_number(value: int | float) -> str:
    """A number as ECMAScript writes it (section 3.2.2.3 of RFC 8785)."""
    if isinstance(value, int) and -(2**53) < value < 2**53:
        return str(value)
    double = float(value)
    if double == 0:
        return "0"
    sign = "-" if double < 0 else ""
    # The shortest digits that read back as the same double, and the place of the point among them.
    mantissa, _, exponent = repr(abs(double)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    point = len(whole) + int(exponent or 0)
    digits = whole + fraction
    leading = len(digits) - len(digits.lstrip("0"))
    digits, point = digits[leading:].rstrip("0"), point - leading
    return sign + _place_point(digits, point)


def _place_point(digits: str, point: int) -> str:
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    power = point - 1
    tail = "." + digits[1:] if count > 1 else ""
    return f"{digits[0]}{tail}e{'+' if power >= 0 else '-'}{abs(power)}"
