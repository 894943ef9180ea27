"""Reads the accepted vectors once more with zipfile, tarfile, json and PyYAML, and prints where these observe something
else. zstd is taken off by its own program: this Python has no module for it.

Standard input: a JSON list of {"folder", "archive", "documents"}: "zip" or "tar" where the input is an archive whose
members are to be compared, and whether its documents are to be. Standard output: {"archives", "documents",
"differences"}.
"""

import gzip
import hashlib
import io
import json
import math
import subprocess
import sys
import tarfile
import zipfile

import yaml


def canonical(value):
    """The RFC 8785 form of a value, written apart from the one of the suite."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        return number(float(value))
    if isinstance(value, str):
        return string(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(string(key) + ":" + canonical(value[key]) for key in keys) + "}"
    raise TypeError(type(value).__name__)


def string(text):
    short = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(short.get(c) or (f"\\u{ord(c):04x}" if c < " " else c) for c in text) + '"'


def number(value):
    """As ECMAScript writes it: the shortest digits, a point for exponents from -7 to 20."""
    if not math.isfinite(value):
        raise ValueError("not finite")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, exponent = f"{abs(value):.17e}".split("e")
    for precision in range(17):
        mantissa, exponent = f"{abs(value):.{precision}e}".split("e")
        if float(f"{mantissa}e{exponent}") == abs(value):
            break
    digits, point = mantissa.replace(".", "").rstrip("0") or "0", int(exponent) + 1
    if len(digits) <= point <= 21:
        return sign + digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return sign + digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + digits
    rest = "." + digits[1:] if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{rest}e{point - 1:+d}"


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def members_of(archive):
    # Of several members with one name, the last counts.
    last = {info.filename: info for info in archive.infolist()}
    members = []
    for name, info in last.items():
        if name.endswith("/"):
            members.append({"path": name[:-1], "type": "directory", "size": info.file_size})
            continue
        content = archive.read(info)
        members.append({"path": name, "type": "file", "size": len(content), "sha256": sha256(content)})
    return sorted(members, key=lambda member: member["path"])


def without_envelope(content):
    if content.startswith(b"\x1f\x8b"):
        return gzip.decompress(content)
    if content.startswith(b"\x28\xb5\x2f\xfd"):
        return subprocess.run(["zstd", "-dcq"], input=content, capture_output=True, check=True).stdout
    return content


def tar_members_of(content):
    with tarfile.open(fileobj=io.BytesIO(without_envelope(content)), mode="r:") as archive:
        members = [(info.name.removeprefix("./"), info, archive.extractfile(info)) for info in archive]
        return sorted(
            (observed(path, info, file) for path, info, file in members if not is_root(path, info)),
            key=lambda member: member["path"],
        )


def is_root(path, info):
    return info.isdir() and path in ("", ".")


def observed(path, info, file):
    if info.isdir():
        return {"path": path, "type": "directory", "size": info.size}
    if not info.isreg():
        raise ValueError(f"{path} is neither a file nor a directory")
    content = file.read()
    if len(content) != info.size:
        raise ValueError(f"{path} has {len(content)} bytes, and its header says {info.size}")
    return {"path": path, "type": "file", "size": len(content), "sha256": sha256(content)}


def digest(content, path, contract):
    is_json = contract == "strict-json@1" or path.endswith(".json")
    text = content.decode("utf-8")
    value = json.loads(text) if is_json else yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return sha256(canonical(value).encode("utf-8", "surrogatepass"))


def main():
    counts = {"archives": 0, "documents": 0}
    differences = []
    for task in json.load(sys.stdin):
        with open(f"{task['folder']}/vector.json", encoding="utf-8") as file:
            vector = json.load(file)
        with open(f"{task['folder']}/{vector['input']['path']}", "rb") as file:
            content = file.read()
        expected = vector["expect"]["observation"]
        contents = {"": content}
        try:
            if task["archive"] == "tar":
                counts["archives"] += 1
                if tar_members_of(content) != expected["members"]:
                    differences.append(f"{vector['id']}: members")
            if task["archive"] == "zip":
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    counts["archives"] += 1
                    if members_of(archive) != expected["members"]:
                        differences.append(f"{vector['id']}: members")
                    contents = {path: archive.read(path) for path in expected["documents"]}
            for path, stated in expected["documents"].items() if task["documents"] else ():
                counts["documents"] += 1
                if digest(contents[path], path, vector["contract"]) != stated:
                    differences.append(f"{vector['id']}: {path or 'the document'}")
        except Exception as error:  # Whatever refuses an accepted vector is a difference.
            differences.append(f"{vector['id']}: {type(error).__name__}: {error}")
    json.dump({**counts, "differences": differences}, sys.stdout)


main()
