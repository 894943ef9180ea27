import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFileSource } from '../../reference/archive/byte-source.ts';
import { validateTar } from '../../reference/archive/tar/index.ts';
import { severityOf } from '../../reference/report/artifact-report.ts';
import { HARDENED } from '../../reference/report/rule-selection.ts';
import { archivesAtHand, TAR_EXTENSIONS } from './archives-at-hand.ts';
import { makeArchive, refusedByRule, unexplained } from './ordinary-archive-runs.ts';

// Strict is not paranoid: what ordinary tools make of ordinary files is valid, with warnings at most, and other readers
// understand the same of it.

/** The MUST rules that the archive breaks, each once, and a line for each file in it. */
async function read(
  path: string,
): Promise<{ readonly refusals: readonly string[]; readonly files: readonly string[] }> {
  const source = openFileSource(path);
  try {
    const { findings, observation } = await validateTar(source, { selection: HARDENED, observe: true });
    const files = observation?.members.filter(({ type }) => type === 'file') ?? [];
    return {
      refusals: [...new Set(findings.filter((finding) => severityOf(finding) === 'error').map(({ rule }) => rule))],
      files: files.map((member) => `${member.path} ${member.sha256}`),
    };
  } finally {
    source.close();
  }
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ordinary-tars-'));
  mkdirSync(join(folder, 'tree/sub/empty'), { recursive: true });
  writeFileSync(join(folder, 'tree/a.txt'), 'a\n');
  writeFileSync(join(folder, 'tree/empty.txt'), '');
  writeFileSync(join(folder, 'tree/package.json'), '{"name":"x","version":"1.0.0"}');
  writeFileSync(join(folder, 'tree/sub/repeated.txt'), 'the same again\n'.repeat(5000));
  writeFileSync(join(folder, 'tree/sub/größe-日本.txt'), 'name outside of ASCII\n');
  writeFileSync(join(folder, 'tree/sub', `${'long'.repeat(30)}.txt`), 'name beyond its field\n');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const python = (format: string): string =>
  `/usr/bin/python3 -c 'import tarfile; t = tarfile.open("out", "w", format=tarfile.${format}_FORMAT); t.add("tree"); t.close()'`;

const COMMIT = 'git init -q r && cp -r tree r && cd r && git add . && git -c user.name=n -c user.email=e commit -qm m';

/** Names, commands that make `out`, and programs that have to accept it. */
const MADE: readonly (readonly [string, string])[] = [
  ['GNU tar', 'tar -cf out tree'],
  ['GNU tar, ustar', 'tar --format=ustar --exclude="*long*" -cf out tree'],
  ['GNU tar, pax', 'tar --format=pax -cf out tree'],
  ['GNU tar, version 7', 'tar --format=v7 --exclude="*long*" -cf out tree'],
  ['GNU tar, of the folder it is in', 'cd tree && tar -cf ../out .'],
  ['GNU tar, with extended attributes', 'tar --xattrs --acls --format=pax -cf out tree'],
  ['GNU tar, in gzip', 'tar -czf out tree'],
  ['GNU tar, in zstd from a pipe', 'tar --zstd -cf - tree | cat > out'],
  [
    'GNU tar, reproducible',
    'tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf - tree | gzip -9n > out',
  ],
  ['GNU tar, a large owner', 'tar --owner=:4294967294 --group=:3000000 -cf out tree'],
  ['bsdtar', 'bsdtar -cf out tree'],
  ['bsdtar, pax', 'bsdtar --format pax -cf out tree'],
  ['bsdtar, GNU', 'bsdtar --format gnutar -cf out tree'],
  ['bsdtar, in gzip', 'bsdtar -czf out tree'],
  ['bsdtar, in zstd', 'bsdtar --zstd -cf out tree'],
  ["Python's tarfile, GNU", python('GNU')],
  ["Python's tarfile, pax", python('PAX')],
  ["Python's tarfile, ustar", python('USTAR').replace('"tree"', '"tree/a.txt"')],
  [
    "Python's shutil",
    `/usr/bin/python3 -c 'import shutil; shutil.make_archive("o", "gztar", ".", "tree")' && mv o.tar.gz out`,
  ],
  ['git archive', `${COMMIT} && git archive --format=tar -o ../out HEAD`],
  ['git archive, in gzip', `${COMMIT} && git archive --format=tar.gz --prefix=r-1.0/ -o ../out HEAD`],
  ['npm pack', 'cd tree && npm pack --silent --offline >/dev/null && mv x-1.0.0.tgz ../out'],
  ['zstd, small window', 'tar -cf - tree | zstd -q --zstd=wlog=10 > out'],
  ['zstd, its highest ordinary level', 'tar -cf t tree && zstd -q -19 --check t -o out'],
  ['zstd, as far as the window goes', 'tar -cf t tree && zstd -q --ultra -21 t -o out'],
  ['zstd, without a checksum', 'tar -cf t tree && zstd -q --no-check --fast=5 t -o out'],
];

/** What ordinary tools make when they are asked for something unusual, the rule that refuses it, and why that is right. */
const REFUSED: readonly (readonly [name: string, command: string, rules: readonly string[], why: string])[] = [
  ['a symbolic link', 'ln -s a.txt tree/l && tar -cf out tree/l', ['tar/symbolic-link'], 'it may lead anywhere'],
  [
    'a hard link',
    'ln tree/a.txt tree/h && tar -cf out tree/a.txt tree/h',
    ['tar/hard-link'],
    'it has no content of its own',
  ],
  ['a FIFO', 'mkfifo tree/f && tar -cf out tree/f', ['tar/special-file'], 'it is no file'],
  ['an absolute name', 'tar -cPf out "$PWD/tree/a.txt"', ['tar/absolute-path'], 'it leaves the folder'],
  [
    'a sparse file',
    'truncate -s 1M tree/s && tar -cSf out tree/s',
    ['tar/sparse-file'],
    'readers without the extension see other content',
  ],
  [
    'an incremental archive',
    'tar -g snapshot -cf out tree/sub',
    ['tar/nonzero-reserved'],
    'times of its own stand in the prefix',
  ],
  [
    'two archives in one',
    'tar -cf out tree/a.txt && tar -cf - tree/empty.txt >> out',
    ['tar/data-after-end'],
    'most readers stop before',
  ],
  [
    'one file twice',
    'tar -cf out tree/a.txt && tar -rf out tree/a.txt',
    ['tar/duplicate-name'],
    'readers differ in which counts',
  ],
  [
    'two members of gzip',
    'tar -cf t tree && head -c 5000 t | gzip > out && tail -c +5001 t | gzip >> out',
    ['gzip/several-members'],
    'some readers stop after the first',
  ],
  [
    'gzip that is padded',
    'tar -czf out tree && head -c 512 /dev/zero >> out',
    ['gzip/trailing-data'],
    'readers differ in what they say',
  ],
  [
    'two frames of zstd',
    'tar -cf t tree && head -c 5000 t | zstd -q > out && tail -c +5001 t | zstd -q >> out',
    ['zstd/several-frames'],
    'some readers stop after the first',
  ],
  [
    'a window of 128 MiB',
    'tar -cf - tree | zstd -q --zstd=wlog=27 > out',
    ['zstd/window-too-large'],
    'a reader would need the memory',
  ],
  ['a tar in gzip in gzip', 'tar -cz tree | gzip > out', ['tar/nested-envelope'], 'envelopes are taken off once'],
];

function make(name: string, command: string): string {
  return makeArchive(folder, { name, command, out: 'out' });
}

/** The files that a tool unpacks, in the same form. */
function unpackWith(command: readonly string[], archive: string): readonly string[] {
  const out = mkdtempSync(join(folder, 'unpacked-'));
  const [program = '', ...options] = command;
  execFileSync(
    program,
    options.map((option) => option.replace('ARCHIVE', archive)),
    { cwd: out, stdio: 'pipe' },
  );
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => `${path.slice(out.length + 1)} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`)
    .sort();
}

