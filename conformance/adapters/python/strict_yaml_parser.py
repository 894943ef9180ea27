"""Makes nodes of tokens; strict-yaml, section 4. No recursion: a text may be nested as deep as it has tokens."""

from collections.abc import Callable

from strict_yaml_directives import find_directive_problem
from strict_yaml_nodes import MAPPING, SEQUENCE, Node, make_missing
from strict_yaml_tokens import (
    ALIAS, ANCHOR, BLOCK_END, BLOCK_MAPPING, BLOCK_SEQUENCE, COMMA, DIRECTIVE, DOCUMENT_END, DOCUMENT_START, ENTRY,
    FLOW_MAPPING, FLOW_MAPPING_END, FLOW_SEQUENCE, FLOW_SEQUENCE_END, KEY, PLAIN, SCALAR, STREAM_END, TAG, VALUE,
    GrammarNotes, Token, find_place_behind,
)

class _Stop(Exception):
    """The tokens are not those of YAML."""


class Parser:
    """Reads the documents of a stream."""

    def __init__(self, text: str, tokens: list[Token], notes: GrammarNotes, nesting: int) -> None:
        self.text = text
        self.tokens = tokens
        self.notes = notes
        self.nesting = nesting
        self.position = 0
        self.states: list[Callable[[], None]] = []
        self.open: list[Node] = []
        self.anchors: dict[str, Node] = {}
        self.roots: list[Node] = []

    def parse(self) -> list[Node]:
        """The root of each document; a problem of the grammar is noted and ends the reading."""
        try:
            self._parse_stream()
        except _Stop:
            pass
        return self.roots

    # Tokens

    def _peek(self) -> Token:
        return self.tokens[self.position]

    def _at(self, *kinds: str) -> bool:
        return self.tokens[self.position].kind in kinds

    def _next(self) -> Token:
        token = self.tokens[self.position]
        self.position += 1
        return token

    def _fail(self, problem: str) -> _Stop:
        self.notes.problem(self._peek().start, problem)
        return _Stop()

    # Documents

    def _parse_stream(self) -> None:
        ended = False
        while not self._at(STREAM_END):
            if self._at(DOCUMENT_END):
                self._next()
                ended = True
                continue
            start = self._peek().start
            if self._parse_directives():
                if not self._at(DOCUMENT_START):
                    raise self._fail("no document follows the directives")
                start = self._peek().start
            if self.roots or ended:
                self.notes.note("yaml/several-documents", start)
            if self._at(DOCUMENT_START):
                self._next()
            self._parse_document()
            if not self._at(STREAM_END, DOCUMENT_START, DOCUMENT_END):
                raise self._fail("something follows the end of the document")

    def _parse_directives(self) -> bool:
        """Whether directives stand here."""
        first = self.position
        while self._at(DIRECTIVE):
            self._next()
        tokens = self.tokens[first : self.position]
        problem = find_directive_problem([token.text for token in tokens])
        if problem is not None:
            self.position = first
            raise self._fail(problem)
        return bool(tokens)

    def _parse_document(self) -> None:
        self.anchors = {}
        if self._at(STREAM_END, DOCUMENT_START, DOCUMENT_END):
            self.roots.append(make_missing(self._peek().start))
            return
        holder = Node(SEQUENCE, self._peek().start)
        self.open = [holder]
        self.states = []
        self._parse_node(block=True)
        while self.states:
            self.states.pop()()
        self.roots.append(holder.children[0])

    # Nodes

    def _put(self, node: Node) -> None:
        self.open[-1].children.append(node)

    def _put_missing(self) -> None:
        self._put(make_missing(find_place_behind(self.text, self.tokens, self.position)))

    def _put_missing_key(self) -> None:
        self._put(make_missing(self._peek().start))

    def _start(self, node: Node, state: Callable[[], None]) -> None:
        """Opens a collection and judges its level; the levels that an alias brings are judged at the alias."""
        self._put(node)
        self._check_level(len(self.open), node.index)
        node.is_open = True
        node.height = 1
        self.open.append(node)
        self.states.append(state)

    def _end(self) -> None:
        node = self.open.pop()
        node.is_open = False
        # The holder of the root is no level.
        self.open[-1].height = max(self.open[-1].height, node.height + 1)

    def _check_level(self, level: int, index: int) -> None:
        if level > self.nesting:
            self.notes.note("yaml/nesting-too-deep", index, level=level, limit=self.nesting)

    def _parse_node(self, block: bool = False, indentless: bool = False) -> None:
        if self._at(ALIAS):
            self._put_alias()
            return
        anchor, tag = self._parse_properties()
        token = self._peek()
        node = Node(SCALAR, token.start, anchor=anchor, tag=tag)
        if anchor is not None:
            self.anchors[anchor] = node
        if indentless and token.kind == ENTRY:
            node.kind = SEQUENCE
            self._start(node, self._indentless_entry)
        elif token.kind == SCALAR:
            node.text, node.style = token.text, token.style
            self._next()
            self._put(node)
        elif token.kind in (FLOW_SEQUENCE, FLOW_MAPPING):
            self._next()
            node.kind = SEQUENCE if token.kind == FLOW_SEQUENCE else MAPPING
            self._start(node, self._flow_item_first if token.kind == FLOW_SEQUENCE else self._flow_key_first)
        elif block and token.kind in (BLOCK_SEQUENCE, BLOCK_MAPPING):
            self._next()
            node.kind = SEQUENCE if token.kind == BLOCK_SEQUENCE else MAPPING
            self._start(node, self._block_entry if token.kind == BLOCK_SEQUENCE else self._block_key)
        elif anchor is not None or tag is not None:
            node.style = PLAIN
            node.index = find_place_behind(self.text, self.tokens, self.position)
            self._put(node)
        else:
            raise self._fail("a node must stand here")

    def _parse_properties(self) -> tuple[str | None, str | None]:
        anchor = tag = None
        while self._at(ANCHOR, TAG):
            token = self._next()
            if token.kind == ANCHOR and anchor is None:
                anchor = token.text
            elif token.kind == TAG and tag is None:
                tag = token.text
            else:
                self.position -= 1
                raise self._fail("a node has two anchors or two tags")
        return anchor, tag

    def _put_alias(self) -> None:
        token = self._next()
        target = self.anchors.get(token.text)
        node = Node(ALIAS, token.start, text=token.text)
        self._put(node)
        if target is not None and not target.is_open and target.height:
            self._check_level(len(self.open) - 1 + target.height, token.start)
            self.open[-1].height = max(self.open[-1].height, target.height + 1)

    # Block collections

    def _block_entry(self) -> None:
        if self._at(BLOCK_END):
            self._next()
            self._end()
            return
        if not self._at(ENTRY):
            raise self._fail("an item must begin here")
        self._next()
        self.states.append(self._block_entry)
        if self._at(ENTRY, BLOCK_END):
            self._put_missing()
        else:
            self._parse_node(block=True)

    def _indentless_entry(self) -> None:
        if not self._at(ENTRY):
            self._end()
            return
        self._next()
        self.states.append(self._indentless_entry)
        if self._at(ENTRY, KEY, VALUE, BLOCK_END):
            self._put_missing()
        else:
            self._parse_node(block=True)

    def _block_key(self) -> None:
        if self._at(BLOCK_END):
            self._next()
            self._end()
            return
        if not self._at(KEY, VALUE):
            raise self._fail("a key must begin here")
        self.states.append(self._block_value)
        if self._at(VALUE):
            self._put_missing_key()
            return
        self._next()
        if self._at(KEY, VALUE, BLOCK_END):
            self._put_missing_key()
        else:
            self._parse_node(block=True, indentless=True)

    def _block_value(self) -> None:
        self.states.append(self._block_key)
        if not self._at(VALUE):
            self._put_missing()
            return
        self._next()
        if self._at(KEY, VALUE, BLOCK_END):
            self._put_missing()
        else:
            self._parse_node(block=True, indentless=True)

    # Flow collections

    def _flow_item_first(self) -> None:
        if self._at(FLOW_SEQUENCE_END):
            self._next()
            self._end()
        else:
            self._flow_item()

    def _flow_item(self) -> None:
        self.states.append(self._flow_item_end)
        if self._at(KEY, VALUE):
            # A pair in a sequence is a mapping of its own.
            self._start(Node(MAPPING, self._peek().start), self._pair_key)
        else:
            self._parse_node()

    def _flow_item_end(self) -> None:
        self._flow_separator(FLOW_SEQUENCE_END, self._flow_item)

    def _flow_separator(self, end: str, following: Callable[[], None]) -> None:
        if self._at(COMMA):
            self._next()
            if not self._at(end):
                following()
                return
        if not self._at(end):
            raise self._fail("a comma or the end of a flow collection must stand here")
        self._next()
        self._end()

    def _pair_key(self) -> None:
        self.states.append(self._pair_value)
        self._flow_node_of_key()

    def _flow_node_of_key(self) -> None:
        if self._at(KEY):
            self._next()
        if self._at(VALUE, COMMA, FLOW_SEQUENCE_END, FLOW_MAPPING_END):
            self._put_missing_key()
        else:
            self._parse_node()

    def _pair_value(self) -> None:
        self.states.append(self._end)
        self._flow_node_of_value()

    def _flow_node_of_value(self) -> None:
        if not self._at(VALUE):
            self._put_missing()
            return
        self._next()
        if self._at(COMMA, FLOW_SEQUENCE_END, FLOW_MAPPING_END):
            self._put_missing()
        else:
            self._parse_node()

    def _flow_key_first(self) -> None:
        if self._at(FLOW_MAPPING_END):
            self._next()
            self._end()
        else:
            self._flow_key()

    def _flow_key(self) -> None:
        if self._at(COMMA):
            raise self._fail("a key must stand here")
        self.states.append(self._flow_value)
        self._flow_node_of_key()

    def _flow_value(self) -> None:
        self.states.append(self._flow_key_end)
        self._flow_node_of_value()

    def _flow_key_end(self) -> None:
        self._flow_separator(FLOW_MAPPING_END, self._flow_key)
