"""The phase policy of anpkg: secrets by key, by shape, and among arguments; section 7."""

from collections.abc import Iterator

from anpkg_credentials import find_credentials, is_placeholder
from anpkg_package import Package, is_json, is_yaml
from anpkg_references import References
from schema_findings import escape
from text_places import TextPlaces

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
    for pointer, key, text in _strings(value, "", "$"):
        last = key.rpartition(".")[2].lower()
        if "token" in last and text.strip():
            package.add("secret-by-key", path, pointer, key=key.rpartition(".")[2])


def _strings(value, pointer: str, key: str) -> Iterator[tuple[str, str, str]]:
    """Each string with its pointer and the keys and indices that lead to it."""
    if isinstance(value, str):
        yield pointer, key, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _strings(item, f"{pointer}/{escape(name)}", f"{key}.{name}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, f"{pointer}/{index}", f"{key}[{index}]")


def _check_shapes(package: Package, path: str) -> None:
    document = package.documents.get(path)
    try:
        text = package.files[path].data().decode("utf-8")
    except UnicodeDecodeError:
        return
    places = TextPlaces(text)
    told = set() if document is None else _check_strings(package, path, document.value)
    for shape, start, credential in find_credentials(text):
        # What a string holds is named there, and not where it is written once more.
        if (shape, credential) not in told:
            line, column = places.line_and_column(start)
            at = {"member": path, "offset": places.offset(start), "line": line, "column": column}
            package.judging.add("anpkg/secret-by-shape", at, {"shape": shape})


def _check_strings(package: Package, path: str, value) -> set[tuple[str, str]]:
    """The strings of a document; the shapes and credentials that they hold."""
    told = set()
    for pointer, _, string in _strings(value, "", "$"):
        for shape, _, credential in find_credentials(string):
            package.add("secret-by-shape", path, pointer, shape=shape)
            told.add((shape, credential))
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
