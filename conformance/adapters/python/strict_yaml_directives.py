"""Directives, which stand in front of a document."""

import re

_YAML_DIRECTIVE = re.compile(r"%YAML[ \t]+1\.[0-9]+[ \t]*(?:[ \t]#.*)?")
_TAG_DIRECTIVE = re.compile(r"%TAG[ \t]+(?P<handle>!(?:[0-9A-Za-z-]*!)?)[ \t]+[^ \t,\[\]{}][^ \t]*[ \t]*(?:[ \t]#.*)?")


def find_directive_problem(directives: list[str]) -> str | None:
    """What is wrong with the directives of one document; names that YAML does not define are passed over."""
    handles: set[str] = set()
    versions = 0
    for text in directives:
        name = re.split(r"[ \t]", text, maxsplit=1)[0]
        if name == "%YAML":
            versions += 1
            if versions > 1 or not _YAML_DIRECTIVE.fullmatch(text):
                return "a directive does not name version 1 of YAML once"
        elif name == "%TAG":
            tag = _TAG_DIRECTIVE.fullmatch(text)
            if tag is None or tag["handle"] in handles:
                return "a directive does not declare one handle of tags"
            handles.add(tag["handle"])
        elif name == "%":
            return "a directive has no name"
    return None
