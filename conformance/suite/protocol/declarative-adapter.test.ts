import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reply } from './adapter-session.ts';
import { declarativeAdapter, parseDeclarativeAdapter } from './declarative-adapter.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'declarative-'));
  mkdirSync(join(folder, 'tree'));
});
afterAll(() => rmSync(folder, { recursive: true }));

// The input is the code that is run: each test says by it how the program ends.
const RUN = [process.execPath, '{input}'];
const DOCUMENT = {
  format: 'package-contracts-declarative-adapter/1',
  name: 'node',
  version: { argv: [process.execPath, '--version'], pattern: '^v([0-9.]+)$' },
  contracts: {
    'strict-json@1': {
      argv: RUN,
      valid: [0],
      invalid: [1, 4],
      rules: [
        { pattern: '^comment', rule: 'json/comment' },
        { pattern: 'twice', rule: 'json/duplicate-key' },
      ],
    },
    'strict-yaml@1': { argv: [process.execPath, '-'], stdin: true, valid: [0], invalid: [1] },
  },
};

async function ask(code: string, contract = 'strict-json@1', document: object = DOCUMENT): Promise<Reply<'validate'>> {
  writeFileSync(join(folder, 'adapter.json'), JSON.stringify(document));
  writeFileSync(join(folder, 'input'), code);
  const adapter = declarativeAdapter(join(folder, 'adapter.json'), folder, {
    timeoutMs: 120_000,
    memoryBytes: 2 ** 30,
  });
  const input = join(folder, code === 'tree' ? 'tree' : 'input');
  return adapter.openSession(folder).ask({ op: 'validate', contract, profile: 'core', input, options: {} });
}

test('a program that would have to be told options does not judge', async () => {
  writeFileSync(join(folder, 'adapter.json'), JSON.stringify(DOCUMENT));
  const adapter = declarativeAdapter(join(folder, 'adapter.json'), folder, {
    timeoutMs: 120_000,
    memoryBytes: 2 ** 30,
  });
  const question = {
    op: 'validate',
    contract: 'strict-json@1',
    profile: 'core',
    input: join(folder, 'input'),
  } as const;
  const reply = await adapter.openSession(folder).ask({ ...question, options: { before: 'before' } });
  expect(reply).toEqual({ kind: 'unsupported', why: 'the program is told no options' });
});

function result(valid: boolean, rule?: string): object {
  const findings = rule === undefined ? [] : [{ rule, severity: 'error', at: {}, details: {} }];
  return { kind: 'result', result: { valid, findings } };
}

describe('the exit code of a program', () => {
  test.each([
    ['that says valid', 'process.exit(0)', result(true)],
    ['that says invalid', 'process.exit(4)', result(false)],
    ['with a rule', "console.log('\\ncomment'); process.exit(1)", result(false, 'json/comment')],
    [
      'with a rule on standard error',
      "console.error('a name stands twice'); process.exit(1)",
      result(false, 'json/duplicate-key'),
    ],
    ['with two rules', "console.log('twice\\ncomment'); process.exit(1)", result(false, 'json/comment')],
    ['that says valid, whatever is printed', "console.log('comment')", result(true)],
  ])('%s', async (_what, code, reply) => {
    expect(await ask(code)).toEqual(reply);
  });

  test.each([
    ['of neither list', 'process.exit(3)', 'ended with exit code 3'],
    ['that a signal takes', "process.kill(process.pid, 'SIGSEGV'); setInterval(() => {}, 9)", 'was ended by SIGSEGV'],
  ])('%s is no verdict', async (_what, code, detail) => {
    expect(await ask(code)).toMatchObject({ kind: 'failure', outcome: 'crash', detail: `it ${detail}` });
  });

  test('of a program that is not there is no verdict, whichever it would be', async () => {
    const contracts = {
      'strict-json@1': { argv: [join(folder, 'none'), '{input}'], valid: [0], invalid: [1, 126, 127] },
    };
    expect(await ask('', 'strict-json@1', { ...DOCUMENT, contracts })).toMatchObject({
      kind: 'failure',
      outcome: 'crash',
    });
  });
});

test('a program may read the input from standard input, but not a folder', async () => {
  expect(await ask('process.exit(1)', 'strict-yaml@1')).toEqual(result(false));
  expect(await ask('tree', 'strict-yaml@1')).toMatchObject({ kind: 'unsupported' });
});

test('what nothing is said of is unsupported', async () => {
  expect(await ask('', 'strict-zip@1')).toMatchObject({ kind: 'unsupported' });
});

