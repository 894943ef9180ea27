import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  ARTIFACT,
  example,
  FOLDER,
  repositoryWith,
  writeRepository,
} from '../../distribution/example-repository.test-fixture.ts';
import { withGenerations } from '../../distribution/published-generations.test-fixture.ts';
import { validators } from '../../generated/interfaces-validators.ts';
import { type CliOptions, runIn } from '../cli-run.test-fixture.ts';
import type { CommandDefinition } from '../command.ts';
import { DISTRIBUTION } from '../definitions/distribution-commands.ts';

const IDENTITY =
  '--artifact-version 0.1.0 --target x86_64-unknown-linux-gnu --build-profile release --toolchain 1.84 --git-rev ab12cd3 --dist-revision r1'.split(
    ' ',
  );
const NOW = ['--now', '2026-06-01T00:00:00Z'];
const BEHIND_SUNSET = ['--now', '2026-11-21T00:00:00Z'];
const PROVENANCE = `${FOLDER}/package/provenance.json`;
const MANIFEST = `${FOLDER}/package/manifest.json`;
const INDEX = 'dist/index.json';
const LANE = '.distribution-lane';
const env = { PATH: process.env.PATH ?? '' };

const run = (root: string, argv: readonly string[], options: CliOptions = {}) =>
  runIn(root, ['distribution', ...argv], { env, ...options });

/** Every file of a folder, with its content. */
function contentOf(root: string): ReadonlyMap<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !path.startsWith(LANE) && statSync(join(root, path)).isFile(),
  );
  return new Map(paths.sort().map((path) => [path, readFileSync(join(root, path), 'latin1')]));
}

function expectDocument(id: 'interfaces/upkeep' | 'interfaces/report', text: string): void {
  const validate = validators[id];
  validate(JSON.parse(text));
  expect(validate.errors).toBeNull();
  expect(text).toBe(`${JSON.stringify(JSON.parse(text), undefined, 2)}\n`);
}

describe('the help', () => {
  const all: readonly (readonly [string, CommandDefinition])[] = leavesOf(DISTRIBUTION, 'distribution');

  function leavesOf(definition: CommandDefinition, path: string): readonly (readonly [string, CommandDefinition])[] {
    const inner = (definition.commands ?? []).flatMap((child) => leavesOf(child, `${path} ${child.name}`));
    return definition.load === undefined ? inner : [[path, definition]];
  }

  test('is there for the eight commands', () => {
    expect(all.map(([path]) => path.replace('distribution ', ''))).toEqual([
      'sign-index',
      'trust',
      'changes',
      'retention plan',
      'retention apply',
      'yank',
      'statement',
      'provenance',
    ]);
  });

  test.each(all)('of %s says what it does, takes and ends with', async (path, definition) => {
    const { code, stdout, stderr } = await runIn('/', [...path.split(' '), '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const text = stdout.replaceAll(/\s+/gu, ' ');
    expect(text).toContain(definition.description);
    for (const { name, description } of definition.arguments) {
      expect(text).toContain(name);
      expect(text).toContain(description);
    }
    for (const { flags, description } of definition.options) {
      expect(text).toContain(flags);
      expect(text).toContain(description);
    }
    expect(definition.examples.length).toBeGreaterThan(0);
    for (const { line } of definition.examples) {
      expect(text).toContain(`$ package-contracts ${path.replace(/ [a-z-]+$/u, '')} ${line}`);
      // Only flags that there are.
      const flags = line.split(' ').filter((word) => word.startsWith('--'));
      const known = definition.options.map((option) => option.flags.split(' ')[0]);
      expect(known).toEqual(expect.arrayContaining(flags));
    }
    expect(text).toContain('Exit codes:');
  });

  test.each([['distribution'], ['distribution retention']])(
    'of the group %s is an error where it is not asked for',
    async (path) => {
      const { code, stdout, stderr } = await runIn('/', path.split(' '));
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('Usage:');
    },
  );

  test('suggests the command that was meant', async () => {
    const { code, stderr } = await run('/', ['yonk']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('Did you mean yank?') });
  });
});

// Whoever works on a repository takes turns: where no lane can be made, nothing can be done.
const REFUSING: readonly (readonly [string, readonly string[]])[] = [
  ['retention apply', ['retention', 'apply', '.', ...BEHIND_SUNSET]],
  ['yank', ['yank', '.', ...IDENTITY, '--reason', 'x', '--since', '2026-11-21', ...NOW]],
  ['sign-index', ['sign-index', '.', '--key', 'key.pem', '--expires', '2027-01-01T00:00:00Z', ...NOW]],
];

test.each(REFUSING)('%s fails with 3 where the system refuses, and changes nothing', async (_name, argv) => {
  const root = repositoryWith({ [LANE]: 'a file' });
  makeKey(root, 'key.pem');
  const before = contentOf(root);
  const { code, stdout, stderr } = await run(root, argv);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain('ENOTDIR');
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(contentOf(root)).toEqual(before);
});

test.each([...REFUSING, ['retention plan', ['retention', 'plan', '.']] as const])(
  '%s takes nothing but a repository, and leaves nothing in another folder',
  async (_name, argv) => {
    const root = writeRepository({ 'docs/other.md': '' });
    makeKey(root, 'key.pem');
    const before = readdirSync(root);
    expect(await run(root, argv)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'package-contracts: . is no repository: it has no docs/distribution-contract.json\n',
    });
    const elsewhere = argv.map((word) => (word === '.' ? 'nowhere' : word));
    expect(await run(root, elsewhere)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no folder nowhere'),
    });
    expect(readdirSync(root)).toEqual(before);
  },
);

