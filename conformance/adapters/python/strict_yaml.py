"""The contract strict-yaml: a file of YAML 1.2 that a reader of YAML 1.1 understands in the same way."""

import re

from canonical_json import digest
from documents import size_check, validate_document
from strict_yaml_meaning import Limits, Meaning
from strict_yaml_nodes import MAPPING, SEQUENCE, Node, make_missing
from strict_yaml_parser import Parser
from strict_yaml_scanner import Scanner
from strict_yaml_structure import TooManyTokens
from strict_yaml_tokens import GrammarNotes
from text_places import (
    DocumentFindings,
    TextPlaces,
    find_invalid_utf8,
    parse_pointer,
    to_code_point_name,
    to_invalid_utf8_place,
    with_member,
)

check_size = size_check("yaml")

_CHARACTER_RULES = (
    ("yaml/byte-order-mark", re.compile("\ufeff")),
    (
        "yaml/nonprintable-character",
        re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"),
    ),
    ("yaml/ambiguous-line-break", re.compile("\r(?!\n)|[\x85\u2028\u2029]")),
)


class Document:
    """A document without errors: its value, and the places of its nodes."""

    def __init__(self, text: str, root: Node, meaning: Meaning) -> None:
        self.text = text
        self.value = meaning.value(root)
        self._root = root
        self._meaning = meaning
        self._places = TextPlaces(text)
        self._pairs: dict[int, dict] = {}

    def digest(self) -> str:
        return digest(self.value)

    def position(self, pointer: str) -> tuple[int, int] | None:
        """Line and column of the node at a pointer; None where there is none."""
        found = self._find(pointer)
        return None if found is None else self._places.line_and_column(found[1].index)

    def name_position(self, pointer: str) -> tuple[int, int] | None:
        """Line and column of a member's key; of the node where it is no member."""
        found = self._find(pointer)
        return None if found is None else self._places.line_and_column(found[0].index)

    def offset(self, pointer: str) -> int | None:
        found = self._find(pointer)
        return None if found is None else self._places.offset(found[1].index)

    def name_offset(self, pointer: str) -> int | None:
        found = self._find(pointer)
        return None if found is None else self._places.offset(found[0].index)

    def _find(self, pointer: str) -> tuple[Node, Node] | None:
        """The key and the node at a pointer; the node twice where it is no member."""
        found = (self._root, self._root)
        for step in parse_pointer(pointer):
            node = self._meaning.resolve(found[1])
            following = None if node is None else self._find_step(node, step)
            if following is None:
                return None
            found = following
        return found

    def _find_step(self, node: Node, step: str) -> tuple[Node, Node] | None:
        if node.kind == MAPPING:
            pairs = self._pairs.get(id(node))
            if pairs is None:
                # Of several keys of one text the last counts.
                listed = zip(node.children[::2], node.children[1::2])
                pairs = {self._meaning.key_text(pair[0]): pair for pair in listed}
                self._pairs[id(node)] = pairs
            return pairs.get(step)
        if node.kind == SEQUENCE and step.isascii() and step.isdigit() and len(step) < 10:
            item = node.children[int(step)] if int(step) < len(node.children) else None
            return None if item is None else (item, item)
        return None


def parse(data: bytes, judging, member: str | None = None, limits: dict | None = None) -> Document | None:
    """Judges a document, stage by stage; None where a stage gives an error."""
    limits = judging.limits if limits is None else limits
    if not check_size(len(data), judging, member, limits):
        return None
    ill = find_invalid_utf8(data)
    if ill is not None:
        at = to_invalid_utf8_place(data, ill)
        judging.add("yaml/invalid-utf8", with_member(at, member), {"byte": f"0x{data[ill]:02x}"})
        return None
    text = data.decode("utf-8")
    findings = DocumentFindings(judging, member, text)
    _check_characters(text, findings)
    root = None if findings.errors else _parse_text(text, findings, limits)
    if root is None:
        return None
    meaning = Meaning(findings, Limits(limits["yaml.aliases"], limits["yaml.expandedNodes"]))
    meaning.judge(root)
    return None if findings.errors else Document(text, root, meaning)


def _check_characters(text: str, findings: DocumentFindings) -> None:
    """For each rule the first breach is reported."""
    for rule, breach in _CHARACTER_RULES:
        found = breach.search(text)
        if found is not None:
            findings.add(rule, found.start(), {"character": to_code_point_name(found[0])})


def _parse_text(text: str, findings: DocumentFindings, limits: dict) -> Node | None:
    """The root of the only document; None where tokens or grammar give an error."""
    notes = GrammarNotes()
    try:
        tokens = Scanner(text, findings, notes, limits["yaml.tokens"]).scan()
    except TooManyTokens:
        return None
    if findings.errors:
        return None
    roots = [] if notes.has_problem else Parser(text, tokens, notes, limits["yaml.nesting"]).parse()
    notes.report(findings)
    if findings.errors:
        return None
    return roots[0] if roots else make_missing(len(text))


def validate(source, judging) -> dict:
    """Judges an artifact that is a document; the observation."""
    return validate_document(check_size, parse, source, judging)
