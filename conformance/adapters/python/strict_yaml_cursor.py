"""A place in a YAML text that moves forward, line by line where indentation counts."""

import re

_INDENT = re.compile(r" *")
_WHITE = re.compile(r"[ \t]*")
_MARKER = re.compile(r"(?:---|\.\.\.)(?![^ \t\r\n])")


class Cursor:
    """Breaks are those of YAML 1.2: line feed, carriage return, and both."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.index = 0
        self.line = 0
        self.line_start = 0

    @property
    def column(self) -> int:
        return self.index - self.line_start

    @property
    def at_end(self) -> bool:
        return self.index >= len(self.text)

    def peek(self, ahead: int = 0) -> str:
        """The character at the place or behind it; empty behind the end."""
        index = self.index + ahead
        return self.text[index : index + 1]

    def is_space_ahead(self, ahead: int) -> bool:
        """Whether white space, a break or the end stands there."""
        character = self.peek(ahead)
        return not character or character in " \t\r\n"

    def at_break(self) -> bool:
        return self.peek() in ("\r", "\n")

    def skip_white(self) -> None:
        self.index = _WHITE.match(self.text, self.index).end()

    def count_indent(self) -> int:
        """How many spaces stand here."""
        return _INDENT.match(self.text, self.index).end() - self.index

    def skip_break(self) -> None:
        self.index += 2 if self.text.startswith("\r\n", self.index) else 1
        self.line += 1
        self.line_start = self.index

    def at_marker(self) -> bool:
        """Whether a line begins here with a marker of a document."""
        return self.column == 0 and _MARKER.match(self.text, self.index) is not None

    def save(self) -> tuple[int, int, int]:
        return self.index, self.line, self.line_start

    def restore(self, saved: tuple[int, int, int]) -> None:
        self.index, self.line, self.line_start = saved
