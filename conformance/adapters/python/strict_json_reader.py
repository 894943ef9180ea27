"""Reads a JSON text and finds the first place where the grammar does not hold; strict-json, sections 3 and 4."""

import re
from array import array
from dataclasses import dataclass, field

from strict_json_values import read_number, replace_surrogates
from text_places import DocumentFindings, to_code_point_name, to_pointer

_SPACE = re.compile(r"[ \t\n\r]*")
_BEFORE_TOKEN = frozenset(" \t\n\r/")
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
_SIMPLE_STRING = re.compile(r'"([^"\\\x00-\x1f]*)"')
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_$]*")
_NUMBER_RUN = re.compile(r"[A-Za-z0-9+\-.]+")
_HEX = re.compile(r"[0-9A-Fa-f]{0,4}")

_LITERALS = {"true": True, "false": False, "null": None}
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class GrammarBreach(Exception):
    """The first place where the grammar does not hold, or where reading ends at a limit."""

    def __init__(self, rule: str, index: int, details: dict | None = None) -> None:
        super().__init__(rule)
        self.rule = rule
        self.index = index
        self.details = details


@dataclass
class Spans:
    """Where the items or members of one array or object stand, for those who ask for a place."""

    items: array = field(default_factory=lambda: array("L"))
    members: dict[str, tuple[int, int]] = field(default_factory=dict)
    inner: dict = field(default_factory=dict)


