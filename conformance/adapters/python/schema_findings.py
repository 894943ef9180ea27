"""What a value breaks of a schema: one breach for each broken constraint, at its place in the value."""

from dataclasses import dataclass
from itertools import islice

from jsonschema import Draft202012Validator, ValidationError, validators

from canonical_json import canonical

# A hostile document can break a schema as often as it has values; a report has room for a thousand.
MOST_BREACHES = 10_000


@dataclass(frozen=True)
class Breach:
    """A broken constraint: its keyword, the pointer to it, and the pointer of the value or of a wrong name."""

    keyword: str
    schema_pointer: str
    pointer: str
    is_name: bool

    def place(self, document) -> dict:
        """Where the breach stands in a document: at the value, or at the name that may not stand."""
        return to_place(document, self.pointer, self.is_name)

    def details(self) -> dict:
        return {
            "keyword": self.keyword,
            "schemaPointer": self.schema_pointer,
            "problem": f"breaks the constraint {self.keyword}",
        }


class Schema:
    """One schema of a contract, ready to be held against values."""

    def __init__(self, schema: dict) -> None:
        self._validator = _make_validator(schema)

    def breaches(self, value) -> list[Breach]:
        """All constraints that the value breaks, at most as many as anybody reads."""
        return [_to_breach(error) for error in islice(self._validator.iter_errors(value), MOST_BREACHES)]


def _to_breach(error: ValidationError) -> Breach:
    is_name = error.validator == "additionalProperties" or "propertyNames" in error.absolute_schema_path
    return Breach(error.validator, _schema_pointer(error), to_pointer(error.absolute_path), is_name)


def to_place(document, pointer: str, is_name: bool = False) -> dict:
    """The pointer of a value or name in a document, with line, column and offset."""
    at: dict = {"pointer": pointer}
    position = document.name_position(pointer) if is_name else document.position(pointer)
    if position is not None:
        at["line"], at["column"] = position
        at["offset"] = document.name_offset(pointer) if is_name else document.offset(pointer)
    return at


def to_pointer(path) -> str:
    """An RFC 6901 pointer of names and indices."""
    return "".join("/" + escape(str(step)) for step in path)


def escape(step: str) -> str:
    """One name in a pointer."""
    return step.replace("~", "~0").replace("/", "~1") if "~" in step or "/" in step else step


def _schema_pointer(error: ValidationError) -> str:
    anchor, passed = getattr(error, "anchor", ("#", 0))
    steps = list(error.absolute_schema_path)
    return anchor + to_pointer(steps[len(steps) - passed :] if passed else steps)


def _make_validator(schema: dict):
    """A validator whose errors say more than those of the library: where names and references break."""

    def reference(validator, target, instance, _schema):
        definition = schema
        for step in target.removeprefix("#/").split("/"):
            definition = definition[step]
        for error in validator.descend(instance, definition):
            # Definitions stand alone, so what follows the reference is the pointer's whole tail.
            error.anchor = (target, len(error.schema_path))
            yield error

    keywords = {
        "$ref": reference,
        "type": _type,
        "additionalProperties": _additional_properties,
        "propertyNames": _property_names,
        "uniqueItems": _unique_items,
    }
    kind = validators.extend(Draft202012Validator, keywords)
    evolve, known = kind.evolve, {}

    def evolve_once(validator, **changes):
        # The library makes a validator for every value; one for each part of the schema will do.
        part = changes.get("schema")
        if len(changes) != 1 or not isinstance(part, dict):
            return evolve(validator, **changes)
        if id(part) not in known:
            known[id(part)] = (part, evolve(validator, **changes))
        return known[id(part)][1]

    kind.evolve = evolve_once
    return kind(schema)


_PLAIN_TYPES = {"string": str, "object": dict, "array": list}


def _type(validator, types, instance, _schema):
    """As the library has it; the types that most values are of are looked at without it."""
    names = [types] if isinstance(types, str) else types
    plain = tuple(_PLAIN_TYPES[name] for name in names if name in _PLAIN_TYPES)
    if not isinstance(instance, plain) and not any(validator.is_type(instance, name) for name in names):
        yield ValidationError("a value of another type")


def _additional_properties(validator, additional, instance, schema):
    if not isinstance(instance, dict) or additional is True:
        return
    listed = schema.get("properties", {})
    for name, value in instance.items():
        if name in listed:
            continue
        if additional is False:
            yield ValidationError("a member that is not allowed", path=[name])
        else:
            yield from validator.descend(value, additional, path=name)


def _property_names(validator, names, instance, _schema):
    if isinstance(instance, dict):
        for name in instance:
            # The place of a wrong name is that of its member.
            yield from validator.descend(name, names, path=name)


def _unique_items(_validator, wanted, instance, _schema):
    # The library compares each item with each other one, which takes for ever where a list is long.
    if wanted and isinstance(instance, list):
        if len({canonical(item) for item in instance}) < len(instance):
            yield ValidationError("items that are equal")
