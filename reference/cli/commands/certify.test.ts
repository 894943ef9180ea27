import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeReports } from '../../../conformance/suite/report/merge-reports.ts';
import { validators } from '../../generated/interfaces-validators.ts';
import { LIMITS } from '../../generated/limits.ts';
import type { CertificationReport } from '../../generated/types/interfaces-certification-report.ts';
import { type CliOptions, type CliRun, makeFolder, removeFolder, runIn } from '../cli-run.test-fixture.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PROGRAMS = join(ROOT, 'conformance/zoo/degenerate/programs');
const VECTORS = join(ROOT, 'conformance/vectors');
const REFERENCE = `'${process.execPath}' --import '${join(ROOT, 'node_modules/tsx/dist/loader.mjs')}' '${join(ROOT, 'conformance/adapters/reference/main.ts')}'`;
let folder = '';

beforeAll(() => {
  folder = makeFolder({});
  copyVectors(join(folder, 'vectors'));
});
afterAll(() => removeFolder(folder));

/** A few vectors of strict-json with a manifest of their own. */
function copyVectors(target: string): void {
  const ids = readdirSync(join(VECTORS, 'strict-json'))
    .filter((id) => existsSync(join(VECTORS, 'strict-json', id, 'input')))
    .filter((_, index) => index % 11 === 0);
  const lines = ids.flatMap((id) => {
    cpSync(join(VECTORS, 'strict-json', id), join(target, 'strict-json', id), { recursive: true });
    return ['input', 'vector.json'].map((name) => {
      const path = `strict-json/${id}/${name}`;
      return `${createHash('sha256')
        .update(readFileSync(join(target, path)))
        .digest('hex')}  ${path}\n`;
    });
  });
  writeFileSync(join(target, 'MANIFEST.sha256'), lines.join(''));
}

function adapter(name: string): string {
  return `'${process.execPath}' '${join(PROGRAMS, `${name}.mjs`)}'`;
}

function certify(words: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  const interrupted = new Promise<void>(() => {});
  return runIn(folder, ['certify', '--vectors', 'vectors', ...words], { interrupted, ...options });
}

async function reportOf(...words: readonly string[]): Promise<CertificationReport> {
  const { stdout } = await certify(['--format', 'json', ...words]);
  const report: CertificationReport = JSON.parse(stdout);
  expect(validators['interfaces/certification-report'](report)).toBe(true);
  return report;
}

