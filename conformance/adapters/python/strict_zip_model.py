"""What the records of a zip archive say, before it is judged."""

from dataclasses import dataclass, field

from archive_findings import ArchiveFindings

LOCAL_SIGNATURE = b"PK\x03\x04"
CENTRAL_SIGNATURE = b"PK\x01\x02"
END_SIGNATURE = b"PK\x05\x06"
DESCRIPTOR_SIGNATURE = b"PK\x07\x08"
ZIP64_END_SIGNATURE = b"PK\x06\x06"
ZIP64_LOCATOR_SIGNATURE = b"PK\x06\x07"

ALL_ONES_16 = 0xFFFF
ALL_ONES_32 = 0xFFFFFFFF

HAS_DESCRIPTOR = 0x0008
HAS_UTF8_NAME = 0x0800


@dataclass(frozen=True, slots=True)
class Directory:
    """Where the central directory stands, and what the end records say of it."""

    # The record that has the values, and the first of the end records.
    record: int
    first_record: int
    start: int
    size: int
    entries: int
    # Where the archive's own first byte stands in the file: offsets count from it.
    base: int
    comment_offset: int
    comment_length: int
    has_zip64: bool


@dataclass(slots=True)
class ExtraField:
    """The first block of each id in one extra field; what follows a broken one is not read."""

    blocks: dict[int, bytes] = field(default_factory=dict)
    # Ids that stand there more than once.
    repeated: set[int] = field(default_factory=set)
    malformed: bool = False

    def has_other_than(self, block: int) -> bool:
        return any(known != block for known in self.blocks)


@dataclass(slots=True)
class LocalHeader:
    """A local file header; sizes are those of the zip64 field where it has them."""

    version: int
    flags: int
    method: int
    time: tuple[int, int]
    crc: int
    compressed: int
    uncompressed: int
    # The two sizes as they stand in the header itself.
    plain_sizes: tuple[int, int]
    raw_name: bytes
    # Kept in bytes: an archive may have far more blocks than fit in memory one by one.
    raw_extra: bytes
    has_zip64: bool
    data_offset: int
    has_extra: bool = False


@dataclass(slots=True)
class Entry:
    """A central file header, and with it one member."""

    header_offset: int
    made_by: int
    version: int
    flags: int
    method: int
    time: tuple[int, int]
    crc: int
    compressed: int
    uncompressed: int
    disk: int
    internal: int
    external: int
    # Where the local header stands in the file.
    target: int
    # The sizes, the offset and the disk number as they stand in the header itself.
    plain_values: tuple[int, int, int, int]
    raw_name: bytes
    name: str
    raw_extra: bytes
    comment_length: int
    has_zip64: bool
    # Whether a block other than zip64 stands in the extra field.
    has_extra: bool
    local: LocalHeader | None = None
    # Behind the last byte of the member, its data descriptor included.
    end: int = 0
    sha256: str | None = None

    @property
    def is_directory(self) -> bool:
        return self.name.endswith("/")

    @property
    def path(self) -> str:
        return self.name[:-1] if self.is_directory else self.name

    @property
    def has_descriptor(self) -> bool:
        return self.flags & HAS_DESCRIPTOR != 0

    @property
    def data_end(self) -> int:
        return self.local.data_offset + self.compressed


class ZipFindings(ArchiveFindings):
    """Adds findings about one archive, each with the offset of a record and mostly with a member."""

    def add(self, rule: str, offset: int | None, entry: Entry | None = None, **details) -> None:
        at: dict = {} if entry is None else {"member": entry.path}
        if offset is not None:
            at["offset"] = offset
        self.keep(rule, at, details)
