"""The nodes of a YAML document."""

from dataclasses import dataclass, field

from strict_yaml_tokens import PLAIN, SCALAR

SEQUENCE = "sequence"
MAPPING = "mapping"


@dataclass(slots=True, eq=False)
class Node:
    """A node; its items, or its keys and values in turn. `index` is the place of its content."""

    kind: str
    index: int
    text: str = ""
    style: str = ""
    anchor: str | None = None
    tag: str | None = None
    children: list["Node"] = field(default_factory=list)
    # A scalar that is not written at all: no text, no anchor, no tag.
    missing: bool = False
    # Levels of collections within, itself included, with aliases expanded.
    height: int = 0
    is_open: bool = False


def make_missing(index: int) -> Node:
    """A scalar where the grammar lets a node be left out."""
    return Node(SCALAR, index, style=PLAIN, missing=True)
