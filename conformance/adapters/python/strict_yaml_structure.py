"""Tokens in their order, and what stands for blocks and keys: indentation, and places where a key may have begun."""

from dataclasses import dataclass

from strict_yaml_cursor import Cursor
from strict_yaml_tokens import BLOCK_END, GrammarNotes, Token
from text_places import DocumentFindings


class TooManyTokens(Exception):
    """The limit was reached: the text is not scanned any further."""


@dataclass(slots=True)
class _KeyCandidate:
    """A place where a key may have begun: the number of its first token, and where that stands."""

    token: int
    index: int
    line: int
    column: int
    required: bool


class TokenStructure:
    """The tokens of one text, as far as they were scanned, and the state that the next one depends on."""

    def __init__(self, text: str, findings: DocumentFindings, notes: GrammarNotes, most_tokens: int) -> None:
        self.text = text
        self.findings = findings
        self.notes = notes
        self.most_tokens = most_tokens
        self.cursor = Cursor(text)
        self.tokens: list[Token] = []
        self.written = 0
        self.indent = -1
        self.indents: list[int] = []
        self.flow: list[str] = []
        self.candidates: dict[int, _KeyCandidate] = {}
        self.key_allowed = True

    def _count(self, index: int) -> None:
        self.written += 1
        if self.written > self.most_tokens:
            details = {"tokens": self.written, "limit": self.most_tokens}
            self.findings.add("yaml/too-many-tokens", index, details)
            raise TooManyTokens

    def _add(self, kind: str, start: int, text: str = "", style: str = "") -> None:
        self.tokens.append(Token(kind, start, self.cursor.index, text, style))

    def _drop_candidate(self) -> None:
        candidate = self.candidates.pop(len(self.flow), None)
        if candidate is not None and candidate.required:
            self.notes.problem(candidate.index, "a key has no colon")

    def _save_candidate(self) -> None:
        if not self.key_allowed:
            return
        cursor = self.cursor
        required = not self.flow and self.indent == cursor.column
        self._drop_candidate()
        self.candidates[len(self.flow)] = _KeyCandidate(
            len(self.tokens), cursor.index, cursor.line, cursor.column, required
        )

    # Indentation

    def _unroll(self, column: int) -> None:
        while not self.flow and self.indent > column:
            self.indent = self.indents.pop()
            self._add(BLOCK_END, self.cursor.index)

    def _roll(self, column: int, kind: str, at: int | None = None) -> None:
        if self.flow or self.indent >= column:
            return
        self.indents.append(self.indent)
        self.indent = column
        if at is None:
            self._add(kind, self.cursor.index)
        else:
            start = self.tokens[at].start
            self.tokens.insert(at, Token(kind, start, start))

    def _close_all(self) -> None:
        """Ends all blocks and collections, as the end of a document does."""
        self.flow.clear()
        self._unroll(-1)
        self._drop_candidate()
        self.candidates.clear()
        self.key_allowed = False
