import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFileSource } from '../../reference/archive/byte-source.ts';
import { validateZip } from '../../reference/archive/zip/index.ts';
import { severityOf } from '../../reference/report/artifact-report.ts';
import { HARDENED } from '../../reference/report/rule-selection.ts';
import { archivesAtHand, ZIP_EXTENSIONS } from './archives-at-hand.ts';
import { makeArchive, refusedByRule, unexplained } from './ordinary-archive-runs.ts';

// Strict is not paranoid: what ordinary tools make of ordinary files is valid, with warnings at most.

/** Ids of the MUST rules that the archive breaks, each once. */
async function refusals(path: string): Promise<readonly string[]> {
  const source = openFileSource(path);
  try {
    const { findings } = await validateZip(source, { selection: HARDENED, observe: false });
    return [...new Set(findings.filter((finding) => severityOf(finding) === 'error').map(({ rule }) => rule))];
  } finally {
    source.close();
  }
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ordinary-archives-'));
  mkdirSync(join(folder, 'tree/sub/empty'), { recursive: true });
  writeFileSync(join(folder, 'tree/a.txt'), 'a\n');
  writeFileSync(join(folder, 'tree/empty.txt'), '');
  writeFileSync(join(folder, 'tree/sub/repeated.txt'), 'the same again\n'.repeat(5000));
  writeFileSync(join(folder, 'tree/sub/größe-日本.txt'), 'name outside of ASCII\n');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PYTHON_ZIPFILE = `
import sys, zipfile
with zipfile.ZipFile("out.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for name in ["tree/", "tree/a.txt", "tree/sub/repeated.txt", "tree/sub/größe-日本.txt"]:
        archive.write(name)
`;
const PYTHON_STREAM = `
import sys, zipfile
with zipfile.ZipFile(sys.stdout.buffer, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.write("tree/a.txt")
    archive.write("tree/sub/repeated.txt")
`;
const PYTHON_FORCED_ZIP64 = `
import zipfile
with zipfile.ZipFile("out.zip", "w") as archive:
    with archive.open(zipfile.ZipInfo("a.txt", (2026, 1, 2, 3, 4, 6)), "w", force_zip64=True) as member:
        member.write(b"a")
`;

const MADE: readonly (readonly [string, string])[] = [
  ['Info-ZIP, folders and all', 'zip -qr out.zip tree -x "*größe*"'],
  ['Info-ZIP, stored, no extra fields', 'zip -0qrXD out.zip tree -x "*größe*"'],
  ['Info-ZIP, to a pipe', 'zip -qr - tree -x "*größe*" | cat > out.zip'],
  ['Info-ZIP, with comments', 'printf "note\\n.\\n" | zip -qrz out.zip tree -x "*größe*"'],
  ['7-Zip', '7z a -bd -tzip out.zip tree >/dev/null'],
  ['7-Zip, stored', '7z a -bd -tzip -mx0 out.zip tree >/dev/null'],
  ['bsdtar', 'bsdtar -a -cf out.zip tree'],
  ['bsdtar, stored', 'bsdtar --format zip --options zip:compression=store -cf out.zip tree'],
  ["Python's zipfile", `/usr/bin/python3 -c '${PYTHON_ZIPFILE}'`],
  ["Python's zipfile, to a pipe", `/usr/bin/python3 -c '${PYTHON_STREAM}' | cat > out.zip`],
  ["Python's shutil", `/usr/bin/python3 -c 'import shutil; shutil.make_archive("out", "zip", ".", "tree")'`],
  ["Python's zipapp", 'mkdir -p app && echo pass > app/__main__.py && /usr/bin/python3 -m zipapp app -o out.zip'],
  ['jar', 'jar cf out.zip tree'],
  ['jar, stored, no manifest', 'jar c0fM out.zip tree'],
  [
    'git archive',
    'git init -q repository && cp -r tree repository && cd repository && git add . && git -c user.name=n -c user.email=e commit -qm m && git archive -o ../out.zip HEAD',
  ],
];

/** What ordinary tools make when they are asked for something unusual, the rule that refuses it, and why that is right. */
const REFUSED: readonly (readonly [name: string, command: string, rule: string, why: string])[] = [
  [
    'Info-ZIP, names outside of ASCII',
    'zip -qr out.zip tree',
    'zip/name-encoding',
    'the name stands in UTF-8 without the flag that says so, and readers that go by the flag read it in code page 437',
  ],
  [
    'Info-ZIP, from a pipe',
    'cat tree/a.txt | zip -q out.zip -',
    'zip/special-file',
    'the member "-" has the mode of a FIFO',
  ],
  [
    'bsdtar, to a pipe',
    'bsdtar --format zip -cf - tree | cat > out.zip',
    'zip/trailing-data',
    'the archive is padded with zeros to a multiple of 10,240 bytes, as if it went to a tape',
  ],
  [
    "Python's zipfile, zip64 asked for",
    `/usr/bin/python3 -c '${PYTHON_FORCED_ZIP64}'`,
    'zip/needless-zip64-field',
    'APPNOTE 4.5.3 allows the field only where a size is all ones, and here both sizes stand in the header',
  ],
];

function make(name: string, command: string): string {
  return makeArchive(folder, { name, command, out: 'out.zip' });
}

describe('archives made on the spot', () => {
  it.each(MADE)('are valid: %s', async (name, command) => {
    expect(await refusals(make(name, command))).toEqual([]);
  });

  it.each(REFUSED)('are refused: %s', async (name, command, rule, why) => {
    expect(await refusals(make(name, command)), why).toEqual([rule]);
  });
});

/**
 * Rules that refuse real archives, and why that is right. An archive at hand that is refused by any other rule is a
 * defect of the rule, or a new entry here.
 */
const EXPLAINED: Readonly<Record<string, string>> = {};

describe('archives at hand', () => {
  it('are valid, but for those that a listed rule refuses', async () => {
    const archives = archivesAtHand(ZIP_EXTENSIONS);
    expect(archives.length).toBeGreaterThan(0);
    expect(unexplained(await refusedByRule(archives, refusals), EXPLAINED)).toEqual({});
  });
});
