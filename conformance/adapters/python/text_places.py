"""Places in a text document, and findings about them."""

# More findings of one rule about one document tell nobody anything; a report ends at a thousand.
MOST_FINDINGS = 1000


class TextPlaces:
    """Turns an index into a text into byte offset, line and column; strict-json, section 2.

    Where the text stands within a file, offsets count from `base`, the file's byte that the text begins at.
    """

    def __init__(self, text: str, base: int = 0) -> None:
        self.text = text
        self._base = base
        # The last answers: places are mostly asked for in ascending order.
        self._known_offset = (0, 0)
        self._known_line = (0, 1)

    def offset(self, index: int) -> int:
        if self.text.isascii():
            return self._base + index
        known_index, known_offset = self._known_offset
        if index < known_index:
            known_index, known_offset = 0, 0
        # A surrogate cannot stand in a text that was decoded from well-formed UTF-8.
        offset = known_offset + len(self.text[known_index:index].encode())
        self._known_offset = (index, offset)
        return self._base + offset

    def line_and_column(self, index: int) -> tuple[int, int]:
        known_index, known_line = self._known_line
        if index < known_index:
            known_index, known_line = 0, 1
        line = known_line + self.text.count("\n", known_index, index)
        self._known_line = (index, line)
        return line, index - self.text.rfind("\n", 0, index)

    def place(self, index: int) -> dict:
        line, column = self.line_and_column(index)
        return {"line": line, "column": column, "offset": self.offset(index)}


class DocumentFindings:
    """Adds findings about one document to what is judged, with their places."""

    def __init__(self, judging, member: str | None, text: str, base: int = 0) -> None:
        self.judging = judging
        self.member = member
        self.places = TextPlaces(text, base)
        self.errors = 0
        self._counts: dict[str, int] = {}

    def wants(self, rule: str) -> bool:
        """Whether one more finding of this rule is reported; they come in the order of their places."""
        return self.judging.active(rule) and self._counts.get(rule, 0) < MOST_FINDINGS

    def add(self, rule: str, index: int, details: dict | None = None, pointer: str | None = None) -> None:
        if not self.wants(rule):
            return
        self.errors += 1
        self._counts[rule] = self._counts.get(rule, 0) + 1
        at = self.places.place(index)
        if pointer is not None:
            at["pointer"] = pointer
        self.judging.add(rule, with_member(at, self.member), details)


def with_member(at: dict, member: str | None) -> dict:
    return at if member is None else {"member": member, **at}


def to_pointer(path: list) -> str:
    """RFC 6901: `~` and `/` are escaped; indices are decimal."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def parse_pointer(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def find_invalid_utf8(data: bytes) -> int | None:
    """The offset of the first sequence that table 3-7 of the Unicode standard does not list."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def to_invalid_utf8_place(data: bytes, offset: int, base: int = 0) -> dict:
    """The place of an ill-formed sequence: what stands before it is well-formed."""
    before = data[:offset]
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8")) + 1
    return {"line": before.count(b"\n") + 1, "column": column, "offset": base + offset}


def to_code_point_name(character: str) -> str:
    return f"U+{ord(character):04X}"
