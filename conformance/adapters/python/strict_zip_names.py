"""Names of members, alone and beside each other; strict-zip, "Names"."""

import re
import unicodedata
from functools import cache

from strict_zip_model import HAS_UTF8_NAME, Entry, ZipFindings
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


def decode_name(raw: bytes, flags: int) -> str:
    if raw.isascii():
        return raw.decode("ascii")
    if flags & HAS_UTF8_NAME:
        return raw.decode("utf-8", "replace")
    return raw.decode("cp437")


def check_names(entries: list[Entry], findings: ZipFindings) -> None:
    limits = findings.judging.limits
    for entry in entries:
        _check_encoding(entry, findings)
        _check_form(entry, findings)
        if not entry.name.isascii():
            _check_characters(entry, findings)
        elif (control := _CONTROL.search(entry.name)) is not None:
            character = to_code_point_name(control[0])
            findings.add("zip/control-character-in-name", entry.header_offset, entry, character=character)
        _check_segments(entry, findings)
        _check_lengths(entry, limits, findings)


def _check_encoding(entry: Entry, findings: ZipFindings) -> None:
    if entry.raw_name.isascii():
        return
    if not entry.flags & HAS_UTF8_NAME:
        findings.add("zip/name-encoding", entry.header_offset, entry)
        return
    try:
        entry.raw_name.decode("utf-8")
    except UnicodeDecodeError:
        findings.add("zip/invalid-utf8-name", entry.header_offset, entry)


def _check_form(entry: Entry, findings: ZipFindings) -> None:
    name, offset = entry.name, entry.header_offset
    if not name:
        findings.add("zip/empty-name", offset, entry)
    if name.startswith("/"):
        findings.add("zip/absolute-path", offset, entry)
    if _DRIVE.match(name):
        findings.add("zip/drive-letter", offset, entry)
    if "\\" in name:
        findings.add("zip/backslash-in-name", offset, entry)
    if ":" in name:
        findings.add("zip/colon-in-name", offset, entry)


def _check_characters(entry: Entry, findings: ZipFindings) -> None:
    for rule, pattern in (
        ("zip/control-character-in-name", _CONTROL),
        ("zip/bidirectional-control-in-name", _BIDIRECTIONAL),
        ("zip/invisible-character-in-name", _INVISIBLE),
    ):
        found = pattern.search(entry.name)
        if found is not None:
            findings.add(rule, entry.header_offset, entry, character=to_code_point_name(found[0]))
    for character in entry.name:
        if character > "\x7f" and _looks_like_separator(character):
            name = to_code_point_name(character)
            findings.add("zip/lookalike-separator-in-name", entry.header_offset, entry, character=name)
            break


@cache
def _looks_like_separator(character: str) -> bool:
    if character in _LOOKALIKES:
        return True
    plain = unicodedata.normalize("NFKC", character)
    # The ellipsis is accepted: no system takes it for three dots.
    return len(plain) <= 2 and all(part in "./\\:" for part in plain)


def _check_segments(entry: Entry, findings: ZipFindings) -> None:
    if not entry.name:
        return
    offset = entry.header_offset
    segments = entry.path.split("/")
    if ".." in segments:
        findings.add("zip/parent-segment", offset, entry)
    if "." in segments:
        findings.add("zip/dot-segment", offset, entry)
    if "" in segments:
        findings.add("zip/empty-segment", offset, entry)
    device = next((segment for segment in segments if _DEVICE.fullmatch(segment)), None)
    if device is not None:
        findings.add("zip/reserved-device-name", offset, entry, segment=device)
    dots = (".", "..")
    trailing = next((segment for segment in segments if segment.endswith((".", " ")) and segment not in dots), None)
    if trailing is not None:
        findings.add("zip/trailing-dot-or-space", offset, entry, segment=trailing)


def _check_lengths(entry: Entry, limits: dict[str, int], findings: ZipFindings) -> None:
    raw, offset = entry.raw_name, entry.header_offset
    if len(raw) > limits["archive.name"]:
        findings.add("zip/name-too-long", offset, entry, actual=len(raw), limit=limits["archive.name"])
    segments = entry.path.split("/")
    longest = max(len(segment.encode("utf-8")) for segment in segments)
    if longest > limits["archive.segment"]:
        findings.add("zip/segment-too-long", offset, entry, actual=longest, limit=limits["archive.segment"])
    if len(segments) > limits["archive.depth"]:
        findings.add("zip/path-too-deep", offset, entry, actual=len(segments), limit=limits["archive.depth"])


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


def check_collisions(entries: list[Entry], findings: ZipFindings) -> None:
    """Two names that are one, for all readers or for some. Names beyond the limits are errors already."""
    limits = findings.judging.limits
    names: dict[str, Entry] = {}
    normalized: dict[str, Entry] = {}
    folded: dict[str, Entry] = {}
    files: dict[str, Entry] = {}
    compared = [entry for entry in entries if _is_within(entry.raw_name, limits)]
    for entry in compared:
        form = entry.name if entry.name.isascii() else unicodedata.normalize("NFC", entry.name)
        case = fold(entry.name)
        offset = entry.header_offset
        if (other := names.get(entry.name)) is not None:
            findings.add("zip/duplicate-name", offset, entry, other=other.header_offset)
        elif form in normalized:
            findings.add("zip/normalization-collision", offset, entry)
        elif (other := folded.get(case)) is not None:
            findings.add("zip/case-collision", offset, entry, other=other.path)
        names.setdefault(entry.name, entry)
        normalized.setdefault(form, entry)
        folded.setdefault(case, entry)
        if not entry.is_directory:
            files.setdefault(case, entry)
    for entry in compared:
        _check_folders(entry, files, findings)


def _is_within(raw_name: bytes, limits: dict[str, int]) -> bool:
    """Whether a name is short enough to be normalized: that takes long for many combining characters."""
    if len(raw_name) > limits["archive.name"]:
        return False
    return max(map(len, raw_name.split(b"/"))) <= limits["archive.segment"]


def _check_folders(entry: Entry, files: dict[str, Entry], findings: ZipFindings) -> None:
    case = fold(entry.name)
    end = case.find("/")
    while end >= 0:
        other = files.get(case[:end])
        if other is not None:
            findings.add("zip/file-directory-collision", entry.header_offset, entry, other=other.path)
            return
        end = case.find("/", end + 1)
