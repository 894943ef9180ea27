"""Changes the inputs of vectors at random and sees that judging them neither fails, nor hangs, nor wavers.

    /usr/bin/python3 fuzz.py SEED COUNT [CONTRACT…]
"""

import importlib
import io
import json
import random
import sys
import time
import traceback
import warnings
import zipfile
import zlib
from pathlib import Path

from byte_sources import MemorySource
from catalogue import Catalogue, find_contracts
from check_vectors import MODULES
from findings import Judging
from package_folder import FolderSource
from vector_inputs import find_inputs, open_input

LONGEST_SECONDS = 10.0

# Archives with one name twice are made on purpose.
warnings.filterwarnings("ignore", "Duplicate name")

_PIECES = (
    b"", b"\0", b"\xff", b"\n", b"\r", b"\\", b"/", b"..", b"[", b"{", b"}", b"]", b'"', b": ", b"- ", b",", b"0", b"-1", b"1e999",
    b"null", b"true", b"&a ", b"*a", b"<<", b"!!str ", b"|", b">", b"\t", b"99999999999999999999", b"\xef\xbb\xbf", b"\xed\xa0\x80",
    b"token: abcdef", b"--config", b"${A}", b"://a:b@c", b"\\ud800", b"\xe2\x80\xa8",
)  # fmt: skip


def change(data: bytes, draw: random.Random) -> bytes:
    """The bytes with one to four random changes."""
    changed = bytearray(data)
    for _ in range(draw.randint(1, 4)):
        at = draw.randint(0, len(changed))
        kind = draw.randrange(7)
        if kind == 0:
            del changed[at:]
        elif kind == 1 and at < len(changed):
            changed[at] ^= 1 << draw.randrange(8)
        elif kind == 2:
            del changed[at : at + draw.randint(1, 16)]
        elif kind == 3:
            changed[at:at] = draw.choice(_PIECES) * draw.choice((1, 1, 1, 2, 100))
        elif kind == 4:
            start = draw.randint(0, len(changed))
            changed[at:at] = changed[start : start + draw.randint(1, 64)]
        elif kind == 5:
            _change_number(changed, draw)
        else:
            changed[at : at + 1] = draw.choice(_PIECES)
    return bytes(changed)


def _change_number(changed: bytearray, draw: random.Random) -> None:
    """Another value for two or four bytes, of those that make readers stumble."""
    width = draw.choice((2, 4, 8))
    if len(changed) > width:
        at = draw.randint(0, len(changed) - width)
        value = draw.choice((0, 1, 0x7F, 0xFF, 2 ** (8 * width - 1), 2 ** (8 * width) - 1, 2 ** (8 * width) - 2))
        changed[at : at + width] = value.to_bytes(width, "little")


def change_archive(data: bytes, draw: random.Random) -> bytes:
    """The archive with another content of one member, and a list of checksums that may fit or not."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, OSError, zlib.error):
        return change(data, draw)
    if not members:
        return change(data, draw)
    chosen = draw.randrange(len(members))
    name, content = members[chosen]
    action = draw.randrange(8)
    if action == 0:
        del members[chosen]
    elif action == 1:
        members.append((name + draw.choice(("", "/", "x", "/x")), content))
    else:
        members[chosen] = (name, change(content, draw))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def change_folder(root: Path, draw: random.Random) -> None:
    """One file of the folder with other bytes, gone, moved, or a folder in its place."""
    paths = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    if not paths:
        return
    path = draw.choice(paths)
    action = draw.randrange(8)
    if action == 0:
        path.unlink()
    elif action == 1:
        path.unlink()
        path.mkdir()
    elif action == 2:
        path.rename(path.with_name(f"moved{draw.randrange(9)}.json"))
    else:
        path.write_bytes(change(path.read_bytes(), draw))


def judge(module, source, profile: str, catalogue: Catalogue) -> str:
    """Everything that is said of an artifact, as text."""
    judging = Judging(profile, catalogue)
    observation = module.validate(source, judging)
    said = [[finding.rule, finding.at, finding.details] for finding in judging.ordered()]
    return json.dumps([said, {} if judging.has_errors() else observation])


def main(seed: int, count: int, contracts: list[str]) -> int:
    catalogue = Catalogue(find_contracts())
    draw = random.Random(seed)
    folders = {contract: find_inputs(contract) for contract in contracts}
    failures = 0
    slowest = 0.0
    for number in range(count):
        contract = draw.choice(contracts)
        folder = draw.choice(folders[contract])
        vector = json.loads((folder / "vector.json").read_text(encoding="utf-8"))
        profile = draw.choice(("core", "hardened"))
        module = importlib.import_module(MODULES[contract])
        with open_input(vector, folder) as source:
            if isinstance(source, FolderSource):
                change_folder(Path(source.root.decode()), draw)
            elif source.size > 1 << 20:
                continue
            else:
                data = source.read(0, source.size)
                is_archive = draw.random() < {"anpkg": 0.7, "strict-zip": 0.2}.get(contract, 0)
                source = MemorySource(change_archive(data, draw) if is_archive else change(data, draw))
            begin = time.perf_counter()
            try:
                first = judge(module, source, profile, catalogue)
                problem = None if first == judge(module, source, profile, catalogue) else "two answers"
            except Exception:
                problem = traceback.format_exc()
            slowest = max(slowest, time.perf_counter() - begin)
            if time.perf_counter() - begin > LONGEST_SECONDS:
                problem = problem or "too slow"
            if problem:
                failures += 1
                print(f"seed {seed}, input {number}: {contract} {vector['id']} {profile}: {problem}")
                if isinstance(source, MemorySource):
                    Path(f"fuzz-{seed}-{number}").write_bytes(source.read(0, source.size))
    print(f"{count} inputs, {failures} failures, the slowest took {slowest:.2f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:] or list(MODULES)))