function makeKey(root: string, name: string): void {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(root, name), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(join(root, `${name}.pub`), publicKey.export({ type: 'spki', format: 'pem' }));
}

describe('changes', () => {
  let root: string;
  beforeEach(() => {
    root = repositoryWith({});
    execFileSync(
      'sh',
      ['-c', 'git init -q . && git add -A && git -c user.name=a -c user.email=a@b.c commit -qm first'],
      {
        cwd: root,
      },
    );
  });
  const since = (revision: string, ...more: readonly string[]) => [
    'changes',
    '.',
    '--since',
    revision,
    ...NOW,
    ...more,
  ];

  test('finds nothing where nothing has changed', async () => {
    const ran = await run(root, since('HEAD'));
    expect(ran).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('valid') });
    const json = await run(root, since('HEAD', '--format', 'json'));
    expectDocument('interfaces/report', json.stdout);
    expect(JSON.parse(json.stdout)).toMatchObject({ valid: true, artifacts: [{ contract: 'distribution@1' }] });
  });

  test('names what is published and has changed', async () => {
    writeFileSync(join(root, ARTIFACT), 'another');
    const ran = await run(root, since('HEAD'));
    expect(ran).toMatchObject({
      code: 1,
      stderr: '',
      stdout: expect.stringContaining('distribution/artifact-changed'),
    });
    const { code, stdout } = await run(root, since('HEAD', '--format', 'json'));
    expect(code).toBe(1);
    expectDocument('interfaces/report', stdout);
    expect(JSON.parse(stdout).artifacts[0].findings).toMatchObject([
      { rule: 'distribution/artifact-changed', at: { member: ARTIFACT } },
    ]);
  });

  test.each<[string, readonly string[], string]>([
    ['a revision that there is not', ['changes', '.', '--since', 'nope'], 'git knows no commit nope in .'],
    ['no revision', ['changes', '.'], "required option '--since <revision>' not specified"],
    ['no folder', ['changes', 'nowhere', '--since', 'HEAD'], 'there is no folder nowhere'],
    ['a moment that is none', ['changes', '.', '--since', 'HEAD', '--now', 'today'], '--now takes a moment'],
    ['an unknown option', ['changes', '.', '--since', 'HEAD', '--noww', 'x'], 'Did you mean --now?'],
    ['another format', ['changes', '.', '--since', 'HEAD', '--format', 'sarif'], 'Allowed choices are text, json.'],
  ])('is used wrongly with %s', async (_what, argv, problem) => {
    const { code, stdout, stderr } = await run(root, argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(problem);
  });

  test('needs git, and a repository of it', async () => {
    expect(await run(root, since('HEAD'), { env: { PATH: '' } })).toMatchObject({ code: 2, stdout: '' });
    const alone = repositoryWith({});
    expect(await run(alone, since('HEAD'))).toMatchObject({ code: 2, stderr: expect.stringContaining('HEAD in .') });
  });

  test('fails with 3 where git says more than it was asked', async () => {
    const bin = writeRepository({ git: '#!/bin/sh\nhead -c 200000 /dev/zero\n' });
    execFileSync('chmod', ['755', join(bin, 'git')]);
    const ran = await run(root, since('HEAD'), { env: { PATH: `${bin}:${env.PATH}` } });
    expect(ran).toMatchObject({ code: 3, stdout: '' });
  });
});

