"""Names of members, alone and beside each other: what strict-zip and strict-tar say alike under "Names"."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import Protocol

from text_places import to_code_point_name

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_BIDIRECTIONAL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u034f\u180e\u200b-\u200d\u2028\u2029\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_DRIVE = re.compile(r"[A-Za-z]:")
_DEVICE = re.compile(
    r"(?:CON|PRN|AUX|NUL|COM[1-9¹²³]|LPT[1-9¹²³]|CONIN\$|CONOUT\$) *(?:\..*)?",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)

# Characters that look like a full stop, slash, backslash or colon; those that are compatible with one are computed.
_LOOKALIKES = frozenset("\u2044\u2215\u2216\u2236\u29f5\u29f8\u29f9\ua789")


class Named(Protocol):
    """A member by its name: `name` as it is judged, `path` without the slash of a directory."""

    name: str
    path: str
    raw_name: bytes
    header_offset: int
    is_directory: bool


# Takes the defect that a rule is called after, and the details.
Note = Callable[..., None]


def check_name(member: Named, limits: dict[str, int], note: Note, colon_of_drive: bool = True) -> None:
    """One name; `limits` has `name`, `segment` and `depth`. `colon_of_drive`: whether that colon counts as one."""
    name = member.name
    if name.startswith("/"):
        note("absolute-path")
    drive = _DRIVE.match(name)
    if drive is not None:
        note("drive-letter")
    if "\\" in name:
        note("backslash-in-name")
    if ":" in (name if colon_of_drive or drive is None else name[2:]):
        note("colon-in-name")
    if not name.isascii():
        _check_characters(name, note)
    elif (control := _CONTROL.search(name)) is not None:
        note("control-character-in-name", character=to_code_point_name(control[0]))
    segments = member.path.split("/")
    if name:
        _check_segments(segments, note)
    _check_lengths(member.raw_name, segments, limits, note)


def _check_characters(name: str, note: Note) -> None:
    for defect, pattern in (
        ("control-character-in-name", _CONTROL),
        ("bidirectional-control-in-name", _BIDIRECTIONAL),
        ("invisible-character-in-name", _INVISIBLE),
    ):
        found = pattern.search(name)
        if found is not None:
            note(defect, character=to_code_point_name(found[0]))
    for character in name:
        if character > "\x7f" and _looks_like_separator(character):
            note("lookalike-separator-in-name", character=to_code_point_name(character))
            break


@cache
def _looks_like_separator(character: str) -> bool:
    if character in _LOOKALIKES:
        return True
    plain = unicodedata.normalize("NFKC", character)
    # The ellipsis is accepted: no system takes it for three dots.
    return len(plain) <= 2 and all(part in "./\\:" for part in plain)


def _check_segments(segments: list[str], note: Note) -> None:
    if ".." in segments:
        note("parent-segment")
    if "." in segments:
        note("dot-segment")
    if "" in segments:
        note("empty-segment")
    device = next((segment for segment in segments if _DEVICE.fullmatch(segment)), None)
    if device is not None:
        note("reserved-device-name", segment=device)
    dots = (".", "..")
    trailing = next((segment for segment in segments if segment.endswith((".", " ")) and segment not in dots), None)
    if trailing is not None:
        note("trailing-dot-or-space", segment=trailing)


def _check_lengths(raw_name: bytes, segments: list[str], limits: dict[str, int], note: Note) -> None:
    if len(raw_name) > limits["name"]:
        note("name-too-long", actual=len(raw_name), limit=limits["name"])
    longest = max(len(segment.encode("utf-8")) for segment in segments)
    if longest > limits["segment"]:
        note("segment-too-long", actual=longest, limit=limits["segment"])
    if len(segments) > limits["depth"]:
        note("path-too-deep", actual=len(segments), limit=limits["depth"])


class _FoldedCharacters(dict):
    def __missing__(self, character: str) -> str:
        # One code point at a time: the default conversions know no context.
        lower = character.lower()
        upper = "".join(part.upper() for part in lower)
        self[character] = folded = "".join(part.lower() for part in upper)
        return folded


_FOLDED = _FoldedCharacters()


def fold(name: str) -> str:
    """What names are compared as where case and normalization do not count."""
    if name.isascii():
        return name.lower()
    decomposed = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", "".join(map(_FOLDED.__getitem__, decomposed)))


def check_collisions(
    members: Iterable[Named], limits: dict[str, int], compared: Callable[[Named], str], note: Callable
) -> None:
    """Two names that are one, for all readers or for some. Names beyond the limits are errors already.

    `compared` gives what is compared of a member; `note` takes the member, the defect and the details.
    """
    names: dict[str, Named] = {}
    normalized: dict[str, Named] = {}
    folded: dict[str, Named] = {}
    files: dict[str, Named] = {}
    within = [member for member in members if _is_within(member.raw_name, limits)]
    for member in within:
        name = compared(member)
        form = name if name.isascii() else unicodedata.normalize("NFC", name)
        case = fold(name)
        if (other := names.get(name)) is not None:
            note(member, "duplicate-name", other=other.header_offset)
        elif (other := normalized.get(form)) is not None:
            note(member, "normalization-collision", other=other.path)
        elif (other := folded.get(case)) is not None:
            note(member, "case-collision", other=other.path)
        names.setdefault(name, member)
        normalized.setdefault(form, member)
        folded.setdefault(case, member)
        if not member.is_directory:
            files.setdefault(case, member)
    for member in within:
        _check_folders(member, fold(compared(member)), files, note)


def _is_within(raw_name: bytes, limits: dict[str, int]) -> bool:
    """Whether a name is short enough to be normalized: that takes long for many combining characters."""
    if len(raw_name) > limits["name"]:
        return False
    return max(map(len, raw_name.split(b"/"))) <= limits["segment"]


def _check_folders(member: Named, case: str, files: dict[str, Named], note: Callable) -> None:
    end = case.find("/")
    while end >= 0:
        other = files.get(case[:end])
        if other is not None:
            note(member, "file-directory-collision", other=other.path)
            return
        end = case.find("/", end + 1)
