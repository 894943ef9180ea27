"""The contract strict-tar: a tar, alone or in an envelope of gzip or zstd, that every careful reader reads alike."""

import hashlib
import tempfile
from contextlib import ExitStack

from gzip_envelope import read_gzip
from strict_tar_canonical import check_canonical_form
from strict_tar_members import check_member, check_member_names
from strict_tar_model import Envelope, Member, TarFindings
from strict_tar_reader import read_archive
from zstd_envelope import read_zstd

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_CHUNK = 1 << 20
# Contents of this size are kept in memory.
_SMALL = 32 << 20


def _envelope_of(head: bytes) -> str | None:
    if head.startswith(_GZIP):
        return "gzip"
    is_skippable = len(head) >= 4 and 0x50 <= head[0] <= 0x5F and head[1:4] == b"\x2a\x4d\x18"
    return "zstd" if head.startswith(_ZSTD) or is_skippable else None


def validate(source, judging) -> dict:
    """Judges an artifact that is a tar, in an envelope or not; the observation."""
    with ExitStack() as stack:
        members = _judge(source, judging, stack)
    observed = [] if judging.has_errors() else members
    return {"members": observed, "documents": {}, "references": []}


def _judge(source, judging, stack: ExitStack) -> list[dict]:
    findings = TarFindings(judging)
    kind = _envelope_of(source.read(0, 4))
    tar = source
    if kind is not None:
        file = stack.enter_context(tempfile.SpooledTemporaryFile(max_size=_SMALL))
        content = Envelope(source, file.write, findings)
        (read_gzip if kind == "gzip" else read_zstd)(content)
        if findings.errors:
            findings.report()
            return []
        tar = FileContent(file, content.size)
        inner = _envelope_of(tar.read(0, 4))
        if inner is not None:
            findings.add("tar/nested-envelope", 0, kind=inner)
    members = [] if findings.errors else _judge_tar(tar, findings)
    findings.report()
    return members


class FileContent:
    """What an envelope holds, read where it stands."""

    def __init__(self, file, size: int) -> None:
        self._file = file
        self.size = size

    def read(self, offset: int, length: int) -> bytes:
        if length <= 0 or offset >= self.size:
            return b""
        self._file.seek(offset)
        return self._file.read(min(length, self.size - offset))


def _judge_tar(tar, findings: TarFindings) -> list[dict]:
    archive = read_archive(tar, findings)
    for member in archive.members:
        check_member(member, findings)
    check_member_names(archive.members, findings)
    if findings.errors:
        return []
    check_canonical_form(archive, findings)
    # Of several members with one path the last counts, where that is no error.
    observed = {member.path: member for member in archive.members if member.is_observed}
    return [_observe(tar, observed[path]) for path in sorted(observed)]


def _observe(tar, member: Member) -> dict:
    if member.is_directory:
        return {"path": member.path, "type": "directory", "size": 0}
    digest = hashlib.sha256()
    for done in range(0, member.size, _CHUNK):
        digest.update(tar.read(member.content_offset + done, min(_CHUNK, member.size - done)))
    return {"path": member.path, "type": "file", "size": member.size, "sha256": digest.hexdigest()}
