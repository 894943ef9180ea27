import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ARTIFACT, example, repositoryWith } from '../../distribution/example-repository.test-fixture.ts';
import { withGenerations } from '../../distribution/published-generations.test-fixture.ts';
import { runIn } from '../cli-run.test-fixture.ts';
import { contentOf, expectDocument, IDENTITY, INDEX, NOW, run } from './distribution-run.test-fixture.ts';

const BEHIND_SUNSET = ['--now', '2026-11-21T00:00:00Z'];

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
