"""The phase policy of anpkg: secrets by key, by shape, and among arguments; section 7."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from anpkg_credentials import find_credentials, is_placeholder
from anpkg_package import Package, is_json, is_yaml
from anpkg_references import References
from schema_findings import escape
from text_places import MOST_FINDINGS, TextPlaces

_WORDS = ("token", "password", "passwd", "secret", "api-key", "api_key", "apikey")
_PLACES = ("-file", "-path", "-env", "-dir")
_LONGEST_OPTION = 128


def check_secrets(package: Package, references: References) -> None:
    for path, document in package.documents.items():
        if document is not None and (is_yaml(path) or is_json(path)):
            _check_keys(package, path, document.value)
    if package.judging.active("anpkg/secret-by-shape"):
        for path in package.files:
            _check_shapes(package, path)
    for member, providers in references.providers.items():
        for provider in providers:
            _check_arguments(package, member, f"{provider.pointer}/args", provider.arguments)


def _check_keys(package: Package, path: str, value) -> None:
    for pointer, key, text in islice(_under_token(value, "", None), MOST_FINDINGS):
        package.add("secret-by-key", path, pointer, key=key)


def _under_token(value, pointer: str, key: str | None) -> Iterator[tuple[str, str, str]]:
    """Each string that is not blank under a token-like key, which is `key` where it leads to the value."""
    if isinstance(value, dict):
        for name, item in value.items():
            # What stands after the last dot of the path; an index behind it changes nothing.
            last = name.rpartition(".")[2].lower()
            if isinstance(item, (dict, list)) or "token" in last:
                inner = f"{pointer}/{escape(name)}"
                yield from _under_token(item, inner, last if "token" in last else None)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if key is not None or isinstance(item, (dict, list)):
                yield from _under_token(item, f"{pointer}/{index}", key)
    elif isinstance(value, str) and key is not None and value.strip():
        yield pointer, key, value


def _strings(value, pointer: str) -> Iterator[tuple[str, str]]:
    """Each string of a value, with its pointer."""
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _strings(item, f"{pointer}/{escape(name)}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, f"{pointer}/{index}")


def _collect(value, into: list[str]) -> None:
    """The strings of a value alone, which takes much less time."""
    if isinstance(value, str):
        into.append(value)
    elif isinstance(value, dict):
        for item in value.values():
            _collect(item, into)
    elif isinstance(value, list):
        for item in value:
            _collect(item, into)


def _check_shapes(package: Package, path: str) -> None:
    document = package.documents.get(path)
    try:
        text = package.files[path].data().decode("utf-8")
    except UnicodeDecodeError:
        return
    places = TextPlaces(text)
    told = set() if document is None else _check_strings(package, path, document.value)
    counts: Counter = Counter()
    for shape, start, credential in find_credentials(text):
        # What a string holds is named there, and not where it is written once more.
        if (shape, credential) in told:
            continue
        counts[shape] += 1
        if counts[shape] <= MOST_FINDINGS:
            line, column = places.line_and_column(start)
            at = {"member": path, "offset": places.offset(start), "line": line, "column": column}
            package.judging.add("anpkg/secret-by-shape", at, {"shape": shape})


def _check_strings(package: Package, path: str, value) -> set[tuple[str, str]]:
    """The strings of a document; the shapes and credentials that they hold."""
    told: set[tuple[str, str]] = set()
    strings: list[str] = []
    _collect(value, strings)
    # No string holds a shape that all of them in a row do not hold.
    if not any(find_credentials("\n".join(strings))):
        return told
    count = 0
    for pointer, string in _strings(value, ""):
        for shape, _, credential in find_credentials(string):
            told.add((shape, credential))
            count += 1
            if count <= MOST_FINDINGS:
                package.add("secret-by-shape", path, pointer, shape=shape)
    return told


def _check_arguments(package: Package, member: str, pointer: str, arguments: list) -> None:
    for index, argument in enumerate(arguments):
        if not isinstance(argument, str) or not argument.startswith("-"):
            continue
        option, equals, value = argument.partition("=")
        place = index
        if not equals:
            place = index + 1
            value = arguments[place] if place < len(arguments) else ""
            if not isinstance(value, str) or value.startswith("-"):
                continue
        if _names_secret(option) and value.strip() and not is_placeholder(value):
            package.add("secret-argument", member, f"{pointer}/{place}", option=option)


def _names_secret(option: str) -> bool:
    # The letters are those of ASCII: others that become such in lower case are not meant.
    name = "".join(c.lower() if c.isascii() else c for c in option)
    return len(option) <= _LONGEST_OPTION and any(word in name for word in _WORDS) and not name.endswith(_PLACES)