describe('retention', () => {
  test('plans without a change, says what goes ahead of the removal, and removes exactly that', async () => {
    const root = await withGenerations(8);
    const before = contentOf(root);
    const plan = await run(root, ['retention', 'plan', '.', ...BEHIND_SUNSET]);
    expect(plan).toMatchObject({ code: 0, stderr: '' });
    const lines = plan.stdout.trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('generation'))).toEqual(['generation  0.1.0', 'generation  0.2.0']);
    expect(lines.at(-1)).toBe('planned, 6 generations are kept');
    expect(contentOf(root)).toEqual(before);
    const going = lines.filter((line) => line.startsWith('file')).map((line) => line.replace(/^file +/u, ''));
    expect(going).toHaveLength(8);

    // What is read at the first word of output is what stood there: nothing goes unannounced.
    const seen: ReadonlyMap<string, string>[] = [];
    const apply = await run(root, ['retention', 'apply', '.', ...BEHIND_SUNSET], {
      onOutput: () => seen.push(contentOf(root)),
    });
    expect(seen[0]).toEqual(before);
    expect(apply).toEqual({
      code: 0,
      stderr: '',
      stdout: plan.stdout.replace('planned, ', 'changed, '),
    });
    const after = contentOf(root);
    expect([...before.keys()].filter((path) => !after.has(path))).toEqual(going.sort());
    expect([...after.keys()].filter((path) => before.get(path) !== after.get(path))).toEqual([INDEX]);
    expect(await run(root, ['retention', 'apply', '.', ...BEHIND_SUNSET])).toMatchObject({
      code: 0,
      stdout: 'unchanged, 6 generations are kept\n',
    });
  });

  test('keeps more where it is told to, and gives a document', async () => {
    const root = await withGenerations(7);
    const before = contentOf(root);
    const keeping = await run(root, ['retention', 'apply', '.', '--keep', '7', ...BEHIND_SUNSET, '--format', 'json']);
    expectDocument('interfaces/upkeep', keeping.stdout);
    expect(JSON.parse(keeping.stdout)).toMatchObject({ outcome: 'unchanged', keep: 7, files: [] });
    expect(contentOf(root)).toEqual(before);
    for (const [name, outcome] of [
      ['plan', 'planned'],
      ['apply', 'changed'],
    ]) {
      const { code, stdout } = await run(root, ['retention', name ?? '', '.', ...BEHIND_SUNSET, '--format', 'json']);
      expect(code).toBe(0);
      expectDocument('interfaces/upkeep', stdout);
      expect(JSON.parse(stdout)).toMatchObject({ outcome, keep: 6, generations: ['0.1.0'] });
      expect(JSON.parse(stdout).files).toHaveLength(4);
    }
  });

  test.each(['plan', 'apply'])('%s is refused where the index is not sound, and nothing is changed', async (name) => {
    const root = repositoryWith({ [INDEX]: '{"releases": 1}' });
    const before = contentOf(root);
    const text = await run(root, ['retention', name, '.', ...BEHIND_SUNSET]);
    expect(text).toMatchObject({ code: 1, stdout: expect.stringContaining('distribution/producer-input-invalid') });
    expect(text.stdout).toMatch(/refused\n$/u);
    const { code, stdout } = await run(root, ['retention', name, '.', ...BEHIND_SUNSET, '--format', 'json']);
    expect(code).toBe(1);
    expectDocument('interfaces/upkeep', stdout);
    expect(JSON.parse(stdout).outcome).toBe('refused');
    expect(contentOf(root)).toEqual(before);
  });

  test.each(['5', '6.5', '0x10', '1e1', '', '-7', 'all'])('keeps no %j generations', async (keep) => {
    const root = repositoryWith({});
    const ran = await run(root, ['retention', 'plan', '.', `--keep=${keep}`]);
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('at least 6') });
  });
});

