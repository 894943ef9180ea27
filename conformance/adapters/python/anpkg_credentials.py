"""The shapes of credentials; section 7 of anpkg."""

import re
from collections.abc import Iterator

_PLACEHOLDER = re.compile(
    r"\$\{[^{}]*\}|\$[A-Za-z_][A-Za-z0-9_]*|\{\{[^{}]*\}\}|<[^<>]*>|%[A-Za-z_][A-Za-z0-9_]*%|\*+|[xX]+|\.\.\."
)

_START = r"(?<![A-Za-z0-9_-])"
_KEYWORD_START = r"(?<![A-Za-z0-9_])"
_INFLUX = "[A-Za-z0-9+/_-]"

# A shape, the texts of which one is in every value of it, and its form; the group `value` is what may be a placeholder.
_SHAPES = (
    (
        "JSON Web Token",
        ("eyJ",),
        _START + r"eyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,5000}\.[A-Za-z0-9_-]{16,}",
    ),
    ("PEM private key", ("PRIVATE KEY-----",), r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----"),
    ("AWS access key", ("AKIA", "ASIA"), _START + r"A[KS]IA[A-Z0-9]{16}(?![A-Za-z0-9])"),
    (
        "GitHub token",
        ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
        _START + r"(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})",
    ),
    ("GitLab token", ("glpat-",), _START + r"glpat-[A-Za-z0-9_-]{20,}"),
    ("Slack token", ("xox",), _START + r"xox[abeoprs]-[A-Za-z0-9-]{10,}"),
    ("Google API key", ("AIza",), _START + r"AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
    ("Stripe key", ("sk_live_", "rk_live_"), _START + r"[sr]k_live_[A-Za-z0-9]{16,}"),
    ("npm token", ("npm_",), _START + r"npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])"),
    ("PyPI token", ("pypi-",), _START + r"pypi-[A-Za-z0-9_-]{50,}"),
    ("InfluxDB token", ("==",), rf"(?<!{_INFLUX}){_INFLUX}{{86}}==(?!=|{_INFLUX})"),
    (
        "Bearer credential",
        ("Bearer ", "bearer ", "BEARER "),
        _KEYWORD_START
        + r"(?:Bearer|bearer|BEARER) {1,4}(?=[A-Za-z._~+/-]*[0-9])(?P<value>[A-Za-z0-9._~+/-]{16,})",
    ),
    (
        "Basic credential",
        ("Basic ", "basic ", "BASIC "),
        _KEYWORD_START
        + r"(?:Basic|basic|BASIC) {1,4}(?=[A-Za-z+/]*[0-9]|[A-Za-z+/]*=)(?P<value>[A-Za-z0-9+/]{16,}={0,2})",
    ),
    (
        "password in a URL",
        ("://",),
        r"""(?<=[A-Za-z0-9+.-])://[^\s/?#@"'<>:]{0,256}:(?P<value>[^\s/?#@"'<>]{1,256})@""",
    ),
)
_COMPILED = tuple((name, hints, re.compile(form)) for name, hints, form in _SHAPES)


def is_placeholder(value: str) -> bool:
    """Whether a value stands for another one."""
    return _PLACEHOLDER.fullmatch(value) is not None


def find_credentials(text: str) -> Iterator[tuple[str, int, str]]:
    """What has the shape of a credential: the shape, where it begins, and the text itself."""
    for name, hints, form in _COMPILED:
        if not any(hint in text for hint in hints):
            continue
        for match in form.finditer(text):
            value = match["value"] if "value" in form.groupindex else match.group()
            if not is_placeholder(value):
                yield name, match.start(), match.group()
