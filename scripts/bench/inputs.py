"""Makes the inputs of the benchmarks in the folder that is given: the same bytes each time.

Usage: inputs.py FOLDER BIG_MIB MEMBERS YAML_FILES
"""
import hashlib
import json
import os
import random
import struct
import sys
import zipfile

KIB = 1024


def add(archive, name, data, method=zipfile.ZIP_STORED):
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.create_system = 3
    info.external_attr = 0o100644 << 16
    info.compress_type = method
    archive.writestr(info, data)


def archive_of(path, members):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data, method in members:
            add(archive, name, data, method)


def big(path, mib):
    chunk = random.Random(1).randbytes(1024 * KIB)
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("big.bin", (1980, 1, 1, 0, 0, 0))
        info.create_system = 3
        info.external_attr = 0o100644 << 16
        info.file_size = mib * len(chunk)
        with archive.open(info, "w") as target:
            for _ in range(mib):
                target.write(chunk)


def log_text(number):
    generator = random.Random(number)
    lines = []
    size = 0
    while size < 100 * KIB:
        line = "2026-01-02T03:04:%02d.%06dZ pump-%d pressure=%.4f state=ok\n" % (
            generator.randrange(60), generator.randrange(10**6), generator.randrange(20), generator.random())
        lines.append(line)
        size += len(line)
    return "".join(lines)[: 100 * KIB].encode()


def provider(number):
    text = "# provider %d\nid: p%d\nchannels:\n" % (number, number)
    channel = 0
    while len(text) < 2000:
        text += '  - name: "channel-%d"\n    unit: "kPa"\n    offset: %d.5\n    enabled: true\n' % (channel, channel)
        channel += 1
    return text


def package(path, count):
    ids = ["p%d" % number for number in range(count)]
    profile = ['schema_version: 1', 'machine_id: "bench"', 'display_name: "Bench"', 'runtime_profiles:',
               '  manual: "runtime/anolis-runtime.yaml"', 'providers:']
    runtime = ["providers:"]
    compatibility = []
    for one in ids:
        profile += ["  %s:" % one, '    config: "providers/%s.yaml"' % one]
        runtime += ['  - id: "%s"' % one, '    command: "/opt/%s"' % one, '    args: ["--config", "providers/%s.yaml"]' % one]
        compatibility += ["    %s:" % one, '      strategy: "local-build"', '      version: "unspecified"']
    profile += ["compatibility:", "  runtime:", '    config_contract: "01-runtime-config"',
                '    http_contract: "02-runtime-http"', "  providers:"] + compatibility
    members = {
        "machine-profile.yaml": "\n".join(profile) + "\n",
        "runtime/anolis-runtime.yaml": "\n".join(runtime) + "\n",
        "meta/provenance.json": PROVENANCE,
    }
    for number, one in enumerate(ids):
        members["providers/%s.yaml" % one] = provider(number)
    data = {name: text.encode() for name, text in members.items()}
    data["meta/checksums.sha256"] = "".join(
        "%s  %s\n" % (hashlib.sha256(data[name]).hexdigest(), name) for name in sorted(data)).encode()
    archive_of(path, [(name, data[name], zipfile.ZIP_STORED) for name in sorted(data)])


PROVENANCE = """{
  "exported_at": "1970-01-01T00:00:00Z",
  "exported_variant": "manual",
  "omitted_variants": [],
  "package_format_version": 1,
  "redaction_policy": {
    "deploy_time_env_var": "INFLUXDB_TOKEN",
    "telemetry_influxdb_token_removed": false
  },
  "schema_versions": {
    "machine-profile": 1,
    "runtime-config": 1
  },
  "source_project": "bench"
}
"""


# A pack of so many assets whose payload is a hole of the file, and what is known of its header.
def pack(path, assets, total):
    each = total // assets
    table = [{"asset_id": 3 * number + 1, "asset_name": "asset_%06d" % (number * 7919 % assets),
              "bank_type": ("GLYPH", "SCENE", "SOUNDS")[number % 3], "codec": "NONE", "decoded_size": each,
              "metadata": {"channels": 1, "sample_rate": 22050}, "offset": number * each, "size": each}
             for number in range(assets)]
    header = json.dumps({"asset_table": table, "preload": []}, separators=(",", ":"), sort_keys=True).encode()
    with open(path, "wb") as target:
        target.write(b"ASPA" + struct.pack("<IIQIII", 1, len(header), 32 + len(header), 0, 0, 0) + header)
        target.truncate(32 + len(header) + assets * each)
    with open(path + ".known.json", "w") as target:
        json.dump({"sha256": hashlib.sha256(header).hexdigest(), "hasLookalikes": False}, target)


def main():
    folder, mib, count, yaml_files = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    big(os.path.join(folder, "big.zip"), mib)
    names = ["m%05d.log" % number for number in range(count)]
    texts = [log_text(number) for number in range(count)]
    for file, method in (("stored.zip", zipfile.ZIP_STORED), ("deflated.zip", zipfile.ZIP_DEFLATED)):
        archive_of(os.path.join(folder, file), [(name, text, method) for name, text in zip(names, texts)])
    os.mkdir(os.path.join(folder, "members"))
    for name, text in zip(names, texts):
        with open(os.path.join(folder, "members", name), "wb") as target:
            target.write(text)
    package(os.path.join(folder, "small.anpkg"), 1)
    package(os.path.join(folder, "yaml.anpkg"), yaml_files)
    # Both at each size of run: of the smaller one most is the start of Node and the table, which both have.
    pack(os.path.join(folder, "assets.pa"), 100000, 1024 * 1024 * KIB)
    pack(os.path.join(folder, "smaller.pa"), 100000, 128 * 1024 * KIB)


if __name__ == "__main__":
    main()