describe('yank', () => {
  const yank = (...more: readonly string[]) => [
    'yank',
    '.',
    ...IDENTITY,
    '--reason',
    'wrong licence',
    '--since',
    '2026-11-21',
    ...NOW,
    ...more,
  ];

  test('marks the one row, and says which', async () => {
    const root = repositoryWith({});
    const before = contentOf(root);
    const ran = await run(root, yank());
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stdout).toBe(
      'artifact    0.1.0 x86_64-unknown-linux-gnu release 1.84.0 ab12cd340123456789abcdef0123456789abcdef r1\nchanged\n',
    );
    const after = contentOf(root);
    const index = JSON.parse(example('index'));
    index.releases[0].targets[0].profiles[0].artifacts[0].yanked = { reason: 'wrong licence', since: '2026-11-21' };
    expect(after.get(INDEX)).toBe(`${JSON.stringify(index, undefined, 2)}\n`);
    // Ahead of the sunset the legacy index is a copy of it; nothing else has changed.
    const changed = [...after.keys()].filter((path) => before.get(path) !== after.get(path));
    expect(changed).toEqual(['dist/1.0.0/index.json', INDEX]);

    const again = await run(root, yank('--format', 'json'));
    expect(again.code).toBe(0);
    expectDocument('interfaces/upkeep', again.stdout);
    expect(JSON.parse(again.stdout).outcome).toBe('unchanged');
    expect(contentOf(root)).toEqual(after);

    const resolving = ['resolve', '.', ...IDENTITY, ...NOW, '--host', 'any'];
    expect(await runIn(root, resolving)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('yanked-artifact'),
    });
    expect(await runIn(root, [...resolving, '--allow-yanked'])).toMatchObject({ code: 0, stdout: `${ARTIFACT}\n` });
  });

  test.each<[string, readonly string[], string]>([
    ['an artifact that there is not', ['--dist-revision', 'r2'], 'distribution/no-match'],
    ['a part that is none', ['--git-rev', 'AB12CD34'], 'distribution/identity-invalid'],
  ])('refuses %s, and changes nothing', async (_what, more, rule) => {
    const root = repositoryWith({});
    const before = contentOf(root);
    expect(await run(root, yank(...more))).toMatchObject({ code: 1, stdout: expect.stringContaining(rule) });
    const { code, stdout } = await run(root, yank(...more, '--format', 'json'));
    expect(code).toBe(1);
    expectDocument('interfaces/upkeep', stdout);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'refused', findings: [{ rule }] });
    expect(contentOf(root)).toEqual(before);
  });

  test('does not change a yank', async () => {
    const root = repositoryWith({ [INDEX]: example('index.yanked') });
    const ran = await run(root, yank('--reason', 'another'));
    expect(ran).toMatchObject({ code: 1, stdout: expect.stringContaining('distribution/row-changed') });
    expect(readFileSync(join(root, INDEX), 'utf8')).toBe(example('index.yanked'));
  });

  test.each<[string, readonly string[], string]>([
    ['no reason', ['--since', '2026-11-21'], "required option '--reason <text>' not specified"],
    ['an empty reason', ['--reason', '', '--since', '2026-11-21'], '--reason takes a text'],
    ['a long reason', ['--reason', 'x'.repeat(1025), '--since', '2026-11-21'], '--reason takes a text'],
    ['a day that there is not', ['--reason', 'x', '--since', '2026-02-30'], '--since takes a day'],
  ])('is used wrongly with %s', async (_what, more, problem) => {
    const root = repositoryWith({});
    const { code, stdout, stderr } = await run(root, ['yank', '.', ...IDENTITY, ...more, ...NOW]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(problem);
  });
});

