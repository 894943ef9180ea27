"""Makes a repository with an index of so many rows in the folder that is given: the same bytes each time.

One of the artifacts is there, the others stand in the index alone. Usage: index_inputs.py FOLDER ROWS
"""
import hashlib
import json
import os
import shutil
import sys

GOLDEN = os.path.join(os.path.dirname(__file__), "../../golden/distribution/first-release/expected")
TARGETS = ["aarch64-apple-darwin", "aarch64-unknown-linux-gnu", "x86_64-apple-darwin", "x86_64-pc-windows-msvc",
           "x86_64-unknown-linux-gnu"]
PROFILES = ["debug", "release"]
COMMITS = 100


def row(version, target, profile, number):
    commit = hashlib.sha1(b"%d" % number).hexdigest()
    folder = "dist/1.0.0/%s/%s/%s/1.84.0/%s/r1" % (version, target, profile, commit[:8])
    name = "tide-table-v%s-%s-%s-1.84.0-%s-r1.tar.gz" % (version, target, profile, commit[:8])
    return {
        "toolchain": "1.84.0", "git_rev": commit, "gitsha": commit[:8], "dist_revision": "r1",
        "artifact_file": "%s/%s" % (folder, name),
        "manifest_file": folder + "/package/manifest.json",
        "checksums_file": folder + "/package/checksums.json",
        "provenance_file": folder + "/package/provenance.json",
        "artifact_sha256": hashlib.sha256(b"%d" % number).hexdigest(),
        "source_date_epoch": 1775320894 + number, "artifact_size": 4194304 + number,
    }


def repository(folder, rows):
    """The golden repository of one release, with rows in its index that lead nowhere, `rows` in all."""
    shutil.copytree(GOLDEN, folder)
    path = os.path.join(folder, "dist/index.json")
    with open(path) as source:
        index = json.load(source)
    there = index["releases"][0]["targets"][0]["profiles"][0]["artifacts"][0]
    index["releases"] = releases = []
    for number in range(0, rows, COMMITS):
        group = number // COMMITS
        profile, target = PROFILES[group % 2], TARGETS[group // 2 % 5]
        version = "0.%d.0" % (group // 10 + 1)
        artifacts = [row(version, target, profile, one) for one in range(number, number + COMMITS)]
        if (version, target, profile) == ("0.1.0", "x86_64-unknown-linux-gnu", "release"):
            artifacts[0] = there
        artifacts.sort(key=lambda one: one["git_rev"])
        if group % 10 == 0:
            releases.append({"version": version, "targets": []})
        if group % 2 == 0:
            releases[-1]["targets"].append({"target": target, "profiles": []})
        releases[-1]["targets"][-1]["profiles"].append({"profile": profile, "artifacts": artifacts})
    with open(path, "w") as target:
        json.dump(index, target, indent=2)
        target.write("\n")


repository(os.path.join(sys.argv[1], "repository"), int(sys.argv[2]))
