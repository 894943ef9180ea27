"""Canonical YAML of contracts/strict-yaml/v1, written from its text alone; and what PyYAML reads of it."""
import json
import re
import sys
from decimal import Decimal

import yaml

RESERVED = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}


def quoted(text):
    named = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    def escape(match):
        point = ord(match[0])
        return named.get(match[0]) or (f"\\x{point:02x}" if point < 256 else f"\\u{point:04x}")
    return '"' + re.sub('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]', escape, text) + '"'


def number(value):
    if value == int(value) and abs(value) <= 2**53 - 1:
        return str(int(value))
    exact = Decimal(repr(float(value)))
    if Decimal("1e-6") <= abs(exact) < Decimal("1e21"):
        text = format(exact, "f")
        return text if "." in text else text + ".0"
    digits, exponent = format(exact.normalize(), "e").split("e")
    return (digits if "." in digits else digits + ".0") + "e" + exponent


def lines(value):
    if isinstance(value, dict) and value:
        for key, item in value.items():
            plain = re.fullmatch("[A-Za-z_][A-Za-z0-9_-]*", key) and key.lower() not in RESERVED
            head = (key if plain else quoted(key)) + ":"
            nested = isinstance(item, (dict, list)) and item
            yield from [head, *("  " + line for line in lines(item))] if nested else [f"{head} {next(lines(item))}"]
    elif isinstance(value, list) and value:
        for item in value:
            yield from (("  " if index else "- ") + line for index, line in enumerate(lines(item)))
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield number(value)
    else:
        yield quoted(value) if isinstance(value, str) else json.dumps(value)


for row in sys.stdin:
    value = json.loads(row)
    text = "\n".join(lines(value)) + "\n"
    print(json.dumps({"text": text, "read": yaml.safe_load(text)}), flush=True)
