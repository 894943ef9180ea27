"""The types of plain scalars in YAML 1.2 and in YAML 1.1, and their values; strict-yaml, section 6."""

import re
from dataclasses import dataclass

NULL, BOOLEAN, INTEGER, FLOAT, STRING = "null", "boolean", "integer", "float", "string"

SAFE = 2**53 - 1
_GREATEST_DIGITS = 400

_CORE = (
    (NULL, re.compile(r"null|Null|NULL|~|")),
    (BOOLEAN, re.compile(r"true|True|TRUE|false|False|FALSE")),
    (INTEGER, re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")),
    (
        FLOAT,
        re.compile(
            r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
        ),
    ),
)

_OLD = (
    (BOOLEAN, re.compile("|".join(
        form for word in ("yes", "no", "on", "off", "true", "false") for form in (word, word.capitalize(), word.upper())
    ))),
    (
        FLOAT,
        re.compile(
            r"[-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+][0-9]+)?|\.[0-9][0-9_]*([eE][-+][0-9]+)?"
            r"|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
        ),
    ),
    (
        INTEGER,
        re.compile(
            r"[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"
            r"|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+"
        ),
    ),
    ("merge key", re.compile("<<")),
    (NULL, re.compile(r"~|null|Null|NULL|")),
    (
        "timestamp",
        re.compile(
            r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
            r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]*)?"
            r"([ \t]*(Z|[-+][0-9]{1,2}(:[0-9]{2})?))?"
        ),
    ),
    ("value key", re.compile("=")),
)

_OCTAL_IN_OLD = re.compile(r"[-+]?0[0-7]+")


def core_type(text: str) -> str:
    return _find_type(text, _CORE)


def old_type(text: str) -> str:
    """The type that PyYAML gives to a plain scalar."""
    return _find_type(text, _OLD)


def _find_type(text: str, table: tuple) -> str:
    return next((name for name, form in table if form.fullmatch(text)), STRING)


def is_ambiguous(text: str) -> bool:
    """Whether readers of YAML 1.1 and YAML 1.2 give a plain scalar another type or another value."""
    core = core_type(text)
    if core != old_type(text):
        return True
    if core != INTEGER or not _OCTAL_IN_OLD.fullmatch(text):
        return False
    # One digit that counts is the same in both bases; leading zeros do not count.
    return len(text.lstrip("-+0")) > 1


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the core schema: None where no double is near enough."""

    value: int | float | None
    kind: str = "finite"
    safe: bool = True


def read_number(text: str) -> Number:
    """The value of a plain scalar whose type is integer or float."""
    lowered = text.lower()
    if lowered.endswith(".nan"):
        return Number(None, "not a number")
    if lowered.endswith(".inf"):
        return Number(None, "infinite")
    if core_type(text) == INTEGER:
        return _read_integer(text)
    double = float(text)
    if double in (float("inf"), float("-inf")):
        return Number(None, "too great")
    return Number(double or 0)


def _read_integer(text: str) -> Number:
    base = {"0o": 8, "0x": 16}.get(text[:2], 10)
    digits = (text[2:] if base != 10 else text.lstrip("-+")).lstrip("0")
    if len(digits) > _GREATEST_DIGITS:
        return Number(None, "too great")
    integer = int(digits or "0", base)
    if text.startswith("-"):
        integer = -integer
    if abs(integer) <= SAFE:
        return Number(integer)
    try:
        return Number(float(integer), safe=False)
    except OverflowError:
        return Number(None, "too great")
