import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ARTIFACT, example, repositoryWith } from '../../distribution/example-repository.test-fixture.ts';
import { runIn } from '../cli-run.test-fixture.ts';
import { contentOf, IDENTITY, NOW } from './distribution-run.test-fixture.ts';

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