const PYTHON = 'import sys, tarfile; tarfile.open(sys.argv[1]).extractall(".")';

describe('tars made on the spot', () => {
  it.each(MADE)('are valid, and others read the same: %s', async (name, command) => {
    const archive = make(name, command);
    const { refusals, files } = await read(archive);
    expect(refusals).toEqual([]);
    expect(files.length).toBeGreaterThan(0);
    const sorted = [...files].sort();
    expect(unpackWith(['tar', '-xf', 'ARCHIVE'], archive)).toEqual(sorted);
    expect(unpackWith(['bsdtar', '-xf', 'ARCHIVE'], archive)).toEqual(sorted);
    const magic = readFileSync(archive).readUInt16BE(0);
    if (magic === 0x1f8b) execFileSync('gzip', ['-t'], { input: readFileSync(archive) });
    // Python 3.11 knows no zstd.
    if (magic === 0x28b5) execFileSync('zstd', ['-tq', '--long=27', archive]);
    else expect(unpackWith(['/usr/bin/python3', '-c', PYTHON, 'ARCHIVE'], archive)).toEqual(sorted);
  });

  it.each(REFUSED)('are refused: %s', async (name, command, rules, why) => {
    expect((await read(make(name, command))).refusals, why).toEqual(rules);
  });
});

/**
 * Rules that refuse real archives, and why that is right. An archive at hand that is refused by any other rule is a
 * defect of the rule, or a new entry here.
 */
const EXPLAINED: Readonly<Record<string, string>> = {
  'tar/hard-link': 'data of time zones have the same zone under several names',
  'tar/symbolic-link': 'reports of tests and sources link to each other',
};

/** The packages that this project depends on, where npm keeps them; they have no extension there. */
function packagesOfNpm(): readonly string[] {
  const lock: { readonly packages: Readonly<Record<string, { readonly integrity?: string }>> } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'),
  );
  const kept = Object.values(lock.packages).map(({ integrity = '' }) => {
    const [algorithm = '', digest = ''] = integrity.split('-');
    const hex = Buffer.from(digest, 'base64').toString('hex');
    return join(homedir(), '.npm/_cacache/content-v2', algorithm, hex.slice(0, 2), hex.slice(2, 4), hex.slice(4));
  });
  // Not those for other platforms.
  return [...new Set(kept)].filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile()).sort();
}

describe('tars at hand', () => {
  it('are valid, but for those that a listed rule refuses', async () => {
    const archives = [...archivesAtHand(TAR_EXTENSIONS), ...packagesOfNpm()];
    const byRule = await refusedByRule(archives, async (path) => (await read(path)).refusals);
    expect(unexplained(byRule, EXPLAINED)).toEqual({});
  });
});
