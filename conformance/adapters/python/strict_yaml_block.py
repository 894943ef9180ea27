"""Scans block scalars: their header, their indentation, their lines."""

import re
from dataclasses import dataclass

from strict_yaml_cursor import Cursor
from strict_yaml_tokens import GrammarNotes

_HEADER = re.compile(r"[|>](?:([1-9])([-+]?)|([-+])([1-9]?))?")
_WHITE = re.compile(r"[ \t\r\n]*")
_REST_OF_LINE = re.compile(r"[^\r\n]*")


@dataclass(slots=True)
class Header:
    """What stands behind the indicator of a block scalar."""

    literal: bool
    indent: int
    chomping: str


def scan_header(cursor: Cursor, notes: GrammarNotes) -> Header:
    """Reads a header up to the end of its line; a comment may follow it."""
    parts = _HEADER.match(cursor.text, cursor.index)
    header = Header(
        literal=parts[0][0] == "|",
        indent=int(parts[1] or parts[4] or 0),
        chomping=parts[2] or parts[3] or "",
    )
    cursor.index = parts.end()
    behind = cursor.index
    cursor.skip_white()
    if cursor.peek() == "#" and cursor.index > behind:
        cursor.index = _REST_OF_LINE.match(cursor.text, cursor.index).end()
    elif not cursor.at_end and not cursor.at_break():
        notes.problem(cursor.index, "something follows the header of a block scalar")
        cursor.index = _REST_OF_LINE.match(cursor.text, cursor.index).end()
    return header


@dataclass(slots=True)
class BlockText:
    """The text of a block scalar and what is remarkable about its lines."""

    text: str
    # Where the first line begins that stands at the margin.
    unindented: int | None = None
    unterminated: bool = False
    # A tab in the white space ahead of the first text, where the header does not state the indentation.
    tab: int | None = None


def scan_block(cursor: Cursor, notes: GrammarNotes, header: Header, parent: int) -> BlockText:
    """The lines of a block scalar; the cursor stands at the beginning of the first line behind them."""
    result = BlockText("")
    indent = max(parent, 0) + header.indent if header.indent else _find_indent(cursor, notes, result, parent)
    lines: list[str] = []
    while not cursor.at_end:
        if cursor.at_break():
            cursor.skip_break()
            lines.append("")
            continue
        line = _read_line(cursor, indent)
        if line is None:
            break
        if indent == 0 and line[:1] not in ("", " ") and result.unindented is None:
            result.unindented = cursor.index
        cursor.index = _REST_OF_LINE.match(cursor.text, cursor.index).end()
        lines.append(line)
        if cursor.at_end:
            result.unterminated = True
        else:
            cursor.skip_break()
    result.text = _assemble(lines, header)
    return result


def _find_indent(cursor: Cursor, notes: GrammarNotes, result: BlockText, parent: int) -> int:
    """The indentation of the first line that is not empty, where it belongs to the scalar."""
    saved = cursor.save()
    deepest, deepest_at = 0, cursor.index
    while True:
        spaces = cursor.count_indent()
        cursor.index += spaces
        if not cursor.at_break():
            break
        if spaces > deepest:
            deepest, deepest_at = spaces, cursor.index
        cursor.skip_break()
    ahead = _WHITE.match(cursor.text, cursor.index)[0]
    # At the margin the line is one that is not indented, and the tab is its text.
    if spaces > max(parent, 0) and "\t" in ahead:
        result.tab = cursor.index + ahead.index("\t")
    belongs = not cursor.at_end and spaces > parent and not (spaces == 0 and cursor.at_marker())
    cursor.restore(saved)
    if not belongs:
        return max(deepest, spaces, parent + 1)
    if deepest > spaces:
        notes.problem(deepest_at, "an empty line in front of a block scalar is indented deeper than its text")
    return spaces


def _read_line(cursor: Cursor, indent: int) -> str | None:
    """The text of the line behind its indentation; None where it does not belong to the scalar."""
    if indent == 0 and cursor.at_marker():
        return None
    spaces = cursor.count_indent()
    end = _REST_OF_LINE.match(cursor.text, cursor.index).end()
    if cursor.index + spaces == end:
        return cursor.text[cursor.index + indent : end] if spaces > indent else ""
    return cursor.text[cursor.index + indent : end] if spaces >= indent else None


def _assemble(lines: list[str], header: Header) -> str:
    count = len(lines)
    while count and not lines[count - 1]:
        count -= 1
    if not count:
        return "\n" * len(lines) if header.chomping == "+" else ""
    text = "\n".join(lines[:count]) if header.literal else _fold(lines[:count])
    if header.chomping == "-":
        return text
    return text + "\n" * (1 + len(lines) - count if header.chomping == "+" else 1)


def _fold(lines: list[str]) -> str:
    """Joins lines with spaces, except beside empty lines and lines that are indented deeper."""
    pieces: list[str] = []
    empty = 0
    before: str | None = None
    for line in lines:
        if not line:
            empty += 1
            continue
        if before is None:
            pieces.append("\n" * empty)
        elif before[0] in " \t" or line[0] in " \t":
            pieces.append("\n" * (empty + 1))
        else:
            pieces.append("\n" * empty if empty else " ")
        pieces.append(line)
        before, empty = line, 0
    return "".join(pieces)
