"""An artifact that is opened: the files in its tar, and the form of its bytes; distribution, section 6."""

import hashlib
import struct
import zlib

import strict_tar
from byte_sources import MemorySource
from findings import Judging
from strict_tar_reader import read_archive
from strict_tar_model import TarFindings
from distribution_values import to_platform

_BLOCK = 65_535
_EXECUTABLE, _PLAIN = "0755", "0644"


class Content:
    """The tar of an artifact, and its files by path: mode, size, digest."""

    def __init__(self, tar: bytes) -> None:
        self.tar = tar
        self.files: dict[str, tuple[str, int, str]] = {}
        self.directories: list[str] = []

    def add(self, member, content: bytes) -> None:
        if member.is_directory:
            self.directories.append(member.path)
            return
        mode = f"{member.header.numbers['mode'] & 0o7777:04o}"
        self.files[member.path] = (mode, len(content), hashlib.sha256(content).hexdigest())


def open_archive(file, judging) -> Content | None:
    """What an artifact holds; None where strict-tar refuses it."""
    own = Judging(judging.profile, judging.catalogue)
    strict_tar.validate(MemorySource(file.data), own)
    for finding in own.ordered():
        inner = {name: value for name, value in finding.at.items() if name != "member"}
        if own.is_error(finding):
            judging.add(finding.rule, {"member": file.path, **inner}, finding.details)
    if own.has_errors():
        return None
    if file.data[:2] == b"\x1f\x8b":
        tar = zlib.decompressobj(31).decompress(file.data)
    else:
        return None
    content = Content(tar)
    quiet = TarFindings(Judging(judging.profile, judging.catalogue))
    for member in read_archive(MemorySource(tar), quiet).members:
        content.add(member, tar[member.content_offset :][: member.size if member.has_content else 0])
    return content


def check_content(file, manifest, row, entrypoints: list[str], content: Content, judging) -> None:
    """The rules of section 6 on an artifact beside its manifest, None where that could not be read."""

    def add(rule: str, path: str | None = None, **details: str) -> None:
        within = {} if path is None else {"path": path}
        judging.add(f"distribution/{rule}", {"member": file.path}, {**within, **details})

    if content.directories:
        for path in content.directories:
            add("archive-special-member", path, kind="directory")
        return
    _check_entrypoints(content, row, entrypoints, add)
    if manifest is None:
        return
    actual = hashlib.sha256(content.tar).hexdigest()
    if actual != manifest.value["content_sha256"]:
        add("content-digest-mismatch", actual=actual, expected=manifest.value["content_sha256"])
    listed = {entry["path"]: (entry["mode"], entry["size"], entry["sha256"]) for entry in manifest.value["files"]}
    differing = [path for path in sorted({*listed, *content.files}) if listed.get(path) != content.files.get(path)]
    for path in differing:
        add("content-mismatch", path, problem="is missing, not listed, or another file")
    if not differing and _rebuild(content, row.value["source_date_epoch"]) != file.data:
        add("archive-not-canonical", problem="its bytes do not follow from its files and its moment")


def _check_entrypoints(content: Content, row, entrypoints: list[str], add) -> None:
    platform = to_platform(row.target)
    suffix = ".exe" if platform is not None and platform[0] == "windows" else ""
    for name in entrypoints:
        if content.files.get(name + suffix, ("",))[0] != _EXECUTABLE:
            add("entrypoint-missing", entrypoint=name + suffix)


def _rebuild(content: Content, time: int) -> bytes | None:
    """The archive of section 6 with these files; None where there is none."""
    pieces = []
    position = 0
    contents: dict[str, bytes] = {}
    quiet_tar = content.tar
    for path, start, size in _places(quiet_tar):
        contents[path] = quiet_tar[start : start + size]
    for path in sorted(content.files, key=str.encode):
        mode, size, _ = content.files[path]
        name = path.encode()
        if len(name) > 100 or path not in contents:
            return None
        pieces.append(_header(name, mode, size, time) + contents[path] + bytes(-size % 512))
        position += 1
    return _gzip(b"".join(pieces) + bytes(1024))


def _places(tar: bytes):
    """The files of a tar that is plain ustar, with where their contents stand."""
    position = 0
    while position + 512 <= len(tar) and tar[position] != 0:
        size = int(tar[position + 124 : position + 135].strip(b" \0") or b"0", 8)
        path = tar[position : position + 100].rstrip(b"\0").decode("utf-8", "replace")
        yield path, position + 512, size
        position += 512 + size + -size % 512


def _header(name: bytes, mode: str, size: int, time: int) -> bytes:
    fields = (
        name.ljust(100, b"\0"),
        b"%07o\0" % int(mode, 8),
        b"0000000\0" * 2,
        b"%011o\0%011o\0" % (size, time),
        b" " * 8,
        b"0".ljust(101, b"\0"),
        b"ustar\x0000".ljust(72, b"\0"),
        b"0000000\0" * 2,
    )
    block = b"".join(fields).ljust(512, b"\0")
    return block[:148] + b"%06o\0 " % sum(block) + block[156:]


def _gzip(tar: bytes) -> bytes:
    blocks = []
    for start in range(0, max(len(tar), 1), _BLOCK):
        piece = tar[start : start + _BLOCK]
        is_last = start + _BLOCK >= len(tar)
        blocks.append(struct.pack("<BHH", is_last, len(piece), 0xFFFF - len(piece)) + piece)
    trailer = struct.pack("<II", zlib.crc32(tar), len(tar) % (1 << 32))
    return bytes.fromhex("1f8b08000000000000ff") + b"".join(blocks) + trailer
