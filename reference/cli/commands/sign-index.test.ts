import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ARTIFACT, repositoryWith, writeRepository } from '../../distribution/example-repository.test-fixture.ts';
import { runIn } from '../cli-run.test-fixture.ts';
import { contentOf, IDENTITY, makeKey, NOW, run } from './distribution-run.test-fixture.ts';

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
