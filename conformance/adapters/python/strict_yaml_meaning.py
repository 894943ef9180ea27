"""What the nodes of a document mean; strict-yaml, sections 5 and 7."""

import re
from dataclasses import dataclass

from strict_yaml_nodes import MAPPING, SEQUENCE, Node
from strict_yaml_scalars import BOOLEAN, FLOAT, INTEGER, NULL, STRING, core_type, is_ambiguous, old_type, read_number
from strict_yaml_tokens import ALIAS, PLAIN, SCALAR
from text_places import DocumentFindings, to_pointer

_PREFIX = "tag:yaml.org,2002:"
_CORE_TAGS = {"null": (NULL,), "bool": (BOOLEAN,), "int": (INTEGER,), "float": (FLOAT, INTEGER)}
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_HALF = re.compile("[\ud800-\udfff]")


def to_text(text: str) -> str:
    """Half a surrogate pair is observed as U+FFFD."""
    if text.isascii() or not _HALF.search(text):
        return text
    joined = _PAIR.sub(lambda pair: pair[0].encode("utf-16-be", "surrogatepass").decode("utf-16-be"), text)
    return _HALF.sub("\ufffd", joined)


def to_short_tag(tag: str | None) -> str | None:
    """`!` or the name of a tag of YAML; None where there is none."""
    if tag is None or tag == "!":
        return tag
    if tag.startswith("!!"):
        return tag[2:]
    return tag[2:-1].removeprefix(_PREFIX)


def scalar_type(node: Node) -> str:
    """The type of a scalar in the core schema, its tag considered where it fits."""
    tag = to_short_tag(node.tag)
    if tag in ("!", "str"):
        return STRING
    if tag in _CORE_TAGS:
        found = core_type(node.text)
        if found in _CORE_TAGS[tag]:
            return FLOAT if tag == "float" else found
    return core_type(node.text) if node.style == PLAIN else STRING


def scalar_value(node: Node):
    """What is observed of a scalar; a number that is not finite is observed as its text."""
    kind = scalar_type(node)
    if kind == NULL:
        return None
    if kind == BOOLEAN:
        return node.text.lower() == "true"
    if kind in (INTEGER, FLOAT):
        value = read_number(node.text).value
        return node.text if value is None else value
    return to_text(node.text)


@dataclass
class Limits:
    """How many aliases and nodes a document may have."""

    aliases: int
    nodes: int


class TooMuch(Exception):
    """A limit is exceeded: the document is not looked at any further."""


