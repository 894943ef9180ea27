"""The header of a pack as a document; assets-pa, section 3."""

import re
from functools import cache
from json import dumps, loads
from json.encoder import encode_basestring

import strict_json
from documents import read_document
from schema_findings import Schema
from text_places import TextPlaces

# Every token of a text that is known to follow the grammar; white space is skipped.
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[][{},:]|[^][{},:"\s]+')
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
# Names beyond these characters sort in two ways, and long numbers are not what they seem.
_UNCERTAIN = re.compile("[0-9]{16}|[^\x00-\ud7ff]")
_HALF = re.compile("[\ud800-\udfff]")


def read_header(source, prelude, judging):
    """The header as a document; None where what follows from its values cannot be judged."""
    data = source.read(prelude.header_offset, prelude.header_size)
    limits = {**judging.limits, "json.size": judging.limits["assetsPa.header"]}
    reader = _Reader(limits, prelude.header_offset)
    document = read_document(reader, data, judging, None)
    if document is None:
        return None
    if not _is_plainly_canonical(document.text):
        _check_text(document, TextPlaces(document.text, prelude.header_offset), judging)
    return document if _check_values(document, judging) else None


class _Reader:
    """strict-json for a text that begins within a file and has a limit of its own."""

    def __init__(self, limits: dict, base: int) -> None:
        self._limits = limits
        self._base = base

    def parse(self, data: bytes, judging, path: str | None):
        return strict_json.parse(data, judging, path, self._limits, self._base)


def _check_values(document, judging) -> bool:
    """Whether there are entries to be judged one by one."""
    value = document.value
    table = value.get("asset_table") if isinstance(value, dict) else None
    limit = judging.limits["assetsPa.assets"]
    if isinstance(table, list) and len(table) > limit:
        at = {"pointer": "/asset_table", "offset": document.offset("/asset_table")}
        at["line"], at["column"] = document.position("/asset_table")
        judging.add("assets-pa/too-many-assets", at, {"count": len(table), "limit": limit})
        return False
    breaches = _schema(judging.catalogue).breaches(value)
    for breach in breaches:
        judging.add("assets-pa/header-schema", breach.place(document), breach.details())
    return not breaches


@cache
def _schema(catalogue) -> Schema:
    return Schema(catalogue.schema("assets-pa", "header"))


def _is_plainly_canonical(text: str) -> bool:
    """Whether Python's own library writes a text again as it stands; where that says nothing, it is looked at closely."""
    if _UNCERTAIN.search(text) is not None:
        return False
    try:
        value = loads(text, parse_float=_refuse)
    except (ValueError, RecursionError):
        return False
    return dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True) == text


def _refuse(number: str) -> float:
    raise ValueError(number)


def _check_text(document, places: TextPlaces, judging) -> None:
    writer = _Rewriter(document.text)
    for index, number, pointer in writer.not_integers:
        at = {**places.place(index), "pointer": pointer}
        judging.add("assets-pa/number-not-integer", at, {"number": number})
    index = _first_difference(document.text, writer.text)
    if index is not None:
        judging.add("assets-pa/header-not-canonical", places.place(index))


def _first_difference(text: str, other: str) -> int | None:
    if text == other:
        return None
    shorter = min(len(text), len(other))
    # Halves the range that holds the first difference: comparing slices is quick.
    low, high = 0, shorter
    while low < high:
        middle = (low + high + 1) // 2
        if text[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


class _Rewriter:
    """The text written again in its canonical form, and the numbers in it that are no integers."""

    def __init__(self, text: str) -> None:
        self.not_integers: list[tuple[int, str, str]] = []
        self._tokens = _TOKEN.finditer(text)
        self._path: list[str] = []
        self.text = self._value(next(self._tokens))

    def _value(self, token: re.Match) -> str:
        text = token[0]
        if text == "[":
            return self._array()
        if text == "{":
            return self._object()
        if text[0] == '"':
            return write_string(read_string(text))
        if text not in ("true", "false", "null") and (text == "-0" or _INTEGER.fullmatch(text) is None):
            pointer = "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in self._path)
            self.not_integers.append((token.start(), text, pointer))
        return text

    def _array(self) -> str:
        items: list[str] = []
        token = next(self._tokens)
        while token[0] != "]":
            self._path.append(str(len(items)))
            items.append(self._value(token))
            self._path.pop()
            token = next(self._tokens)
            if token[0] == ",":
                token = next(self._tokens)
        return f"[{','.join(items)}]"

    def _object(self) -> str:
        members: list[tuple[bytes, str]] = []
        token = next(self._tokens)
        while token[0] != "}":
            name = read_string(token[0])
            next(self._tokens)
            self._path.append(_HALF.sub("\ufffd", name))
            value = self._value(next(self._tokens))
            self._path.pop()
            members.append((name.encode("utf-16-be", "surrogatepass"), f"{write_string(name)}:{value}"))
            token = next(self._tokens)
            if token[0] == ",":
                token = next(self._tokens)
        # A stable sort: members of one name keep their order.
        members.sort(key=lambda member: member[0])
        return "{" + ",".join(text for _, text in members) + "}"


def read_string(token: str) -> str:
    """The text of a string token, halves of surrogate pairs included."""
    return loads(token) if "\\" in token else token[1:-1]


def write_string(text: str) -> str:
    """As RFC 8785 writes it; half a pair as an escape in lower case."""
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", encode_basestring(text))
