import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { repositoryWith, writeRepository } from '../../distribution/example-repository.test-fixture.ts';
import { runIn } from '../cli-run.test-fixture.ts';
import type { CommandDefinition } from '../command.ts';
import { DISTRIBUTION } from '../definitions/distribution-commands.ts';
import { contentOf, IDENTITY, LANE, makeKey, NOW, run } from './distribution-run.test-fixture.ts';

const BEHIND_SUNSET = ['--now', '2026-11-21T00:00:00Z'];

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
