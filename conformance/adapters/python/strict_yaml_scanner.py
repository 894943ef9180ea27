"""Divides a YAML text into tokens and judges them; strict-yaml, section 3.

The scanner goes on behind what is not YAML, so that all breaches of section 3 are found; it follows indentation and
keys as far as tokens depend on them.
"""

import re

from strict_yaml_block import scan_block, scan_header
from strict_yaml_quoted import QuotedScanner, scan_plain
from strict_yaml_structure import TokenStructure
from strict_yaml_tokens import (
    ALIAS, ANCHOR, BLOCK, BLOCK_MAPPING, BLOCK_SEQUENCE, COMMA, DIRECTIVE, DOCUMENT_END, DOCUMENT_START,
    ENTRY, FLOW_MAPPING, FLOW_MAPPING_END, FLOW_SEQUENCE, FLOW_SEQUENCE_END, KEY, PLAIN, QUOTED, SCALAR, STREAM_END,
    TAG, VALUE, GrammarNotes, Token,
)
from text_places import DocumentFindings

MOST_KEY_CHARACTERS = 1024

_NAME = re.compile(r"[^ \t\r\n,\[\]{}]*")
_SIMPLE_NAME = re.compile(r"[A-Za-z0-9_-]+")
_TAG = re.compile(r"!<[^ \t\r\n>]*>?|![^ \t\r\n,\[\]{}]*")
_REST_OF_LINE = re.compile(r"[^\r\n]*")
_DIRECTIVE = re.compile(r"(?:[^ \t\r\n]|[ \t]+(?![ \t#\r\n]))*")
_TABS = re.compile(r"\t+")

_TYPES = "str|int|float|bool|null|map|seq|binary|timestamp|set|omap|pairs"
_KNOWN_TAG = re.compile(rf"!|!!(?:{_TYPES})|!<tag:yaml\.org,2002:(?:{_TYPES})>")

_FLOW_STARTS = {"[": FLOW_SEQUENCE, "{": FLOW_MAPPING}
_FLOW_ENDS = {"]": (FLOW_SEQUENCE_END, "["), "}": (FLOW_MAPPING_END, "{")}
_FLOW_INDICATORS = ",[]{}"
_NO_PLAIN_START = "-?:,[]{}#&*!|>'\"%@`"


