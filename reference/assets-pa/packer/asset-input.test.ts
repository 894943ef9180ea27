import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { findInputs } from './asset-input.ts';
import { makeProject } from './workspace.test-fixture.ts';

let project = '';
afterEach(() => rmSync(project, { recursive: true, force: true }));

test('inputs stand by role and then as they are listed, and a path is looked up once', () => {
  project = makeProject([{ id: 1, root: 'a' }]);
  const inputs = findInputs(join(project, 'assets/a'), {
    schema_version: 1,
    asset_uuid: '',
    name: '',
    type: '',
    inputs: { b: ['none', 'a.raw'], a: ['a.raw', '../x'] },
    output: { format: '', codec: '' },
    preload: { enabled: false },
  });
  expect(inputs.map(({ pointer, found }) => [pointer, found.state])).toEqual([
    ['/inputs/a/0', 'file'],
    ['/inputs/a/1', 'unsafe'],
    ['/inputs/b/0', 'missing'],
    ['/inputs/b/1', 'file'],
  ]);
  expect(inputs[3]?.found).toBe(inputs[0]?.found);
});
