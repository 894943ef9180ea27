"""Reads JSON lines, each a string with a YAML document; answers each with what PyYAML's safe_load makes of it."""
import json
import sys

import yaml


def plain(value):
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("key")
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise TypeError(type(value).__name__)


for line in sys.stdin:
    try:
        answer = {"value": plain(yaml.safe_load(json.loads(line)))}
        text = json.dumps(answer, allow_nan=False)
    except (yaml.YAMLError, ValueError, TypeError, OverflowError, RecursionError) as error:
        text = json.dumps({"error": str(error).split("\n")[-1] if not isinstance(error, yaml.MarkedYAMLError) else str(error.problem)})
    print(text, flush=True)