class Scanner(TokenStructure):
    """One pass over one text."""

    def __init__(self, text: str, findings: DocumentFindings, notes: GrammarNotes, most_tokens: int) -> None:
        super().__init__(text, findings, notes, most_tokens)
        self.in_document = False
        # Columns of `?` whose colon has not come yet.
        self.explicit: set[int] = set()
        # Behind a quoted scalar or a flow collection a colon needs no white space.
        self.json_like_end = False
        self.anchors: set[str] = set()
        self.quoted = QuotedScanner(self.cursor, notes, self._note_surrogate)

    def scan(self) -> list[Token]:
        """All tokens; raises TooManyTokens."""
        if self.text.startswith("\ufeff"):
            self.cursor.index = self.cursor.line_start = 1
        while True:
            self._skip_to_token()
            if self.cursor.at_end:
                break
            self._scan_token()
        if self.flow:
            self.notes.problem(self.cursor.index, "a flow collection is not closed")
        self._end_document()
        self._add(STREAM_END, self.cursor.index)
        return self.tokens

    def _note_tabs(self, start: int, end: int) -> None:
        for tabs in _TABS.finditer(self.text, start, end):
            self.findings.add("yaml/tab", tabs.start())

    def _note_surrogate(self, index: int, code: int) -> None:
        self.findings.add("yaml/surrogate-escape", index, {"codeUnit": f"U+{code:04X}"})

    # Between tokens

    def _skip_to_token(self) -> None:
        cursor = self.cursor
        first_on_line = cursor.column == 0
        while True:
            start = cursor.index
            cursor.skip_white()
            self._note_tabs(start, cursor.index)
            if cursor.peek() == "#":
                if not first_on_line and cursor.index == start:
                    self.notes.problem(start, "a comment has no white space in front of it")
                cursor.index = _REST_OF_LINE.match(self.text, cursor.index).end()
            if not cursor.at_break():
                break
            self._count(cursor.index)
            cursor.skip_break()
            first_on_line = True
            if not self.flow:
                self.key_allowed = True
                self._drop_candidate()
        if self.flow and first_on_line and not cursor.at_end and cursor.column <= self.indent:
            self.notes.problem(cursor.index, "a line of a flow collection is not indented")

    def _end_document(self) -> None:
        self._close_all()
        self.json_like_end = False
        self.anchors.clear()

    # One token

    def _scan_token(self) -> None:
        cursor = self.cursor
        self._unroll(cursor.column)
        character = cursor.peek()
        after_json = self.json_like_end
        self.json_like_end = False
        if character == "%" and cursor.column == 0 and not self.in_document:
            self._scan_directive()
            return
        if cursor.at_marker():
            self._scan_marker()
            return
        self.in_document = True
        if character in _FLOW_STARTS:
            self._start_flow(character)
        elif character in _FLOW_ENDS:
            self._end_flow(character)
        elif character == "," and self.flow:
            self._scan_comma()
        elif character == "-" and cursor.is_space_ahead(1):
            self._scan_entry()
        elif character == "?" and cursor.is_space_ahead(1):
            self._scan_explicit_key()
        elif character == ":" and self._is_value(after_json):
            self._scan_value()
        elif character in "&*":
            self._scan_name(ANCHOR if character == "&" else ALIAS)
        elif character == "!":
            self._scan_tag()
        elif character in "'\"":
            self._scan_quoted()
        elif character in "|>" and not self.flow:
            self._scan_block_scalar()
        elif self._is_plain(character):
            self._scan_plain()
        else:
            self.notes.problem(cursor.index, "no token begins with this character")
            cursor.index += 1

    def _is_value(self, after_json: bool) -> bool:
        following = self.cursor.peek(1)
        if self.cursor.is_space_ahead(1):
            return True
        return bool(self.flow) and (after_json or following in _FLOW_INDICATORS)

    def _is_plain(self, character: str) -> bool:
        if character not in _NO_PLAIN_START:
            return True
        if character not in "-?:" or self.cursor.is_space_ahead(1):
            return False
        return not self.flow or self.cursor.peek(1) not in _FLOW_INDICATORS

    def _scan_directive(self) -> None:
        start = self.cursor.index
        self._count(start)
        self.findings.add("yaml/directive", start)
        self.cursor.index = _REST_OF_LINE.match(self.text, start).end()
        # Tabs may stand in the comment behind it.
        self._note_tabs(start, _DIRECTIVE.match(self.text, start).end())
        self._add(DIRECTIVE, start, self.text[start : self.cursor.index])

    def _scan_marker(self) -> None:
        cursor = self.cursor
        if self.flow:
            self.notes.problem(cursor.index, "a document marker stands in a flow collection")
        self._end_document()
        start = cursor.index
        self._count(start)
        starts = cursor.peek() == "-"
        cursor.index += 3
        self._add(DOCUMENT_START if starts else DOCUMENT_END, start)
        self.in_document = starts
        if starts:
            return
        behind = cursor.index
        cursor.skip_white()
        if not cursor.at_end and not cursor.at_break() and cursor.peek() != "#":
            self.notes.problem(cursor.index, "something follows the marker of a document's end")
        cursor.index = behind

    def _start_flow(self, character: str) -> None:
        self._save_candidate()
        start = self.cursor.index
        self._count(start)
        self.cursor.index += 1
        self._add(_FLOW_STARTS[character], start)
        self.flow.append(character)
        self.key_allowed = True

    def _end_flow(self, character: str) -> None:
        kind, opening = _FLOW_ENDS[character]
        start = self.cursor.index
        self._count(start)
        if not self.flow or self.flow[-1] != opening:
            self.notes.problem(start, "a bracket closes nothing")
        if self.flow:
            self._drop_candidate()
            self.flow.pop()
        self.cursor.index += 1
        self._add(kind, start)
        self.key_allowed = False
        self.json_like_end = True

    def _scan_comma(self) -> None:
        self._drop_candidate()
        start = self.cursor.index
        self._count(start)
        self.cursor.index += 1
        self._add(COMMA, start)
        self.key_allowed = True

    def _scan_entry(self) -> None:
        start = self.cursor.index
        self._count(start)
        if self.flow or not self.key_allowed:
            self.notes.problem(start, "an item of a block sequence may not begin here")
        self._drop_candidate()
        self._roll(self.cursor.column, BLOCK_SEQUENCE)
        self.cursor.index += 1
        self._add(ENTRY, start)
        self.key_allowed = True

    def _scan_explicit_key(self) -> None:
        start = self.cursor.index
        self._count(start)
        self.findings.add("yaml/explicit-key", start)
        if not self.flow and not self.key_allowed:
            self.notes.problem(start, "a key may not begin here")
        self._drop_candidate()
        self._roll(self.cursor.column, BLOCK_MAPPING)
        self.explicit.add(self.cursor.column)
        self.cursor.index += 1
        self._add(KEY, start)
        self.key_allowed = not self.flow

    def _scan_value(self) -> None:
        cursor = self.cursor
        start = cursor.index
        self._count(start)
        candidate = self.candidates.pop(len(self.flow), None)
        if candidate is not None:
            if candidate.line != cursor.line:
                self.notes.note("yaml/multiline-key", candidate.index)
            if start - candidate.index > MOST_KEY_CHARACTERS:
                self.notes.note("yaml/key-too-long", candidate.index, characters=start - candidate.index)
            self.tokens.insert(candidate.token, Token(KEY, candidate.index, candidate.index))
            self._roll(candidate.column, BLOCK_MAPPING, candidate.token)
            self.key_allowed = False
        else:
            if not self.flow and not self.key_allowed:
                self.notes.problem(start, "a colon may not stand here")
            self._roll(cursor.column, BLOCK_MAPPING)
            # A block may begin right behind the colon of a key that is marked, and of no other.
            self.key_allowed = not self.flow and cursor.column in self.explicit
            self.explicit.discard(cursor.column)
        cursor.index += 1
        self._add(VALUE, start)

    def _scan_name(self, kind: str) -> None:
        self._save_candidate()
        cursor = self.cursor
        start = cursor.index
        self._count(start)
        name = _NAME.match(self.text, start + 1)[0]
        cursor.index += 1 + len(name)
        self.key_allowed = False
        if not _SIMPLE_NAME.fullmatch(name):
            self.findings.add("yaml/anchor-name", start, {"kind": kind})
        if kind == ANCHOR:
            if name in self.anchors:
                self.findings.add("yaml/duplicate-anchor", start, {"name": name})
            self.anchors.add(name)
        self._check_separated()
        self._add(kind, start, name)

    def _check_separated(self) -> None:
        """Behind an anchor, alias or tag stands white space, or in a flow collection what ends an item."""
        if self.cursor.is_space_ahead(0) or (self.flow and self.cursor.peek() in ",]}"):
            return
        self.notes.problem(self.cursor.index, "an anchor, alias or tag has no white space behind it")

    def _scan_tag(self) -> None:
        self._save_candidate()
        start = self.cursor.index
        self._count(start)
        tag = _TAG.match(self.text, start)[0]
        self.cursor.index += len(tag)
        self.key_allowed = False
        self.findings.add("yaml/explicit-tag" if _KNOWN_TAG.fullmatch(tag) else "yaml/unknown-tag", start)
        self._check_separated()
        self._add(TAG, start, tag)

    def _scan_quoted(self) -> None:
        self._save_candidate()
        start = self.cursor.index
        self._count(start)
        self.key_allowed = False
        text = self.quoted.scan(self.indent)
        self._add(SCALAR, start, text, QUOTED)
        self.json_like_end = True

    def _scan_plain(self) -> None:
        self._save_candidate()
        cursor = self.cursor
        start = cursor.index
        self._count(start)
        self.key_allowed = False
        line = cursor.line
        text = scan_plain(cursor, self.notes, self.indent, bool(self.flow))
        self._note_tabs(start, cursor.index)
        if self.flow:
            self._check_flow_scalar(start)
        self._add(SCALAR, start, text, PLAIN)
        if cursor.line != line and not self.flow and cursor.index == cursor.line_start:
            self.key_allowed = True

    def _check_flow_scalar(self, start: int) -> None:
        mark = self.text.find("?", start, self.cursor.index)
        if self.text[start] == ":":
            self.findings.add("yaml/ambiguous-flow-scalar", start, {"problem": "begins with a colon"})
        elif mark >= 0:
            self.findings.add("yaml/ambiguous-flow-scalar", mark, {"problem": "holds a question mark"})

    def _scan_block_scalar(self) -> None:
        cursor = self.cursor
        self._drop_candidate()
        start = cursor.index
        self._count(start)
        if cursor.column == self.indent:
            self.notes.problem(start, "a block scalar is not indented deeper than what it stands in")
        header = scan_header(cursor, self.notes)
        self._note_header_tabs(start, cursor.index)
        if cursor.at_break():
            self._count(cursor.index)
            cursor.skip_break()
        self._count(cursor.index)
        block = scan_block(cursor, self.notes, header, self.indent)
        if block.tab is not None:
            self.findings.add("yaml/tab", block.tab)
        if block.unindented is not None:
            self.findings.add("yaml/unindented-block-scalar", block.unindented)
        if block.unterminated:
            self.findings.add("yaml/unterminated-block-scalar", len(self.text))
        self._add(SCALAR, start, block.text, BLOCK)
        self.key_allowed = True

    def _note_header_tabs(self, start: int, end: int) -> None:
        comment = self.text.find("#", start, end)
        self._note_tabs(start, end if comment < 0 else comment)
