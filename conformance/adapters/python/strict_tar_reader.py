"""Reads a tar block by block; strict-tar, "Headers" to "End of the archive"."""

import re

from strict_tar_headers import is_zero, read_header
from strict_tar_model import (
    BLOCK,
    DIRECTORY,
    EIGHT_GIB,
    HARD_LINK,
    SPARSE,
    SPECIAL_TYPES,
    SYMBOLIC_LINK,
    VERSION_7,
    Archive,
    Extensions,
    Header,
    Member,
    TarFindings,
)
from strict_tar_pax import is_sparse_keyword, read_pax

_PAX, _GLOBAL, _LONG_NAME, _LONG_LINK = b"x", b"g", b"L", b"K"
_EXTENSIONS = (_PAX, _LONG_NAME, _LONG_LINK)
_WITHOUT_CONTENT = (DIRECTORY, HARD_LINK, SYMBOLIC_LINK, *SPECIAL_TYPES)
_LONGEST_NAME = 4096
_CHUNK = 1 << 20


def read_archive(tar, findings: TarFindings) -> Archive:
    """All members up to the end, or to where the reading ends before."""
    reader = _Reader(tar, findings)
    while reader.read_next():
        pass
    return reader.archive


class _Reader:
    def __init__(self, tar, findings: TarFindings) -> None:
        self.archive = Archive()
        self._tar = tar
        self._findings = findings
        self._limits = findings.judging.limits
        self._offset = 0
        self._extensions: Extensions | None = None
        self._globals: dict[str, bytes] = {}
        self._counted = 0
        self._total = 0
        self._name_bytes = 0

    def read_next(self) -> bool:
        """Takes what stands at the next block; whether the reading goes on."""
        block = self._tar.read(self._offset, BLOCK)
        if not block or is_zero(block):
            if self._has_dangling():
                return False
            if block:
                self._read_end()
            else:
                self._findings.add("tar/missing-end-of-archive", self._offset)
            return False
        if len(block) < BLOCK:
            self._findings.add("tar/truncated-header", self._offset, count=len(block))
            return False
        header = read_header(block, self._offset, self._findings)
        if header is None:
            return False
        self.archive.headers.append(header)
        if header.typeflag == _GLOBAL:
            return not self._has_dangling() and self._count(header, 0) and self._read_global(header)
        if header.typeflag in _EXTENSIONS:
            return self._read_extension(header)
        return self._read_member(header)

    def _has_dangling(self) -> bool:
        extensions = self._extensions
        self._extensions = None
        if extensions is None:
            return False
        return self._findings.add("tar/dangling-extension-header", extensions.first_offset)

    def _read_end(self) -> None:
        tar, findings = self._tar, self._findings
        second = tar.read(self._offset + BLOCK, BLOCK)
        if not second:
            findings.add("tar/missing-end-of-archive", tar.size)
            return
        if len(second) < BLOCK:
            findings.add("tar/truncated-header", self._offset + BLOCK, count=len(second))
            return
        if not is_zero(second):
            findings.add("tar/lone-zero-block", self._offset)
            return
        end = self.archive.end = self._offset + 2 * BLOCK
        self.archive.padding = tar.size - end
        position = end
        while chunk := tar.read(position, _CHUNK):
            data = re.search(rb"[^\0]", chunk)
            if data is not None:
                at = position + data.start()
                findings.add("tar/data-after-end", at - at % BLOCK)
                break
            position += len(chunk)
        if tar.size % BLOCK:
            findings.add("tar/partial-block", tar.size - tar.size % BLOCK, count=tar.size % BLOCK)

    def _count(self, header: Header, size: int, member: str | None = None) -> bool:
        """Counts a member or global header; whether the limits allow it."""
        self._counted += 1
        self._total += size
        goes_on = True
        for rule, actual, limit in (
            ("tar/too-many-members", self._counted, self._limits["tar.members"]),
            ("tar/total-too-large", self._total, self._limits["tar.total"]),
        ):
            if actual > limit:
                self._findings.add(rule, header.offset, member, limit=limit)
                goes_on = False
        return goes_on

    def _is_too_large(self, header: Header) -> bool:
        return header.numbers["size"] > self._limits["tar.extensionHeader"]

    def _read_content(self, header: Header) -> bytes | None:
        """The content of an extension header; None where the reading ends there."""
        size, limit = header.numbers["size"], self._limits["tar.extensionHeader"]
        if size > limit:
            self._findings.add("tar/extension-header-too-large", header.offset, actual=size, limit=limit)
            return None
        content = self._tar.read(header.offset + BLOCK, size)
        return content if self._pass_content(header, size, None) else None

    def _pass_content(self, header: Header, size: int, member: str | None) -> bool:
        """Goes to the block behind a content; whether there is all of it."""
        start = header.offset + BLOCK
        end = start + size
        padded = end + -end % BLOCK
        if padded > self._tar.size:
            self._findings.add("tar/truncated-member", header.offset, member, declared=size)
            return False
        if self._tar.read(end, padded - end).strip(b"\0"):
            self._findings.add("tar/nonzero-padding", header.offset, member)
        self._offset = padded
        return True

    def _read_global(self, header: Header) -> bool:
        self.archive.has_extensions = True
        content = self._read_content(header)
        if content is None:
            return False
        # What is wrong with the padding does not end the reading.
        before = self._findings.errors
        self._globals.update(read_pax(content, header.offset, True, self._findings))
        return self._findings.errors == before

    def _read_extension(self, header: Header) -> bool:
        self.archive.has_extensions = True
        findings, before = self._findings, self._findings.errors
        if self._extensions is None:
            self._extensions = Extensions(header.offset)
        extensions = self._extensions
        if header.typeflag in extensions.kinds:
            findings.add("tar/repeated-extension-header", header.offset, type=header.typeflag.decode())
        extensions.kinds.add(header.typeflag)
        ends = findings.errors > before
        content = self._read_content(header) if not ends or self._is_too_large(header) else None
        if content is None or ends:
            return False
        before = findings.errors
        if header.typeflag == _PAX:
            extensions.pax = read_pax(content, header.offset, False, findings)
        else:
            text = content.rstrip(b"\0")
            if not text or b"\0" in text:
                findings.add("tar/malformed-long-name", header.offset)
            text = text.partition(b"\0")[0]
            if header.typeflag == _LONG_NAME:
                extensions.long_name = text
            else:
                extensions.long_link = text
        return self._findings.errors == before

    def _read_member(self, header: Header) -> bool:
        findings = self._findings
        extensions, self._extensions = self._extensions, None
        before = findings.errors
        member = self._make_member(header, extensions)
        self.archive.members.append(member)
        self._check_extensions(member)
        ends = findings.errors > before
        counted = self._count(header, member.size if member.has_content else 0, member.path)
        self._name_bytes += len(member.raw_name)
        if not counted or self._name_bytes > self._limits["tar.members"] * self._limits["tar.name"]:
            return False
        passed = self._pass_content(header, member.size if member.has_content else 0, member.path)
        return passed and not ends

    def _make_member(self, header: Header, extensions: Extensions | None) -> Member:
        pax = extensions.pax if extensions is not None else {}
        values = {**self._globals, **pax}
        long_name = extensions.long_name if extensions is not None else None
        raw_name = values.get("path") or long_name or header.name
        size = _to_size(values.get("size"))
        whole = _decode(raw_name)
        is_directory = header.typeflag == DIRECTORY
        if header.form == VERSION_7 and header.typeflag == b"\0" and whole.endswith("/"):
            is_directory = True
        has_content = not is_directory and header.typeflag not in _WITHOUT_CONTENT
        return Member(
            header=header,
            extensions=extensions,
            raw_name=raw_name,
            whole_name=whole,
            name=_to_name(raw_name, whole, is_directory),
            is_cut=len(raw_name) > _LONGEST_NAME,
            is_directory=is_directory,
            size=header.numbers["size"] if size is None else size,
            content_offset=header.offset + BLOCK,
            has_content=has_content,
            is_sparse=header.typeflag == SPARSE or any(map(is_sparse_keyword, pax)),
            is_named_by_header=not values.get("path") and not long_name,
        )

    def _check_extensions(self, member: Member) -> None:
        """What extension headers and the header say together."""
        findings, offset, extensions = self._findings, member.header_offset, member.extensions
        if extensions is not None:
            pax = extensions.pax
            if (extensions.long_name is not None and "path" in pax) or (
                extensions.long_link is not None and "linkpath" in pax
            ):
                findings.add("tar/conflicting-names", offset, member.path)
            size, declared = _to_size(pax.get("size")), member.header.numbers["size"]
            if size is not None and size != declared and size < EIGHT_GIB:
                findings.add("tar/size-mismatch", offset, member.path, pax=size, declared=declared)
        if member.is_sparse:
            findings.add("tar/sparse-file", offset, member.path)


def _to_size(value: bytes | None) -> int | None:
    return int(value) if value else None


def kept_bytes(raw: bytes) -> bytes:
    """What is read of a name: all of it, unless it is far too long."""
    end = min(len(raw), _LONGEST_NAME)
    while len(raw) > _LONGEST_NAME and end > _LONGEST_NAME - 3 and 0x80 <= raw[end] <= 0xBF:
        end -= 1
    return raw[:end]


def _decode(raw: bytes) -> str:
    text = kept_bytes(raw).decode("utf-8", "replace")
    return text if len(raw) <= _LONGEST_NAME else text + "\u2026"


def _to_name(raw_name: bytes, whole: str, is_directory: bool) -> str:
    name = whole[:-1] if is_directory and whole.endswith("/") else whole
    if is_directory and name == ".":
        return ""
    return name.removeprefix("./")
