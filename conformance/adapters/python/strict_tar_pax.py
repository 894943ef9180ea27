"""The records of a pax header; strict-tar, "Extension headers"."""

import re

from strict_tar_model import TarFindings

_RECORD = re.compile(rb"([1-9][0-9]*) ")
_DECIMAL = re.compile(rb"[0-9]+")
_TIME = re.compile(rb"[-+]?[0-9]+(?:\.[0-9]+)?")
_NUMBERS = {**dict.fromkeys(("size", "uid", "gid"), _DECIMAL), **dict.fromkeys(("atime", "ctime", "mtime"), _TIME)}
_KNOWN = {*_NUMBERS, "charset", "comment", "gname", "hdrcharset", "linkpath", "path", "uname"}
_OVERRIDES = ("path", "linkpath", "size", "hdrcharset")
_SPARSE = ("SCHILY.realsize", "SUN.holesdata")
# Of a keyword, so many characters are shown; so many bytes are more than that, whichever they are.
_SHOWN = 64
_SHOWN_BYTES = 4 * (_SHOWN + 1)
_UTF_8 = b"ISO-IR 10646 2000 UTF-8"


def read_pax(content: bytes, offset: int, is_global: bool, findings: TarFindings) -> dict[str, bytes]:
    """The values by keyword, byte for byte one character each; of a keyword that stands twice, the last one."""
    values: dict[str, bytes] = {}
    position = 0
    while position < len(content):
        record = _read_record(content, position)
        if record is None:
            findings.add("tar/malformed-pax-record", offset, position=position)
            break
        keyword, value, position = record
        if keyword in values:
            findings.add("tar/duplicate-pax-keyword", offset, keyword=_show(keyword))
        _check_record(keyword, value, offset, findings)
        if is_global and (keyword in _OVERRIDES or is_sparse_keyword(keyword)):
            findings.add("tar/global-override", offset, keyword=_show(keyword))
        values[keyword] = value
    return values


def is_sparse_keyword(keyword: str) -> bool:
    return keyword.startswith("GNU.sparse.") or keyword in _SPARSE


def _read_record(content: bytes, position: int) -> tuple[str, bytes, int] | None:
    head = _RECORD.match(content, position, position + 20)
    if head is None:
        return None
    end = position + int(head[1])
    keyword, equals, value = content[head.end() : end].partition(b"=")
    if end > len(content) or not keyword or not equals or not value.endswith(b"\n"):
        return None
    return keyword.decode("latin-1"), value[:-1], end


def _show(keyword: str) -> str:
    text = keyword[:_SHOWN_BYTES].encode("latin-1").decode("utf-8", "replace")
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "\u2026"


def _check_record(keyword: str, value: bytes, offset: int, findings: TarFindings) -> None:
    if keyword not in _KNOWN:
        if "." not in keyword:
            findings.add("tar/unknown-pax-keyword", offset, keyword=_show(keyword))
        return
    if not value:
        if keyword != "comment":
            findings.add("tar/empty-pax-value", offset, keyword=_show(keyword))
        return
    form = _NUMBERS.get(keyword)
    if form is not None and form.fullmatch(value) is None:
        findings.add("tar/invalid-pax-value", offset, keyword=_show(keyword))
    if keyword == "hdrcharset" and value != _UTF_8:
        findings.add("tar/pax-charset", offset)
