"""The text of the contract for people, which has to agree with it; distribution, section 9.1."""

import re

_CONTRACT_ID = re.compile(r"distribution-contract@([0-9]+(?:\.[0-9]+)*)")
_NUMBERED = re.compile(r"#{1,6}[ \t]+([0-9]+)[.)](?![0-9])")
_RULE = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*")
_OTHER_NAMES = (("{distribution_contract_version}", "{contract_version}"), ("{artifact_version}", "{version}"))


def check_text(data: bytes, contract, path: str, judging) -> None:
    """`contract` is the judged contract."""
    text = data.decode("utf-8", "replace")

    def add(rule: str, line: int | None = None, **details: str) -> None:
        place = {} if line is None else {"line": line, "column": 1}
        judging.add(f"distribution/{rule}", {"member": path, **place}, details)

    value = contract.value
    artifact = value["artifact"]
    expected = ".".join(value["contract_version"].split(".")[:2])
    if set(_CONTRACT_ID.findall(text)) != {expected}:
        add("docs-contract-id", expected=f"distribution-contract@{expected}")
    for other, name in _OTHER_NAMES:
        text = text.replace(other, name)
    for template in (artifact["release_artifacts"]["artifact_directory_template"], artifact["naming"]["canonical_pattern"]):
        if template not in text:
            add("docs-template", expected=template)
    index = artifact["distribution_index"]
    for index_path in (index["canonical"], *(legacy["path"] for legacy in index["legacy"])):
        if index_path not in text:
            add("docs-index-path", expected=index_path)
    for legacy in index["legacy"]:
        day = legacy["deprecation_sunset"][:10]
        if day not in text:
            add("docs-sunset", expected=day)
    lines = text.split("\n")
    heading, rows = _read_table(lines)
    if heading is None or _told(rows) != _meant(value["compatibility_matrix"]):
        add("docs-matrix", heading, problem="the matrix is another one")
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        heading = _NUMBERED.match(line)
        if heading is not None:
            if heading[1] in seen:
                add("docs-section-number", number, number=heading[1])
            seen.add(heading[1])


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.replace("`", "").strip() for cell in inner.split("|")]


def _read_table(lines: list[str]) -> tuple[int | None, list[dict[str, str]]]:
    """The line of the first table that has the columns of the matrix, and its rows."""
    for index in range(len(lines) - 1):
        if "|" not in lines[index] or _RULE.fullmatch(lines[index + 1]) is None:
            continue
        names = _cells(lines[index])
        compatibility = next((name for name in names if name.startswith("Binary compatibility")), None)
        if compatibility is None or not {"Platform", "OS", "Arch"} <= set(names):
            continue
        names = ["compatibility" if name == compatibility else name for name in names]
        rows = []
        for line in lines[index + 2 :]:
            if "|" not in line:
                break
            rows.append(dict(zip(names, _cells(line), strict=False)))
        return index + 1, rows
    return None, []


def _told(rows: list[dict[str, str]]) -> set[tuple[str, str, str]]:
    """Systems with their architectures and what these are; a row without an architecture says something, too."""
    return {(row.get("OS", ""), name, _word(row) if name else "") for row in rows for name in _names(row.get("Arch", ""))}


def _meant(matrix: list[dict]) -> set[tuple[str, str, str]]:
    return {(row["os"], name, row["compatibility"]) for row in matrix for name in row["arch"]}


def _names(cell: str) -> list[str]:
    names = [name.strip() for name in re.split(r"[/,]", cell)]
    return [name for name in names if name] or [""]


def _word(row: dict[str, str]) -> str:
    word = re.search(r"[A-Za-z]+", row.get("compatibility", ""))
    return "" if word is None else word[0].lower()