class JsonReader:
    """One reading of one text. With `track`, it keeps the places of all values."""

    def __init__(self, text: str, findings: DocumentFindings | None, nesting: int, track: bool = False) -> None:
        self.text = text
        self.findings = findings
        self.nesting = nesting
        self.path: list = []
        self.closers: list[str] = []
        self.track = track
        self.root = Spans()

    def read(self):
        """The value of the document; raises GrammarBreach."""
        start = self._space(0)
        if start == len(self.text):
            raise GrammarBreach("json/empty-document", start)
        self._refuse_comment(start)
        if self.track:
            self.root.items.append(start)
        value, index = self._value(start, "a value", self.root, 0)
        end = self._token(index)
        if end < len(self.text):
            raise GrammarBreach("json/trailing-data", end)
        return value

    def _space(self, index: int) -> int:
        return _SPACE.match(self.text, index).end()

    def _refuse_comment(self, index: int) -> None:
        if self.text.startswith(("//", "/*"), index):
            raise GrammarBreach("json/comment", index)

    def _token(self, index: int) -> int:
        """Where the next token begins, or the end."""
        if self.text[index : index + 1] in _BEFORE_TOKEN:
            index = self._space(index)
            self._refuse_comment(index)
        return index

    def _unexpected(self, index: int, expected: str) -> GrammarBreach:
        if index >= len(self.text):
            return GrammarBreach("json/unexpected-end", index, {"expected": expected})
        details = {"found": to_code_point_name(self.text[index]), "expected": expected}
        return GrammarBreach("json/unexpected-character", index, details)

    def _trailing_comma(self, index: int) -> GrammarBreach:
        return GrammarBreach("json/trailing-comma", index, {"container": "array" if self.closers[-1] == "]" else "object"})

    def _value(self, index: int, expected: str, spans: Spans, step):
        """The value that begins at a token, and the index behind it."""
        character = self.text[index : index + 1]
        if character == '"':
            simple = _SIMPLE_STRING.match(self.text, index)
            if simple is not None:
                return simple[1], simple.end()
            raw, index = self._string(index, "value")
            return replace_surrogates(raw), index
        if character and character in "[{":
            return self._container(index, character, spans, step)
        if character and character in "-0123456789+.":
            return self._number(index)
        word = _WORD.match(self.text, index)
        if word is None:
            raise self._unexpected(index, expected)
        if word[0] not in _LITERALS:
            raise GrammarBreach("json/invalid-literal", index)
        return _LITERALS[word[0]], word.end()

    def _number(self, index: int):
        run = _NUMBER_RUN.match(self.text, index)
        read = read_number(run[0])
        if read is None:
            raise GrammarBreach("json/invalid-number", index)
        value, rule = read
        if rule is not None:
            self._note(rule, index)
        return value, run.end()

    def _note(self, rule: str, index: int, details: dict | None = None) -> None:
        if self.findings is not None and self.findings.wants(rule):
            self.findings.add(rule, index, details, to_pointer(self.path))

    def _container(self, index: int, bracket: str, spans: Spans, step):
        level = len(self.closers) + 1
        if level > self.nesting:
            details = {"level": level, "limit": self.nesting}
            raise GrammarBreach("json/nesting-too-deep", index, details)
        inner = spans
        if self.track:
            inner = spans.inner[step] = Spans()
        self.closers.append("]" if bracket == "[" else "}")
        read = self._array if bracket == "[" else self._object
        result = read(self._token(index + 1), inner)
        self.closers.pop()
        return result

    def _array(self, index: int, spans: Spans):
        items: list = []
        if self.text.startswith("]", index):
            return items, index + 1
        while True:
            if self.track:
                spans.items.append(index)
            self.path.append(len(items))
            expected = "a value" if items else "a value or ]"
            value, index = self._value(index, expected, spans, len(items))
            self.path.pop()
            items.append(value)
            index, ended = self._after_item(index, "]", "a comma or ]")
            if ended:
                return items, index

    def _after_item(self, index: int, closer: str, expected: str) -> tuple[int, bool]:
        index = self._token(index)
        if self.text.startswith(closer, index):
            return index + 1, True
        if not self.text.startswith(",", index):
            raise self._unexpected(index, expected)
        following = self._token(index + 1)
        if self.text.startswith(closer, following):
            raise self._trailing_comma(index)
        return following, False

    def _object(self, index: int, spans: Spans):
        members: dict = {}
        if self.text.startswith("}", index):
            return members, index + 1
        while True:
            if not self.text.startswith('"', index):
                raise self._unexpected(index, "a name" if members else "a name or }")
            start = index
            raw, index = self._string(index, "name")
            name = raw if raw.isascii() else replace_surrogates(raw)
            self.path.append(name)
            if name in members:
                self._note("json/duplicate-key", start, {"key": name})
            index = self._token(index)
            if not self.text.startswith(":", index):
                raise self._unexpected(index, "a colon")
            index = self._token(index + 1)
            if self.track:
                spans.members[name] = (start, index)
                spans.inner.pop(name, None)
            value, index = self._value(index, "a value", spans, name)
            self.path.pop()
            members[name] = value
            index, ended = self._after_item(index, "}", "a comma or }")
            if ended:
                return members, index

    def _string(self, start: int, kind: str) -> tuple[str, int]:
        """The text of a string, halves of surrogate pairs included, and the index behind it."""
        text = self.text
        match = _PLAIN.match(text, start + 1)
        index = match.end()
        if text.startswith('"', index):
            return match[0], index + 1
        pieces = [match[0]]
        # Each half that stands alone so far: itself, where the low half would have to begin, its own place.
        halves: list[tuple[str, int, int]] = []
        while not text.startswith('"', index):
            if index >= len(text):
                raise self._unexpected(index, "a quotation mark")
            if text[index] != "\\":
                details = {"character": to_code_point_name(text[index])}
                raise GrammarBreach("json/unescaped-control-character", index, details)
            character, following = self._escape(index)
            if "\ud800" <= character <= "\udfff":
                character = self._pair(character, index, following, pieces, halves)
            pieces.append(character)
            plain = _PLAIN.match(text, following)
            pieces.append(plain[0])
            index = plain.end()
        if halves:
            self._note_halves(halves, pieces, start, kind)
        return "".join(pieces), index + 1

    def _pair(self, character: str, index: int, following: int, pieces: list[str], halves: list) -> str:
        """Joins a low half with the high half that stands right before it; otherwise keeps it as a half."""
        if character >= "\udc00" and halves and halves[-1][1] == index:
            high = halves.pop()[0]
            # The high half and the empty plain text behind it.
            del pieces[-2:]
            return chr(0x10000 + (ord(high[0]) - 0xD800) * 0x400 + ord(character) - 0xDC00)
        halves.append((character, following if character < "\udc00" else -1, index))
        return character

    def _note_halves(self, halves: list, pieces: list[str], start: int, kind: str) -> None:
        if kind == "name":
            self.path.append(replace_surrogates("".join(pieces)))
        for character, _, index in halves:
            self._note("json/lone-surrogate", index, {"codeUnit": to_code_point_name(character)})
        if kind == "name":
            self.path.pop()

    def _escape(self, index: int) -> tuple[str, int]:
        text = self.text
        letter = text[index + 1 : index + 2]
        if letter == "u":
            digits = _HEX.match(text, index + 2)
            if len(digits[0]) == 4:
                return chr(int(digits[0], 16)), digits.end()
            if digits.end() < len(text):
                raise GrammarBreach("json/invalid-escape", index)
            raise self._unexpected(len(text), "a hexadecimal digit")
        if not letter:
            raise self._unexpected(len(text), "an escape sequence")
        if letter not in _ESCAPES:
            raise GrammarBreach("json/invalid-escape", index)
        return _ESCAPES[letter], index + 2