describe('sign-index and trust', () => {
  const sign = (...more: readonly string[]) => ['sign-index', '.', '--key', 'key.pem', ...more, ...NOW];
  const EXPIRES = ['--expires', '2027-01-01T00:00:00Z'];
  const NAME = ['--name', 'codex-controller-loop'];

  test('sign, make a trust file, and resolve by it', async () => {
    const root = repositoryWith({});
    makeKey(root, 'key.pem');
    const signed = await run(root, sign(...EXPIRES));
    expect(signed).toMatchObject({ code: 0, stderr: '' });
    expect(signed.stdout).toMatch(/^signed version 1 of the index, until 2027-01-01T00:00:00Z\nkey [0-9a-f]{64}\n$/u);
    expect((await run(root, sign(...EXPIRES, '--index-version', '7'))).stdout).toContain('signed version 7 ');
    const trust = await run(root, ['trust', ...NAME, '--key', 'key.pem.pub', '--out', 'trust.json']);
    expect(trust).toMatchObject({ code: 0, stderr: '' });
    expect(trust.stdout).toBe(`trust 1 of 1\n${signed.stdout.split('\n')[1]}\n`);
    const resolving = ['resolve', '.', ...IDENTITY, ...NOW, '--host', 'any', '--trust', 'trust.json'];
    expect(await runIn(root, resolving)).toEqual({ code: 0, stdout: `${ARTIFACT}\n`, stderr: '' });
    expect(JSON.parse(readFileSync(join(root, 'trust.json'), 'utf8')).seen.version).toBe(7);
  });

  test('sign-index refuses a repository that does not hold, and writes no signature', async () => {
    const root = repositoryWith({ [ARTIFACT]: 'another' });
    makeKey(root, 'key.pem');
    const before = contentOf(root);
    const ran = await run(root, sign(...EXPIRES));
    expect(ran).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('distribution/artifact-digest-mismatch'),
    });
    expect(contentOf(root)).toEqual(before);
  });

  test.each<[string, readonly string[], string]>([
    ['no expiry', ['--key', 'key.pem'], '--expires'],
    ['an expiry that is none', ['--key', 'key.pem', '--expires', 'soon'], '--expires takes a moment'],
    ['no key', EXPIRES, '--key'],
    ['a key that there is not', ['--key', 'none.pem', ...EXPIRES], 'cannot read none.pem'],
    ['a public key', ['--key', 'key.pem.pub', ...EXPIRES], 'key.pem.pub'],
    ['a key twice', ['--key', 'key.pem', '--key', 'key.pem', ...EXPIRES], 'the same key is given twice'],
    ['version 0', ['--key', 'key.pem', ...EXPIRES, '--index-version', '0'], '--index-version takes a number'],
    ['version 1e3', ['--key', 'key.pem', ...EXPIRES, '--index-version', '1e3'], '--index-version takes a number'],
    ['an expiry of its own for what others signed', ['--key', 'key.pem', '--add', ...EXPIRES], '--add'],
  ])('sign-index is used wrongly with %s', async (_what, more, problem) => {
    const root = repositoryWith({});
    makeKey(root, 'key.pem');
    const before = contentOf(root);
    const { code, stdout, stderr } = await run(root, ['sign-index', '.', ...more, ...NOW]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(problem);
    expect(contentOf(root)).toEqual(before);
  });

  test.each<[string, readonly string[], number, string]>([
    ['a file that is there', [...NAME, '--key', 'key.pem.pub', '--out', 'there'], 2, 'there exists'],
    ['no name', ['--key', 'key.pem.pub', '--out', 'new'], 2, "'--name <name>' not specified"],
    ['an empty name', ['--name', '', '--key', 'key.pem.pub', '--out', 'new'], 2, 'no trust file'],
    ['no key', [...NAME, '--out', 'new'], 2, '--key'],
    ['a private key', [...NAME, '--key', 'key.pem', '--out', 'new'], 2, 'key.pem holds no public key of ed25519'],
    [
      'a threshold of 2 for one key',
      [...NAME, '--key', 'key.pem.pub', '--threshold', '2', '--out', 'new'],
      2,
      'from 1 to 1',
    ],
    [
      'a threshold that is none',
      [...NAME, '--key', 'key.pem.pub', '--threshold', '1.0', '--out', 'new'],
      2,
      'from 1 to 1',
    ],
    ['a place below a file', [...NAME, '--key', 'key.pem.pub', '--out', 'there/new'], 3, 'there/new'],
  ])('trust makes nothing of %s', async (_what, more, expected, problem) => {
    const root = writeRepository({ there: 'before' });
    makeKey(root, 'key.pem');
    const { code, stdout, stderr } = await run(root, ['trust', ...more]);
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).toContain(problem);
    expect(readdirSync(root).sort()).toEqual(['key.pem', 'key.pem.pub', 'there']);
    expect(readFileSync(join(root, 'there'), 'utf8')).toBe('before');
  });
});