describe('certify', () => {
  test('says that an implementation is certified, with exit code 0', async () => {
    const { code, stdout, stderr } = await certify(['--adapter', adapter('by-heart')]);
    expect(stdout).toContain('by-heart 1 against package-contracts');
    expect(stdout).toMatch(/strict-json@1 consumer, to the location: (\d+) of \1 pass/u);
    expect(stdout).toMatch(/^certified result [0-9a-f]{64}$/mu);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('names the next step of what passes, and none of a part', async () => {
    const words = ['--adapter', adapter('by-heart')];
    const whole = await certify(words);
    expect(whole.stdout).toMatch(/^next: the same command with --challenge TEXT .*; with --sign KEY .*$/mu);
    const part = await certify([...words, '--shard', '1/4']);
    expect([part.code, part.stdout.includes('next: ')]).toEqual([0, false]);
    const failing = await certify(['--adapter', adapter('always-valid')]);
    expect(failing.stdout).not.toContain('next: ');
  });

  test('says that it is not, and why, with exit code 1', async () => {
    const { code, stdout } = await certify(['--adapter', adapter('always-valid')]);
    expect(code).toBe(1);
    expect(stdout).toContain('It says valid to everything.');
    expect(stdout).toMatch(/^not certified: \d+ of \d+ vectors did not pass$/mu);
  });

  test('writes every format that is asked for, and the artifact’s digest', async () => {
    writeFileSync(join(folder, 'implementation'), 'abc');
    const files = ['json', 'junit', 'sarif', 'html'].flatMap((name) => ['--output', `${name}=out.${name}`]);
    const words = ['--adapter', adapter('by-heart'), '--artifact', 'implementation', ...files];
    expect((await certify(words)).code).toBe(0);
    const report = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'));
    // FIPS 180-2, appendix B.1.
    expect(report.implementation.digest).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(['junit', 'sarif', 'html'].filter((name) => !existsSync(join(folder, `out.${name}`)))).toEqual([]);
  });

  test('gives the same result in any order, and by any umask', async () => {
    const one = await reportOf('--adapter', adapter('by-heart'));
    const before = process.umask(0o077);
    const other = await reportOf('--adapter', adapter('by-heart'), '--seed', 'other', '--workers', '1');
    process.umask(before);
    expect(other.resultDigest).toBe(one.resultDigest);
    expect([one.seed, other.seed]).toEqual(['1', 'other']);
  });

  test('certifies for what there are vectors for, where no contract is named', async () => {
    const report = await reportOf('--adapter', REFERENCE);
    expect(report.targets.map(({ contract }) => contract)).toEqual(['strict-json@1']);
    expect(Object.keys(report.counts)).toEqual(['pass']);
  });

  test('gives by four shards what it gives by one run', async () => {
    const words = ['--adapter', adapter('always-valid')];
    const parts = await Promise.all([1, 2, 3, 4].map((part) => reportOf(...words, '--shard', `${part}/4`)));
    const whole = await reportOf(...words);
    expect(parts.map(({ rows }) => rows.length)).not.toContain(0);
    expect(mergeReports(parts)).toEqual({ report: whole });
  });
});

describe('one vector alone', () => {
  test('shows what was expected and what came', async () => {
    const report = await reportOf('--adapter', adapter('always-valid'));
    const { vector = '' } = report.rows.find(({ outcome }) => outcome !== 'pass') ?? {};
    const { code, stdout } = await certify(['--adapter', adapter('always-valid'), '--vector', vector]);
    expect(code).toBe(1);
    expect(stdout).toMatch(new RegExp(`^${vector}@1 wrong-verdict$`, 'mu'));
    expect(stdout).toContain('expected {"valid":false,"primary":"json/');
    expect(stdout).toContain('got      {"valid":true}');
  });

  test('names the folder of the vector, and its twin', async () => {
    const text = (id: string) => readFileSync(join(VECTORS, 'strict-json', id, 'vector.json'), 'utf8');
    const ids = readdirSync(join(folder, 'vectors/strict-json'));
    const rejected = ids.find((id) => JSON.parse(text(id)).kind === 'reject') ?? '';
    const accepted = ids.find((id) => JSON.parse(text(id)).kind === 'accept') ?? '';
    const tried = (id: string) => certify(['--adapter', adapter('by-heart'), '--vector', id]);
    const lines = (await tried(rejected)).stdout.split('\n');
    expect(lines).toContain(`  input    ${join('vectors/strict-json', rejected)}`);
    expect(lines).toContain(`  twin     ${JSON.parse(text(rejected)).twin.id}`);
    expect((await tried(accepted)).stdout).not.toContain('  twin ');
    const words = ['certify', '--vectors', join(folder, 'vectors'), '--adapter', adapter('by-heart')];
    const interrupted = new Promise<void>(() => {});
    const elsewhere = await runIn(ROOT, [...words, '--vector', accepted], { interrupted });
    expect(elsewhere.stdout).toContain(`  input    ${join(folder, 'vectors/strict-json', accepted)}\n`);
  });

  test('shows what was said on standard error', async () => {
    const report = await reportOf('--adapter', adapter('throw-on-invalid'));
    const { vector = '' } = report.rows.find(({ outcome }) => outcome === 'crash') ?? {};
    const { stdout } = await certify(['--adapter', adapter('throw-on-invalid'), '--vector', vector]);
    expect(stdout).toContain(`${vector}@1 crash`);
    expect(stdout).toContain('SyntaxError');
    expect(JSON.stringify(report)).not.toContain('SyntaxError');
  });

  test('is found in any case of letters, and with its revision', async () => {
    const [vector = ''] = readdirSync(join(folder, 'vectors/strict-json'));
    const named = [vector, vector.toLowerCase(), `${vector}@1`];
    const runs = await Promise.all(named.map((name) => certify(['--adapter', adapter('by-heart'), '--vector', name])));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    const { code, stderr } = await certify(['--adapter', adapter('by-heart'), '--vector', `${vector}@999`]);
    expect([code, stderr.includes(`there is no vector ${vector}@999, but ${vector}@1`)]).toEqual([2, true]);
  });

  test('can be asked by hand, with its input laid out', async () => {
    const [vector = ''] = readdirSync(join(folder, 'vectors/strict-json'));
    const { code, stdout, stderr } = await certify(['--vector', vector, '--emit-request']);
    expect(code).toBe(0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ id, op }) => [id, op])).toEqual([
      [1, 'describe'],
      [2, 'validate'],
      [3, 'shutdown'],
    ]);
    expect(lines.filter((line) => !validators['interfaces/adapter-request'](line))).toEqual([]);
    const [, staged = ''] = /^the input is in (\S+);/u.exec(stderr) ?? [];
    const input = readFileSync(join(folder, 'vectors/strict-json', vector, 'input'));
    expect(readFileSync(lines[1].input)).toEqual(input);
    expect(lines[1].input).toBe(join(staged, 'input'));
    rmSync(staged, { recursive: true });
  });
});

