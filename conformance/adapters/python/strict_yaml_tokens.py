"""What the scanner finds in a YAML text, and where it notes breaches of the grammar."""

import re
from dataclasses import dataclass, field

from text_places import DocumentFindings

# Kinds of tokens. Those of blocks are not written: indentation stands for them.
DIRECTIVE = "directive"
DOCUMENT_START = "document start"
DOCUMENT_END = "document end"
STREAM_END = "stream end"
BLOCK_SEQUENCE = "block sequence"
BLOCK_MAPPING = "block mapping"
BLOCK_END = "block end"
FLOW_SEQUENCE = "["
FLOW_SEQUENCE_END = "]"
FLOW_MAPPING = "{"
FLOW_MAPPING_END = "}"
ENTRY = "-"
KEY = "key"
VALUE = ":"
COMMA = ","
ALIAS = "alias"
ANCHOR = "anchor"
TAG = "tag"
SCALAR = "scalar"

PLAIN = "plain"
QUOTED = "quoted"
BLOCK = "block"


@dataclass(slots=True)
class Token:
    """A token, where it begins and ends, and for scalars, names and tags its text."""

    kind: str
    start: int
    end: int
    text: str = ""
    style: str = ""


_SPACES = re.compile(" *")


def find_place_behind(text: str, tokens: list[Token], count: int) -> int:
    """Behind the last of the first tokens that is written, and the spaces that follow it on its line."""
    # Tokens of blocks have no length.
    while count > 0 and tokens[count - 1].start == tokens[count - 1].end:
        count -= 1
    return _SPACES.match(text, tokens[count - 1].end if count > 0 else 0).end()


@dataclass
class GrammarNotes:
    """The first breach of each rule of the grammar; they are reported where the stage before gave no error."""

    first: dict[str, tuple[int, dict]] = field(default_factory=dict)

    def note(self, rule: str, index: int, **details) -> None:
        known = self.first.get(rule)
        if known is None or index < known[0]:
            self.first[rule] = (index, details)

    def problem(self, index: int, problem: str) -> None:
        self.note("yaml/syntax", index, problem=problem)

    @property
    def has_problem(self) -> bool:
        return "yaml/syntax" in self.first

    def report(self, findings: DocumentFindings) -> None:
        for rule, (index, details) in self.first.items():
            findings.add(rule, index, details)
