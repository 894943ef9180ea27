"""What the records of a tar say, before it is judged."""

from collections.abc import Callable
from dataclasses import dataclass, field

from archive_findings import ArchiveFindings

BLOCK = 512
USTAR, GNU, VERSION_7 = "ustar", "GNU", "version 7"
# The least size that a header has no room for.
EIGHT_GIB = 8 << 30

FILE_TYPES = (b"0", b"\0")
DIRECTORY, HARD_LINK, SYMBOLIC_LINK = b"5", b"1", b"2"
SPECIAL_TYPES = (b"3", b"4", b"6")
SPARSE = b"S"


@dataclass(slots=True)
class Header:
    """One header block; texts end at their first NUL, and empty numbers are 0."""

    offset: int
    block: bytes
    form: str
    typeflag: bytes
    numbers: dict[str, int]
    texts: dict[str, bytes]

    @property
    def name(self) -> bytes:
        prefix = self.texts.get("prefix", b"")
        return prefix + b"/" + self.texts["name"] if prefix else self.texts["name"]


@dataclass(slots=True)
class Extensions:
    """What extension headers say of one member; of a kind or keyword that stands twice, the last."""

    first_offset: int
    kinds: set[bytes] = field(default_factory=set)
    pax: dict[str, bytes] = field(default_factory=dict)
    long_name: bytes | None = None
    long_link: bytes | None = None


@dataclass(slots=True)
class Member:
    """A member: its header, and what extension headers say of it."""

    header: Header
    extensions: Extensions | None
    raw_name: bytes
    # The whole name, and what is judged of it: cut if it is very long, without "./" and a directory's slash.
    whole_name: str
    name: str
    is_cut: bool
    is_directory: bool
    size: int
    content_offset: int
    has_content: bool
    is_sparse: bool
    is_named_by_header: bool

    @property
    def header_offset(self) -> int:
        return self.header.offset

    @property
    def path(self) -> str:
        return self.name

    @property
    def is_root(self) -> bool:
        return self.is_directory and not self.name

    @property
    def is_link(self) -> bool:
        return self.header.typeflag in (HARD_LINK, SYMBOLIC_LINK)

    @property
    def is_observed(self) -> bool:
        return self.path != "" and not self.is_link and self.header.typeflag not in SPECIAL_TYPES


@dataclass(slots=True)
class Archive:
    """All members, and what else the canonical form is about."""

    members: list[Member] = field(default_factory=list)
    headers: list[Header] = field(default_factory=list)
    has_extensions: bool = False
    # Zero bytes behind the two zero blocks, and where these end.
    padding: int = 0
    end: int = 0


class TarFindings(ArchiveFindings):
    """Adds findings about one archive, each with the offset of a record and mostly with a member."""

    def add(self, rule: str, offset: int, member: str | None = None, **details: int | str) -> bool:
        """Whether the rule is in force, and so its breach an error or a warning."""
        return self.keep(rule, {"offset": offset} if not member else {"member": member, "offset": offset}, details)


class Envelope:
    """A compressed file that is read to its end: where its content goes, and how much came so far."""

    def __init__(self, source, write: Callable[[bytes], object], findings: TarFindings) -> None:
        self.source = source
        self.findings = findings
        self.size = 0
        self._write = write
        self._warned: set[str] = set()

    def put(self, content: bytes) -> None:
        self._write(content)
        self.size += len(content)

    def is_beyond(self, ratio: str) -> bool:
        """Whether the content is longer than the limit `ratio` lets it be."""
        return self.size > 1 << 20 and self.size > self.findings.judging.limits[ratio] * self.source.size

    def warn(self, rule: str, offset: int, **details: int | str) -> None:
        """Notes what is not canonical, once a file."""
        if rule not in self._warned:
            self._warned.add(rule)
            self.findings.add(rule, offset, **details)