test('the vectors of a challenge are written down for the contracts that are named', async () => {
  const emit = (...words: readonly string[]) => certify(['--challenge', 'X', '--emit', 'fresh', ...words]);
  const none = await emit('--contract', 'strict-zip@1');
  expect([none.code, none.stderr.includes('no fresh vectors for strict-zip@1')]).toEqual([2, true]);
  expect((await emit('--contract', 'strict-json')).stderr).toContain('did you mean strict-json@1?');
  const { code, stdout } = await emit('--contract', 'strict-json@1');
  expect([code, stdout]).toEqual([0, `${readdirSync(join(folder, 'fresh/strict-json')).length} vectors\n`]);
  expect(readdirSync(join(folder, 'fresh'))).toEqual(['strict-json']);
});

describe('failures that are known', () => {
  async function withExpected(outcome: string, name = 'always-valid'): Promise<CliRun> {
    const { rows } = await reportOf('--adapter', adapter('always-valid'));
    const failures = rows
      .filter((row) => row.outcome !== 'pass')
      .map(({ vector, rev }) => ({ vector: `${vector}@${rev}`, outcome, reason: 'r', owner: 'o', expires: '999.0.0' }));
    const document = { format: 'package-contracts-expected-failures/1', failures };
    writeFileSync(join(folder, 'expected.json'), JSON.stringify(document));
    return certify(['--adapter', adapter(name), '--expected-failures', 'expected.json']);
  }

  test('give exit code 0, and do not certify', async () => {
    const { code, stdout } = await withExpected('wrong-verdict');
    expect(code).toBe(0);
    expect(stdout).toContain('not certified');
    expect(stdout).toContain('xfail');
  });

  test('are not what to look closer at first', async () => {
    const { rows } = await reportOf('--adapter', adapter('always-valid'));
    const [known, other] = rows.filter(({ outcome }) => outcome !== 'pass').map(({ vector, rev }) => ({ vector, rev }));
    const failures = [
      {
        vector: `${known?.vector}@${known?.rev}`,
        outcome: 'wrong-verdict',
        reason: 'r',
        owner: 'o',
        expires: '999.0.0',
      },
    ];
    writeFileSync(
      join(folder, 'one.json'),
      JSON.stringify({ format: 'package-contracts-expected-failures/1', failures }),
    );
    const { stdout } = await certify(['--adapter', adapter('always-valid'), '--expected-failures', 'one.json']);
    expect(stdout).toContain(`look closer: the same command with --vector ${other?.vector};`);
  });

  test('are red where the vector fails otherwise, or passes', async () => {
    expect((await withExpected('wrong-rule')).code).toBe(1);
    const passing = await withExpected('wrong-verdict', 'by-heart');
    expect([passing.code, passing.stdout.includes('xpass')]).toEqual([1, true]);
  });
});

