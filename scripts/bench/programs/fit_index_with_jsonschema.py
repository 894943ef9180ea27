"""Reads an index of a repository, parses it, and holds it against its schema with jsonschema. FILE"""
import json
import os
import sys

import jsonschema

SCHEMA = os.path.join(os.path.dirname(__file__), "../../../contracts/distribution/v1/schemas/index.schema.json")

with open(SCHEMA, encoding="utf-8") as source:
    validator = jsonschema.Draft202012Validator(json.load(source))
with open(sys.argv[1], encoding="utf-8") as source:
    sys.exit(not validator.is_valid(json.load(source)))
