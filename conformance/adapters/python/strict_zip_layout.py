"""Whether an archive consists of its members and nothing else; strict-zip, "Layout"."""

from strict_zip_model import LOCAL_SIGNATURE, Directory, Entry, ZipFindings


def check_layout(source, entries: list[Entry], directory: Directory, findings: ZipFindings) -> None:
    """Judges the stretches between members; all members have their local headers."""
    end = 0
    last: Entry | None = None
    for entry in sorted(entries, key=lambda each: (each.target, each.header_offset)):
        if last is not None and entry.target < end:
            findings.add("zip/overlapping-members", entry.target, entry, other=last.path)
        elif entry.target > end:
            rule = "zip/leading-data" if last is None else "zip/gap-between-members"
            _judge_stretch(source, end, entry.target, rule, findings)
        if entry.end > end or last is None:
            end, last = max(end, entry.end), entry
    if end < directory.start:
        rule = "zip/leading-data" if last is None else "zip/gap-before-central-directory"
        _judge_stretch(source, end, directory.start, rule, findings)


def _judge_stretch(source, start: int, end: int, rule: str, findings: ZipFindings) -> None:
    if end - start >= len(LOCAL_SIGNATURE) and source.read(start, len(LOCAL_SIGNATURE)) == LOCAL_SIGNATURE:
        rule = "zip/hidden-member"
    findings.add(rule, start, count=end - start)
