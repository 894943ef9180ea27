import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { ARTIFACT, repositoryWith, writeRepository } from '../../distribution/example-repository.test-fixture.ts';
import { env, expectDocument, NOW, run } from './distribution-run.test-fixture.ts';

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
