import { appendFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { DECLARATION_KIND } from './declaration.ts';
import { makeProject } from './workspace.test-fixture.ts';
import { readWorkspaceDocument } from './workspace-document.ts';

const MEMBER = 'assets/a/asset.json';

let project: string;
let path: string;
beforeEach(() => {
  project = makeProject([{ id: 1, root: 'a' }]);
  path = join(project, MEMBER);
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

function read(admit: (size: number) => boolean) {
  const collector = new FindingCollector(HARDENED);
  const document = readWorkspaceDocument(project, MEMBER, DECLARATION_KIND, collector, admit);
  return { document, rules: collector.findings().map(({ rule }) => rule) };
}

test('of a document that grows once its size was admitted no more is read than that', () => {
  const { size } = statSync(path);
  const { document, rules } = read((admitted) => {
    expect(admitted).toBe(size);
    appendFileSync(path, ' '.repeat(100));
    return true;
  });
  expect(rules).toEqual([]);
  expect(document).toMatchObject({ state: 'read', bytes: { length: size } });
});

test('a document that shrinks once its size was admitted is a source that changed', () => {
  const reading = () =>
    read(() => {
      truncateSync(path, 1);
      return true;
    });
  expect(reading).toThrow(expect.objectContaining({ code: 'source-changed' }));
});

test('a document of more than 16 MiB is refused before anybody is asked whether to read it', () => {
  truncateSync(path, 16 * 1024 * 1024 + 1);
  const { document, rules } = read(() => {
    throw new Error('asked');
  });
  expect({ document, rules }).toEqual({ document: { state: 'refused' }, rules: ['json/too-large'] });
});