class Meaning:
    """Judges the nodes of one document in their order."""

    def __init__(self, findings: DocumentFindings, limits: Limits) -> None:
        self.findings = findings
        self.limits = limits
        self.anchors: dict[str, Node] = {}
        self.sizes: dict[Node, int] = {}
        self.targets: dict[Node, Node | None] = {}
        self.within: set[Node] = set()
        # What anchored nodes stand for: each is made once, however many aliases it has.
        self.values: dict[Node, object] = {}
        self.path: list = []
        self.aliases = 0
        self.nodes = 0
        self.exceeded: set[str] = set()

    def judge(self, root: Node) -> None:
        if root.missing:
            # Where the rule is left out, the value of no node stands there too.
            root.index = len(self.findings.places.text)
            self.findings.add("yaml/empty-document", root.index)
            return
        self._visit(root)

    def _note(self, rule: str, node: Node, details: dict | None = None) -> None:
        self.findings.add(rule, node.index, details, to_pointer(self.path))

    def _count(self, node: Node, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > self.limits.nodes and "nodes" not in self.exceeded:
            self.exceeded.add("nodes")
            # Beyond a safe integer the number says nothing more.
            details = {"nodes": min(self.nodes, 2**53 - 1), "limit": self.limits.nodes}
            self._note("yaml/too-many-nodes", node, details)

    def _visit(self, node: Node, is_key: bool = False) -> None:
        before = self.nodes
        if node.kind == ALIAS:
            self._visit_alias(node)
            return
        if node.anchor is not None:
            self.anchors[node.anchor] = node
        self._count(node, 1)
        self.within.add(node)
        if node.kind == SEQUENCE:
            for position, item in enumerate(node.children):
                self.path.append(position)
                self._visit(item)
                self.path.pop()
        elif node.kind == MAPPING:
            self._visit_members(node)
        elif not is_key:
            self._judge_scalar(node, is_key=False)
        self.within.discard(node)
        self.sizes[node] = self.nodes - before

    def _visit_alias(self, node: Node) -> None:
        self.aliases += 1
        if self.aliases == self.limits.aliases + 1:
            self._note("yaml/too-many-aliases", node, {"aliases": self.aliases, "limit": self.limits.aliases})
        target = self.anchors.get(node.text)
        self.targets[node] = None
        if target is None:
            self._note("yaml/undefined-alias", node, {"name": node.text})
            self._count(node, 1)
        elif target in self.within:
            self._note("yaml/cyclic-alias", node, {"name": node.text})
            self._count(node, 1)
        else:
            self.targets[node] = target
            self._count(node, self.sizes[target])

    def resolve(self, node: Node) -> Node | None:
        """What a node stands for; None for an alias that has no value."""
        return self.targets.get(node) if node.kind == ALIAS else node

    def _visit_members(self, node: Node) -> None:
        seen: set[str] = set()
        for key, value in zip(node.children[::2], node.children[1::2]):
            self._visit(key, is_key=True)
            text = self._judge_key(key, seen)
            self.path.append("" if text is None else text)
            self._visit(value)
            self.path.pop()

    def _judge_key(self, key: Node, seen: set[str]) -> str | None:
        """The text of a key; None where it has none."""
        target = self.resolve(key)
        if target is None:
            return None
        if key.missing:
            self._note("yaml/empty-key", key)
            return ""
        if target.kind != SCALAR:
            self._note("yaml/complex-key", key, {"kind": target.kind})
            return None
        broken = True
        if scalar_type(target) != STRING:
            self._note("yaml/non-string-key", key, {"type": scalar_type(target)})
        elif target.text == "<<" and target.style == PLAIN:
            self._note("yaml/merge-key", key)
        else:
            broken = False
        text = to_text(target.text)
        self.path.append(text)
        if text in seen:
            broken = True
            self._note("yaml/duplicate-key", key, {"key": text})
        seen.add(text)
        self.path.pop()
        if not broken and key.kind == SCALAR:
            self._judge_scalar(key, is_key=True)
        return text

    def _judge_scalar(self, node: Node, is_key: bool) -> None:
        if node.style != PLAIN or node.tag is not None:
            return
        if is_ambiguous(node.text):
            self._note("yaml/ambiguous-scalar", node, {"core": core_type(node.text), "old": old_type(node.text)})
            return
        if is_key or core_type(node.text) not in (INTEGER, FLOAT):
            return
        number = read_number(node.text)
        if number.value is None:
            self._note("yaml/non-finite-number", node, {"kind": number.kind})
        elif not number.safe:
            self._note("yaml/unsafe-integer", node)

    # The value

    def value(self, node: Node):
        """The value in the data model of JSON, aliases expanded; a cyclic alias is null."""
        target = self.resolve(node)
        if target is None:
            return None
        if target.anchor is None:
            return self._make_value(target)
        if target not in self.values:
            self.values[target] = self._make_value(target)
        return self.values[target]

    def _make_value(self, node: Node):
        if node.kind == SEQUENCE:
            return [self.value(item) for item in node.children]
        if node.kind == MAPPING:
            pairs = zip(node.children[::2], node.children[1::2])
            return {self.key_text(key): self.value(value) for key, value in pairs}
        return scalar_value(node)

    def key_text(self, key: Node) -> str:
        target = self.resolve(key)
        return "null" if target is None else to_text(target.text)