test('it describes itself by the version that the program tells', async () => {
  writeFileSync(join(folder, 'adapter.json'), JSON.stringify(DOCUMENT));
  const limits = { timeoutMs: 120_000, memoryBytes: 2 ** 30 };
  const session = declarativeAdapter(join(folder, 'adapter.json'), folder, limits).openSession(folder);
  const described = { roles: ['consumer'], level: 'verdict', unsupported: [] };
  expect(await session.ask({ op: 'describe' })).toEqual({
    kind: 'result',
    result: {
      name: 'node',
      version: process.versions.node,
      contracts: { 'strict-json@1': described, 'strict-yaml@1': described },
    },
  });
});

describe('a program that looks for an artifact', () => {
  // The first word says how it ends, the others are printed.
  const code =
    'const [how, ...words] = process.argv.slice(2); console.log(words.join("|")); process.exit(Number(how));';
  const resolve = {
    argv: [
      process.execPath,
      '{input}/find.js',
      '{dist_revision}',
      'artifact: {input}/dist/{version}',
      '{git_rev}',
      '{now}',
    ],
    resolved: [0],
    refused: [1],
    artifact: '^artifact: ([^|]*)',
    rules: [{ pattern: 'none', rule: 'distribution/no-match' }],
  };
  const ask = async (identity: object, how: object = resolve): Promise<Reply<'resolve'>> => {
    writeFileSync(join(folder, 'tree', 'find.js'), code);
    writeFileSync(
      join(folder, 'adapter.json'),
      JSON.stringify({ ...DOCUMENT, contracts: { 'distribution@1': { resolve: how } } }),
    );
    const limits = { timeoutMs: 120_000, memoryBytes: 2 ** 30 };
    const session = declarativeAdapter(join(folder, 'adapter.json'), folder, limits).openSession(folder);
    const described = await session.ask({ op: 'describe' });
    expect(described).toMatchObject({ result: { contracts: { 'distribution@1': { roles: ['resolver'] } } } });
    return session.ask({
      op: 'resolve',
      contract: 'distribution@1',
      input: join(folder, 'tree'),
      identity: { ...identity },
      now: '2026-07-01T00:00:00Z',
      options: {},
    });
  };

  test.each([
    [
      'that it resolves',
      { dist_revision: '0', version: '1' },
      { kind: 'result', result: { resolved: 'dist/1', warnings: [] } },
    ],
    [
      'that it refuses',
      { dist_revision: '1', version: 'none' },
      { kind: 'result', result: { refused: 'distribution/no-match' } },
    ],
    ['without a reason', { dist_revision: '1' }, { kind: 'result', result: { refused: 'no rule that it names' } }],
  ])('says by its exit code %s', async (_what, identity, reply) => {
    expect(await ask(identity)).toEqual(reply);
  });

  test('and ends otherwise, says nothing', async () => {
    expect(await ask({ dist_revision: '3' })).toMatchObject({ kind: 'failure', outcome: 'crash' });
    expect(await ask({ dist_revision: '0' }, { ...resolve, artifact: 'never' })).toMatchObject({ outcome: 'fault' });
  });
});

test('a version that is not told is no description', async () => {
  const version = { argv: [process.execPath, '--version'], pattern: 'never' };
  writeFileSync(join(folder, 'adapter.json'), JSON.stringify({ ...DOCUMENT, version }));
  const limits = { timeoutMs: 120_000, memoryBytes: 2 ** 30 };
  const session = declarativeAdapter(join(folder, 'adapter.json'), folder, limits).openSession(folder);
  expect(await session.ask({ op: 'describe' })).toMatchObject({ kind: 'failure', outcome: 'fault' });
});

describe('an adapter.json is refused', () => {
  const one = DOCUMENT.contracts['strict-json@1'];
  const withContract = (change: object): string =>
    JSON.stringify({ ...DOCUMENT, contracts: { 'strict-json@1': { ...one, ...change } } });
  test.each([
    ['that is no JSON', 'argv: [unzip]'],
    ['of another format', JSON.stringify({ ...DOCUMENT, format: 'x' })],
    ['without exit codes', withContract({ valid: undefined })],
    ['with an exit code that says both', withContract({ invalid: [0] })],
    ['with a member that there is not', withContract({ shell: true })],
    ['with nothing to do', withContract({ argv: undefined, valid: undefined, invalid: undefined })],
    ['with a pattern that is none', withContract({ rules: [{ pattern: '(', rule: 'json/comment' }] })],
  ])('%s', (_what, text) => {
    expect(() => parseDeclarativeAdapter(text)).toThrow();
  });
});
