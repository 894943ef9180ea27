"""Numbers and strings of strict-json: what they mean, and which rules their values break; sections 4 and 5."""

import re

GREATEST = 1.7976931348623157e308
SAFE = 2**53 - 1

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?P<fraction>\.[0-9]+)?(?P<exponent>[eE][-+]?[0-9]+)?")
_NOT_ZERO = re.compile(r"[1-9]")


def read_number(run: str) -> tuple[int | float, str | None] | None:
    """The value of a number and the rule that it breaks; None where it is not in the grammar."""
    parts = _NUMBER.fullmatch(run)
    if parts is None:
        return None
    if parts["fraction"] is None and parts["exponent"] is None:
        return _read_integer(run)
    double = float(run)
    if double in (float("inf"), float("-inf")):
        return (GREATEST if double > 0 else -GREATEST), "json/number-overflow"
    if double == 0:
        mantissa = run[: parts.start("exponent")] if parts["exponent"] else run
        return 0, "json/number-underflow" if _NOT_ZERO.search(mantissa) else None
    return double, None


def _read_integer(run: str) -> tuple[int | float, str | None]:
    if len(run) <= 17:
        integer = int(run)
        if abs(integer) <= SAFE:
            return integer, None
    return nearest_finite(run), "json/unsafe-integer"


def nearest_finite(digits: str) -> float:
    """The nearest double that is finite."""
    return min(max(float(digits), -GREATEST), GREATEST)


def replace_surrogates(text: str) -> str:
    """A surrogate that is not one of a pair is observed as U+FFFD."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
