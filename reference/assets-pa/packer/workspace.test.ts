import { rmSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { MENU, makeProject } from './workspace.test-fixture.ts';
import { readWorkspace } from './workspace.ts';

let project = '';
afterEach(() => rmSync(project, { recursive: true, force: true }));

test('of a declaration that was read, members that may be of any size are in the document alone', () => {
  project = makeProject([MENU]);
  const [asset] = readWorkspace(project, 'registered', new FindingCollector(HARDENED))?.assets ?? [];
  const { declaration, document } = asset?.declared ?? {};
  expect(Object.keys(declaration ?? {})).not.toContain('build');
  expect(Object.keys(declaration?.output ?? {}).sort()).toEqual(['artifacts', 'codec', 'format']);
  expect(document?.value).toMatchObject({
    build: { note: 'by hand' },
    output: { metadata: { channels: 1 }, codec_configuration: { block: 64 }, pipeline: { tool: 'mixer' } },
  });
});
