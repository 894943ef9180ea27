"""What single members and their names break; strict-tar, "Members" and "Names"."""

from functools import partial

from archive_names import check_collisions, check_name
from strict_tar_reader import kept_bytes
from strict_tar_model import (
    DIRECTORY,
    FILE_TYPES,
    HARD_LINK,
    SPARSE,
    SPECIAL_TYPES,
    SYMBOLIC_LINK,
    Member,
    TarFindings,
)

_KNOWN_TYPES = (*FILE_TYPES, DIRECTORY, HARD_LINK, SYMBOLIC_LINK, *SPECIAL_TYPES, SPARSE)
_SET_ID = 0o6000


def check_member(member: Member, findings: TarFindings) -> None:
    """The type of a member, and what its type asks."""
    note = partial(findings.add, offset=member.header_offset, member=member.path)
    typeflag, mode = member.header.typeflag, member.header.numbers["mode"]
    if typeflag == HARD_LINK:
        note("tar/hard-link")
    if typeflag == SYMBOLIC_LINK:
        note("tar/symbolic-link")
    if typeflag in SPECIAL_TYPES:
        note("tar/special-file")
    if typeflag not in _KNOWN_TYPES:
        note("tar/unsupported-type", type=f"0x{typeflag[0]:02x}")
    if not member.is_link and _has_link_name(member):
        note("tar/link-name-on-file")
    if member.is_directory and member.size != 0:
        note("tar/directory-with-data", actual=member.size)
    if not member.is_directory and mode & _SET_ID:
        note("tar/setuid-or-setgid", mode=f"0o{mode:o}")


def _has_link_name(member: Member) -> bool:
    extensions = member.extensions
    if member.header.texts["linkname"]:
        return True
    return extensions is not None and bool(extensions.long_link or extensions.pax.get("linkpath"))


def check_member_names(members: list[Member], findings: TarFindings) -> None:
    """Each name by itself, and all beside each other."""
    limits = {name: findings.judging.limits[f"tar.{name}"] for name in ("name", "segment", "depth")}
    for member in members:
        _check_name(member, limits, findings)
    compared = [member for member in members if member.is_observed and not member.is_cut]
    check_collisions(compared, limits, lambda member: member.path, partial(_note, findings))


def _note(findings: TarFindings, member: Member, defect: str, **details: int | str) -> None:
    findings.add(f"tar/{defect}", member.header_offset, member.path, **details)


def _check_name(member: Member, limits: dict[str, int], findings: TarFindings) -> None:
    note = partial(_note, findings, member)
    try:
        kept_bytes(member.raw_name).decode("utf-8")
    except UnicodeDecodeError:
        note("invalid-utf8-name")
    if member.is_root:
        return
    if not member.name:
        note("empty-name")
        return
    is_slashed = not member.is_directory and member.name.endswith("/")
    if is_slashed:
        note("slash-after-file-name")
    check_name(_Judged(member, is_slashed), limits, note, colon_of_drive=False)


class _Judged:
    """A member as its name is judged: the slash behind a file's name is a defect of its own."""

    def __init__(self, member: Member, is_slashed: bool) -> None:
        self.name = member.name
        self.path = member.name[:-1] if is_slashed else member.name
        self.raw_name = member.raw_name
        self.header_offset = member.header_offset
        self.is_directory = member.is_directory
