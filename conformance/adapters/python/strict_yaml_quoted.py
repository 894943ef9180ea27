"""Scans quoted and plain scalars, which may go over several lines."""

import re
from collections.abc import Callable

from strict_yaml_cursor import Cursor
from strict_yaml_tokens import GrammarNotes

_SINGLE = re.compile(r"[^'\r\n]*")
_DOUBLE = re.compile(r'[^"\\\r\n]*')
_HEX = re.compile(r"[0-9A-Fa-f]*")

# A colon belongs to a plain scalar where a character of such a scalar follows, `#` where one precedes.
_BLOCK_WORD = r"(?:[^ \t\r\n:]+|:(?=[^ \t\r\n]))+"
_BLOCK_LINE = re.compile(rf"{_BLOCK_WORD}(?:[ \t]+(?!#){_BLOCK_WORD})*")
_FLOW_WORD = r"(?:[^ \t\r\n:,\[\]{}]+|:(?=[^ \t\r\n,\[\]{}]))+"
_FLOW_LINE = re.compile(rf"{_FLOW_WORD}(?:[ \t]+(?!#){_FLOW_WORD})*")

_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}
_HEX_ESCAPES = {"x": 2, "u": 4, "U": 8}


def fold_breaks(breaks: int) -> str:
    """One break between lines is a space; more are one line feed less."""
    return " " if breaks == 1 else "\n" * (breaks - 1)


class QuotedScanner:
    """Scans the scalars that begin with a quotation mark, in the block whose indentation is `indent`."""

    def __init__(self, cursor: Cursor, notes: GrammarNotes, on_surrogate: Callable[[int, int], None]) -> None:
        self.cursor = cursor
        self.notes = notes
        self.on_surrogate = on_surrogate
        # Where the text of the line begins that the cursor stands in; None on the first line.
        self._line_began: int | None = None

    def scan(self, indent: int) -> str:
        """The text of the scalar; the cursor stands behind its closing mark, or where it broke off."""
        cursor = self.cursor
        start = cursor.index
        mark = cursor.peek()
        plain = _SINGLE if mark == "'" else _DOUBLE
        cursor.index += 1
        self._line_began = None
        pieces: list[str] = []
        while True:
            chunk = plain.match(cursor.text, cursor.index)[0]
            cursor.index += len(chunk)
            pieces.append(chunk)
            if cursor.at_end:
                self.notes.problem(start, "a quoted scalar is not closed")
                break
            if cursor.at_break():
                pieces[-1] = chunk.rstrip(" \t")
                if not self._continue(pieces, indent, fold=True):
                    break
            elif mark == "'" and cursor.text.startswith("''", cursor.index):
                pieces.append("'")
                cursor.index += 2
            elif cursor.peek() == mark:
                cursor.index += 1
                break
            elif not self._escape(pieces, indent):
                break
        return "".join(pieces)

    def _continue(self, pieces: list[str], indent: int, fold: bool) -> bool:
        """Goes on to the next line that is not empty; False where the scalar breaks off."""
        cursor = self.cursor
        breaks = 0
        while cursor.at_break():
            cursor.skip_break()
            breaks += 1
            if cursor.at_marker():
                self.notes.problem(cursor.index, "a document marker stands in a quoted scalar")
                return False
            spaces = cursor.count_indent()
            if spaces <= indent and cursor.peek(spaces) == "\t":
                self.notes.problem(cursor.index + spaces, "a tab stands in the indentation of a quoted scalar")
            cursor.skip_white()
        if not cursor.at_end and spaces <= indent:
            self.notes.problem(cursor.index, "a line of a quoted scalar is not indented")
        self._line_began = cursor.index
        pieces.append(fold_breaks(breaks) if fold else "\n" * (breaks - 1))
        return True

    def _escape(self, pieces: list[str], indent: int) -> bool:
        cursor = self.cursor
        start = cursor.index
        letter = cursor.peek(1)
        if letter in ("\r", "\n"):
            if start == self._line_began:
                self.notes.problem(start, "an escaped break stands on a line of its own")
            cursor.index += 1
            return self._continue(pieces, indent, fold=False)
        cursor.index += 2
        if letter in _ESCAPES:
            pieces.append(_ESCAPES[letter])
        elif letter in _HEX_ESCAPES:
            pieces.append(self._read_code(start, _HEX_ESCAPES[letter]))
        elif letter:
            self.notes.note("yaml/invalid-escape", start)
        else:
            cursor.index = len(cursor.text)
        return True

    def _read_code(self, start: int, length: int) -> str:
        cursor = self.cursor
        digits = _HEX.match(cursor.text, cursor.index, cursor.index + length)[0]
        code = int(digits, 16) if len(digits) == length else None
        cursor.index += len(digits)
        if code is None and cursor.at_end:
            return ""
        if code is None or code > 0x10FFFF:
            self.notes.note("yaml/invalid-escape", start)
            return ""
        if 0xD800 <= code <= 0xDFFF:
            self.on_surrogate(start, code)
        return chr(code)


def scan_plain(cursor: Cursor, notes: GrammarNotes, indent: int, in_flow: bool) -> str:
    """The text of a plain scalar that begins here; the cursor stands behind its last character."""
    pattern = _FLOW_LINE if in_flow else _BLOCK_LINE
    pieces: list[str] = []
    breaks = 0
    while (line := pattern.match(cursor.text, cursor.index)) is not None:
        if breaks:
            pieces.append(fold_breaks(breaks))
        pieces.append(line[0])
        cursor.index = line.end()
        behind = cursor.save()
        cursor.skip_white()
        breaks = 0
        while cursor.at_break():
            cursor.skip_break()
            breaks += 1
            if cursor.at_marker():
                break
            spaces = cursor.count_indent()
            cursor.skip_white()
        if not _goes_on(cursor, breaks, indent, in_flow):
            cursor.restore(behind)
            break
        if in_flow and spaces <= indent and pattern.match(cursor.text, cursor.index):
            notes.problem(cursor.index, "a line of a flow collection is not indented")
        if pattern.match(cursor.text, cursor.index) is None:
            cursor.restore(behind)
            break
    return "".join(pieces)


def _goes_on(cursor: Cursor, breaks: int, indent: int, in_flow: bool) -> bool:
    if breaks == 0 or cursor.at_end or cursor.at_marker() or cursor.peek() == "#":
        return False
    return in_flow or cursor.column > indent
