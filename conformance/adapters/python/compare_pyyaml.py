"""Changes YAML documents at random and sees that PyYAML reads what strict-yaml accepts, and to the same value.

    /usr/bin/python3 compare_pyyaml.py SEED COUNT

That is what the contract promises of the profile hardened. One difference is known: PyYAML refuses `...` in front of the
first document, which YAML 1.2 lets stand.
"""

import json
import random
import re
import sys

import yaml

import strict_yaml
from canonical_json import canonical
from catalogue import Catalogue, find_contracts
from findings import Judging
from fuzz import change
from vector_inputs import find_inputs

_KNOWN = re.compile(r"(?:[ ]*(?:#[^\n]*)?\n)*\.\.\.")
_MORE = (
    b"a:\n  - b\n  - c: d\n    e: |\n      text\n      more\n\n  - >-\n    fold\n    ed\n",
    b'{a: [1, {b: c}], "d": e, f: [g: h]}\n',
    b"k: 'it''s'\nl: a b\n  c\n\n  d # e\nm:\n- g\n-\n- h:\n  i: j\n",
    b'"a\\tb": "c\\\n  d\n\n  e"\nf: |+2\n    x\n\n\n# end\n',
)  # fmt: skip


def main(seed: int, count: int) -> int:
    catalogue = Catalogue(find_contracts())
    draw = random.Random(seed)
    documents = [data for data in map(_read_input, find_inputs("strict-yaml")) if len(data) < 2000]
    accepted = 0
    failures = 0
    for _ in range(count):
        data = change(draw.choice((draw.choice(documents), draw.choice(_MORE))), draw)
        document = strict_yaml.parse(data, Judging("hardened", catalogue))
        if document is None or _KNOWN.match(document.text):
            continue
        accepted += 1
        problem = _compare(document)
        if problem is not None:
            failures += 1
            print(f"{data!r}: {problem}")
    print(f"{count} documents, {accepted} accepted, {failures} failures")
    return 1 if failures or not accepted else 0


def _read_input(folder) -> bytes:
    vector = json.loads((folder / "vector.json").read_text(encoding="utf-8"))
    return (folder / vector["input"]["path"]).read_bytes()


def _compare(document: strict_yaml.Document) -> str | None:
    try:
        value = yaml.safe_load(document.text)
    except (yaml.YAMLError, ValueError, TypeError) as error:
        return f"PyYAML refuses it: {error}"
    if canonical(value) != canonical(document.value):
        return f"PyYAML reads {value!r}, not {document.value!r}"
    return None


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
