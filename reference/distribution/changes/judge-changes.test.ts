import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findProgram } from '../../process/find-program.ts';
import { runProcess } from '../../process/run-process.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { ARTIFACT } from '../example-repository.test-fixture.ts';
import { NOW, stateWith } from './changed-states.test-fixture.ts';
import { folderSource } from './folder-source.ts';
import { gitSource } from './git-source.ts';
import { judgeChanges } from './judge-changes.ts';

describe('a revision that git knows', () => {
  it('is compared with the work tree', async () => {
    const root = stateWith({});
    const run = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.test', ...args], { cwd: root });
    run('init', '--quiet');
    run('add', '.');
    run('commit', '--quiet', '--message', 'first');
    const path = process.env.PATH ?? '';
    const edge = { git: findProgram('git', { folder: root, path }), root, path, run: runProcess };
    const before = await gitSource(edge, 'HEAD');
    expect(before.files.size).toBe(5);
    const judge = () =>
      judgeChanges({
        selection: HARDENED,
        before,
        revision: 'HEAD',
        after: folderSource(root, before.scheme),
        now: NOW,
      });
    expect((await judge()).findings).toEqual([]);
    writeFileSync(join(root, ARTIFACT), readFileSync(join(root, ARTIFACT)).reverse());
    expect((await judge()).findings).toMatchObject([
      { rule: 'distribution/artifact-changed', at: { member: ARTIFACT }, details: { revision: 'HEAD' } },
    ]);
    await expect(gitSource(edge, 'nowhere')).rejects.toThrow(/git rev-parse failed/u);
    await expect(gitSource(edge, '--all')).rejects.toThrow(/git rev-parse failed/u);
  });
});
