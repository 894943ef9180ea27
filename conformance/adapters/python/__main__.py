"""The adapter of this implementation: one request a line on standard input, one answer a line on standard output."""

import json
import sys
import traceback
from collections.abc import Iterator

sys.dont_write_bytecode = True

from answers import BadRequest, answer  # noqa: E402
from catalogue import Catalogue, find_contracts  # noqa: E402

LONGEST_LINE = 8 * 1024 * 1024


def main() -> int:
    """Answers until it is told to end or nothing more comes; no request ends it otherwise."""
    catalogue = Catalogue(find_contracts())
    last = 0
    for line in _read_lines(sys.stdin.buffer):
        request = _parse(line)
        if request is not None and request.get("op") == "shutdown":
            return 0
        last = _to_id(request, last)
        _write({"id": last, **_answer(request, catalogue)})
    return 0


def _read_lines(stream) -> Iterator[bytes]:
    """The lines; of one that is too long, only so much that this can be seen."""
    while line := stream.readline(LONGEST_LINE + 1):
        rest = line
        while rest and not rest.endswith(b"\n") and len(line) > LONGEST_LINE:
            rest = stream.readline(LONGEST_LINE)
        if line.strip():
            yield line


def _parse(line: bytes) -> dict | None:
    """The request; None where the line is none."""
    if len(line) > LONGEST_LINE:
        return None
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return request if isinstance(request, dict) else None


def _to_id(request: dict | None, last: int) -> int:
    """The number of the request; where it has none, the one that is due."""
    number = None if request is None else request.get("id")
    return number if type(number) is int and number > 0 else last + 1


def _answer(request: dict | None, catalogue: Catalogue) -> dict:
    if request is None:
        return {"error": "the line is not a JSON object of at most 8 MiB"}
    try:
        return answer(request, catalogue)
    except BadRequest as problem:
        return {"error": str(problem)}
    except Exception as problem:  # A defect of the adapter is never a verdict.
        traceback.print_exc(file=sys.stderr)
        return {"error": f"the adapter failed: {type(problem).__name__}"}


def _write(response: dict) -> None:
    line = json.dumps(response, separators=(",", ":"))
    if len(line) >= LONGEST_LINE and "result" in response:
        # An observation that does not fit is left out.
        result = {name: value for name, value in response["result"].items() if name != "observation"}
        line = json.dumps({**response, "result": result}, separators=(",", ":"))
    if len(line) >= LONGEST_LINE:
        line = json.dumps({"id": response["id"], "error": "the answer is longer than 8 MiB"})
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
