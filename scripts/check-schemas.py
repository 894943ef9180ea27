"""Says what Python's jsonschema makes of schemas and instances.

Standard input: one JSON object a line, {"schema": S} or {"schema": index of an earlier one, "instance": I}.
Standard output: one JSON object a line. For a schema {"valid": bool}; for an instance
{"valid": bool, "errors": [[keyword, pointer], ...]}, sorted.
"""

import json
import sys

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError


def pointer_of(path):
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in path)


def main():
    validators = []
    for line in sys.stdin:
        request = json.loads(line)
        if "instance" not in request:
            try:
                Draft202012Validator.check_schema(request["schema"])
                answer = {"valid": True}
            except SchemaError as error:
                answer = {"valid": False, "error": error.message}
            validators.append(Draft202012Validator(request["schema"]))
        else:
            errors = validators[request["schema"]].iter_errors(request["instance"])
            found = sorted({(error.validator, pointer_of(error.absolute_path)) for error in errors})
            answer = {"valid": not found, "errors": found}
        print(json.dumps(answer))


main()