describe('statement and provenance', () => {
  const root = repositoryWith({ 'statement.json': example('statement'), there: 'before' });

  test('go both ways, to standard output and to a file', async () => {
    const there = await run(root, ['statement', PROVENANCE]);
    expect(there).toEqual({ code: 0, stdout: example('statement'), stderr: '' });
    const back = await run(root, ['provenance', 'statement.json', '--manifest', MANIFEST]);
    expect(back).toEqual({ code: 0, stdout: example('provenance'), stderr: '' });
    expect(await run(root, ['statement', PROVENANCE, '--out', 'a.json'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(root, 'a.json'), 'utf8')).toBe(example('statement'));
    const out = ['provenance', 'a.json', '--manifest', MANIFEST, '--out', 'b.json'];
    expect(await run(root, out)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(root, 'b.json'), 'utf8')).toBe(example('provenance'));
  });

  test('read standard input, with the manifest by its name', async () => {
    const there = ['statement', '-', '--manifest', MANIFEST];
    expect((await run(root, there, { stdin: example('provenance') })).stdout).toBe(example('statement'));
    const back = ['provenance', '-', '--manifest', MANIFEST];
    expect((await run(root, back, { stdin: example('statement') })).stdout).toBe(example('provenance'));
    expect(await run(root, back, { stdin: '' })).toMatchObject({ code: 1, stdout: '' });
  });

  test('refuse with 1, say where and why, and write nothing', async () => {
    const stdin = example('statement').replace('"runDetails": {', '"runDetails": {\n"metadata": {},');
    const ran = await run(root, ['provenance', '-', '--manifest', MANIFEST, '--out', 'there'], { stdin });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(
      /^error: statement#\/predicate\/runDetails\/metadata is not a member that the schema knows \(line \d+, column \d+\)\n$/u,
    );
    const other = await run(root, ['statement', '-', '--manifest', MANIFEST, '--out', 'there'], {
      stdin: example('provenance').replace('"r1"', '"r2"'),
    });
    expect(other).toMatchObject({ code: 1, stdout: '' });
    expect(other.stderr).toBe(
      'error: manifest.json#/dist_revision is not that of the provenance (line 11, column 20)\n',
    );
    const broken = await run(root, ['statement', '-', '--manifest', MANIFEST], { stdin: '{}' });
    expect(broken).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('distribution/provenance-schema'),
    });
    expect(readFileSync(join(root, 'there'), 'utf8')).toBe('before');
  });

  test.each<[string, readonly string[], number, string]>([
    ['no file', ['statement'], 2, "missing required argument 'file'"],
    ['a file that there is not', ['statement', 'none.json'], 2, 'cannot read none.json'],
    ['a folder', ['statement', 'dist'], 2, 'cannot read dist'],
    ['an empty name', ['provenance', ''], 2, 'a path is empty'],
    ['standard input without a manifest', ['statement', '-'], 2, '--manifest'],
    [
      'no manifest beside',
      ['provenance', 'statement.json'],
      2,
      'there is no manifest.json: name the manifest with --manifest',
    ],
    ['a manifest that there is not', ['statement', PROVENANCE, '--manifest', 'none'], 2, 'cannot read none'],
    ['an unknown option', ['statement', PROVENANCE, '--output', 'x'], 2, "unknown option '--output'"],
    ['a folder to write', ['statement', PROVENANCE, '--out', 'dist'], 2, 'the output is a folder'],
    ['a place below a file', ['statement', PROVENANCE, '--out', 'there/new'], 3, 'there/new'],
    ['the file itself to write', ['statement', PROVENANCE, '--out', `./${PROVENANCE}`], 2, 'name another file'],
    ['the manifest to write', ['statement', PROVENANCE, '--out', MANIFEST], 2, 'name another file'],
  ])('end with an error for %s', async (_what, argv, expected, problem) => {
    const before = contentOf(root);
    const { code, stdout, stderr } = await run(root, argv);
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).toContain(problem);
    expect(stderr.trimEnd().split('\n').length).toBeLessThan(3);
    expect(contentOf(root)).toEqual(before);
  });
});

