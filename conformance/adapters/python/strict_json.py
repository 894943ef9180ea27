"""The contract strict-json: a JSON text that every careful reader understands alike."""

from canonical_json import digest
from documents import size_check, validate_document
from strict_json_reader import GrammarBreach, JsonReader, Spans
from text_places import (
    DocumentFindings,
    TextPlaces,
    find_invalid_utf8,
    parse_pointer,
    to_invalid_utf8_place,
    with_member,
)

check_size = size_check("json")

_MARK = b"\xef\xbb\xbf"


class Document:
    """A document that follows the grammar: its value, and the places of its parts."""

    def __init__(self, text: str, value, nesting: int, base: int = 0) -> None:
        self.text = text
        self.value = value
        self._nesting = nesting
        self._root: Spans | None = None
        self._places = TextPlaces(text, base)

    def digest(self) -> str:
        return digest(self.value)

    def position(self, pointer: str) -> tuple[int, int] | None:
        """Line and column of the value at a pointer; None where there is none."""
        span = self._find(pointer)
        return None if span is None else self._places.line_and_column(span[1])

    def name_position(self, pointer: str) -> tuple[int, int] | None:
        """Line and column of a member's name; of the value where it is no member."""
        span = self._find(pointer)
        return None if span is None else self._places.line_and_column(span[0])

    def offset(self, pointer: str) -> int | None:
        span = self._find(pointer)
        return None if span is None else self._places.offset(span[1])

    def name_offset(self, pointer: str) -> int | None:
        span = self._find(pointer)
        return None if span is None else self._places.offset(span[0])

    def _find(self, pointer: str) -> tuple[int, int] | None:
        if self._root is None:
            # Few documents are asked; these are read a second time.
            reader = JsonReader(self.text, None, self._nesting, track=True)
            reader.read()
            self._root = reader.root
        spans: Spans | None = self._root
        span = (self._root.items[0], self._root.items[0])
        step: str | int = 0
        for name in parse_pointer(pointer):
            spans = spans.inner.get(step) if spans is not None else None
            if spans is None:
                return None
            if name in spans.members:
                span, step = spans.members[name], name
            elif name.isascii() and name.isdigit() and len(name) < 10 and int(name) < len(spans.items):
                step = int(name)
                span = (spans.items[step], spans.items[step])
            else:
                return None
        return span


def parse(
    data: bytes, judging, member: str | None = None, limits: dict | None = None, base: int = 0
) -> Document | None:
    """Judges a document; None where it breaks a rule about its bytes or the grammar, or is nested too deep.

    `base` is where the document begins in the file that it is a part of.
    """
    limits = judging.limits if limits is None else limits
    if not check_size(len(data), judging, member, limits):
        return None
    ill = find_invalid_utf8(data)
    if ill is not None:
        at = to_invalid_utf8_place(data, ill, base)
        judging.add("json/invalid-utf8", with_member(at, member), {"byte": f"0x{data[ill]:02x}"})
        return None
    if data.startswith(_MARK):
        judging.add("json/byte-order-mark", with_member({"line": 1, "column": 1, "offset": base}, member))
        return None
    text = data.decode("utf-8")
    findings = DocumentFindings(judging, member, text, base)
    reader = JsonReader(text, findings, limits["json.nesting"])
    try:
        value = reader.read()
    except GrammarBreach as breach:
        findings.add(breach.rule, breach.index, breach.details)
        return None
    return Document(text, value, limits["json.nesting"], base)


def validate(source, judging) -> dict:
    """Judges an artifact that is a document; the observation."""
    return validate_document(check_size, parse, source, judging)