describe('a call that cannot be carried out is one line and exit code 2', () => {
  const known = ['--adapter', adapter('always-valid')];
  test.each<[string, readonly string[], string]>([
    ['without an adapter', [], '--adapter'],
    ['for a contract that is not claimed', [...known, '--contract', 'anpkg@1'], 'does not claim anpkg@1 as consumer'],
    [
      'for a profile without vectors',
      ['--adapter', REFERENCE, '--profile', 'producer'],
      'no producer vectors for anpkg@1',
    ],
    ['for a contract without its version', [...known, '--contract', 'strict-json'], 'did you mean strict-json@1?'],
    ['for a level above the one that is claimed', [...known, '--level', 'rule'], 'claims strict-json@1 to the verdict'],
    ['for a role that is not claimed', [...known, '--profile', 'producer'], 'claims no contract as producer'],
    ['with a shard that is none', [...known, '--shard', '5/4'], '--shard takes I/N'],
    ['without time', [...known, '--timeout', '0'], '--timeout takes a number above 0'],
    ['with vectors that are none', [...known, '--vectors', '.'], 'MANIFEST.sha256'],
    ['for a vector that there is not', [...known, '--vector', 'ZZZZ'], 'there is no vector ZZZZ'],
    ['for requests of no vector', ['--emit-request'], 'name it with --vector'],
    ['for a report on one vector', [...known, '--vector', 'ZZZZ', '--format', 'json'], 'makes no report'],
    ['with a list that is not there', [...known, '--expected-failures', 'none.json'], 'cannot read'],
    ['with an empty command', ['--adapter', ' '], 'no command'],
    ['for a program that there is not', ['--adapter', './none \u001b[31m'], 'the adapter ./none does not exist'],
    ['for a folder', ['--adapter', './vectors'], 'the adapter ./vectors is a folder'],
    ['for one vector by no program', ['--adapter', './none', '--vector', 'ZZZZ'], 'the adapter ./none does not exist'],
    ['in two formats at once', [...known, '--format', 'json', '--format', 'html'], 'one format fits'],
  ])('%s', async (_what, words, why) => {
    const { code, stdout, stderr } = await certify(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(why);
    expect(stderr.trimEnd().split('\n').length).toBe(1);
  });

  test('with a list that is longer than any', async () => {
    const list = join(folder, 'long.json');
    writeFileSync(list, '');
    truncateSync(list, LIMITS['json.size'].value + 1);
    const { code, stderr } = await certify([...known, '--expected-failures', 'long.json']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('long.json is larger than ')]);
  });

  test('with a vector that was changed', async () => {
    const own = join(folder, 'changed');
    cpSync(join(folder, 'vectors'), own, { recursive: true });
    const [id = ''] = readdirSync(join(own, 'strict-json'));
    writeFileSync(join(own, 'strict-json', id, 'input'), '[]');
    const { code, stderr } = await certify([...known, '--vectors', own]);
    expect([code, stderr.includes(`strict-json/${id}/input is not what the manifest says`)]).toEqual([2, true]);
  });

  test('with a vector that was added', async () => {
    const own = join(folder, 'added');
    cpSync(join(folder, 'vectors'), own, { recursive: true });
    const [id = ''] = readdirSync(join(own, 'strict-json'));
    cpSync(join(own, 'strict-json', id), join(own, 'strict-json', 'ZZZZ'), { recursive: true });
    expect((await certify([...known, '--vectors', own])).code).toBe(2);
  });
});

test.each(['never-speaks-exit-0', 'never-speaks-exit-1', 'speaks-unasked'])(
  'an adapter that never comes up (%s) gives exit code 3 and no report',
  async (name) => {
    const { code, stdout, stderr } = await certify(['--adapter', adapter(name), '--output', 'json=never.json']);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('the adapter does not describe itself');
    expect(existsSync(join(folder, 'never.json'))).toBe(false);
  },
);

test('an interrupted run ends the adapter, leaves nothing and writes nothing', async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'certify-test-'));
  const scratch = join(temporary, 'scratch');
  mkdirSync(scratch);
  const output = join(temporary, 'report.json');
  const command = `${adapter('hang')} ${scratch}`;
  const words = ['--adapter', command, '--vectors', join(folder, 'vectors'), '--output', `json=${output}`];
  const main = join(ROOT, 'reference/cli/main.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', main, 'certify', ...words], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: scratch },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  // The input of a case appears once the adapter is at work. Other folders come and go beside it: none is listed.
  const isAtWork = () => readdirSync(scratch).some((name) => existsSync(join(scratch, name, 'work/case/input')));
  while (!isAtWork()) await new Promise((resolve) => setTimeout(resolve, 50));
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(said.join('')).toBe('interrupted: nothing was written\n');
  expect(readdirSync(scratch).filter((name) => name.startsWith('package-contracts-'))).toEqual([]);
  expect(existsSync(output)).toBe(false);
  // Who was killed may take a moment to end.
  await expect.poll(() => processesWith(scratch), { timeout: 60_000 }).toEqual([]);
  rmSync(temporary, { recursive: true });
});

// Command lines of running processes that hold a word; Linux alone lists them as files.
function processesWith(word: string): readonly string[] {
  if (!existsSync('/proc/self/cmdline')) return [];
  return readdirSync('/proc').flatMap((name) => {
    try {
      const line = readFileSync(`/proc/${name}/cmdline`, 'utf8');
      return line.includes(word) ? [line] : [];
    } catch {
      return [];
    }
  });
}