describe('resolve', () => {
  const resolving = (...more: readonly string[]) => ['resolve', '.', ...IDENTITY, ...NOW, '--host', 'any', ...more];

  test('takes a link to a repository for the repository', async () => {
    const root = repositoryWith({});
    symlinkSync(root, join(root, 'link'));
    const argv = resolving().map((word) => (word === '.' ? 'link' : word));
    expect(await runIn(root, argv)).toEqual({ code: 0, stdout: `${ARTIFACT}\n`, stderr: '' });
  });

  test.each<[string, readonly string[], number, string]>([
    ['a lock file that is none', ['--lock', 'there', '--out', 'new'], 2, 'the lock file breaks its schema'],
    ['a locked run without a lock file', ['--locked'], 2, '--lock'],
    ['a lock file that there is not', ['--locked', '--lock', 'none'], 2, 'there is no lock file none'],
    ['a trust file beside a lock', ['--locked', '--lock', 'there', '--trust', 'there'], 2, 'nothing to --trust'],
    ['a trust file that there is not', ['--trust', 'none'], 2, 'cannot read'],
    ['a trust file that is none', ['--trust', 'there'], 1, 'trust file'],
    ['no signature', ['--trust', 'trust.json', '--out', 'new'], 1, 'distribution/signature-missing'],
    ['a platform that is none', ['--host', 'here'], 2, '--host takes any'],
    ['another way to compare', ['--prefix', 'loose'], 2, 'Allowed choices are strict, compat.'],
    ['no time', ['--timeout', '0'], 2, '--timeout takes seconds'],
    ['a moment that is none', ['--now', '2026-06-01'], 2, '--now takes a moment'],
    ['a place below a file', ['--out', 'there/new'], 3, 'there/new'],
    ['a folder to write', ['--out', 'docs'], 2, 'folder'],
  ])('ends with an error for %s, and writes nothing', async (_what, more, expected, problem) => {
    const root = repositoryWith({ there: 'before', 'trust.json': example('trust') });
    const before = contentOf(root);
    const { code, stdout, stderr } = await runIn(root, resolving(...more));
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).toContain(problem);
    expect(contentOf(root)).toEqual(before);
    expect(existsSync(join(root, 'new'))).toBe(false);
  });

  test.each([
    ['nowhere', 2],
    ['docs', 1],
    ['ftp://releases.example/', 2],
    ['docs/distribution.md', 2],
  ])('of %s ends with %i', async (given, expected) => {
    const root = repositoryWith({});
    const { code, stdout } = await runIn(
      root,
      resolving().map((word) => (word === '.' ? given : word)),
    );
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
  });
});
