import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minimalFiles, withChecksums } from '../../anpkg/minimal-package.test-fixture.ts';
import { validators as interfaces } from '../../generated/interfaces-validators.ts';
import { removeFolder, runIn } from '../cli-run.test-fixture.ts';
import { makeCommandFiles } from './command-files.test-fixture.ts';

let folder: string;
beforeAll(() => {
  folder = makeCommandFiles();
});
afterAll(() => removeFolder(folder));

describe('inspect', () => {
  test('shows members, documents and references of a package', async () => {
    const { code, stdout } = await runIn(folder, ['inspect', 'a.anpkg', '--format', 'json']);
    expect(code).toBe(0);
    const inspection = JSON.parse(stdout);
    expect(inspection.format).toBe('package-contracts-inspection/1');
    expect(inspection.artifact).toMatchObject({ path: 'a.anpkg', contract: 'anpkg@1', valid: true });
    expect(inspection.members.map(({ path }: { path: string }) => path)).toEqual(
      Object.keys(withChecksums(minimalFiles())).sort(),
    );
    expect(Object.keys(inspection.documents)).toContain('machine-profile.yaml');
    expect(inspection.references).toContainEqual({
      from: { member: 'machine-profile.yaml', pointer: '/runtime_profiles/manual' },
      to: 'runtime/anolis-runtime.yaml',
    });
  });

  test.each([
    ['a.anpkg', 0],
    ['docs.zip', 0],
    ['a.json', 0],
    ['a.yaml', 0],
    ['bad.json', 1],
    ['broken.zip', 1],
    ['a.bin', 1],
    // What breaks the package's own contract alone is for validate.
    ['b.anpkg', 0],
  ])('of %s ends with %i', async (name, code) => {
    expect((await runIn(folder, ['inspect', name])).code).toBe(code);
  });

  test('shows the members in a table', async () => {
    const { stdout } = await runIn(folder, ['inspect', 'docs.zip']);
    // SHA-256 of "two", by sha256sum.
    expect(stdout).toContain('  3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3  dir/b.txt\n');
  });

  test('shows the outline of a document, with the place of each value', async () => {
    const { stdout } = await runIn(folder, ['inspect', 'a.json']);
    expect(stdout).toContain(`
outline (line:column of each value)
1:1   object of 2
1:7     x: array of 2
1:8       [0]: number 1
1:11      [1]: number 2
1:20    y: null
`);
  });

  test.each(['a.json', 'a.yaml', 'a.anpkg', 'b.anpkg', 'bad.json', 'broken.zip', 'a.bin'])(
    'prints of %s what the schema describes',
    async (name) => {
      const inspection: unknown = JSON.parse((await runIn(folder, ['inspect', name, '--format', 'json'])).stdout);
      const isInspection = interfaces['interfaces/inspection'];
      expect([isInspection(inspection), isInspection.errors]).toEqual([true, null]);
    },
  );

  test.each([
    ['0', undefined],
    ['1', { nodes: [{ pointer: '', type: 'object', line: 1, column: 1, count: 2 }], leftOut: 2 }],
  ])('with --nodes %s shows so many nodes', async (count, outline) => {
    const { stdout } = await runIn(folder, ['inspect', 'a.json', '--nodes', count, '--format', 'json']);
    expect(JSON.parse(stdout).outline).toEqual(outline);
  });

  test.each(['-1', 'x', '10001'])('does not take %s for a number of nodes', async (count) => {
    expect((await runIn(folder, ['inspect', 'a.json', `--nodes=${count}`])).code).toBe(2);
  });
});
