import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findProgram } from './find-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'find-program-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'programs'));
writeFileSync(join(folder, 'programs', 'tool'), '', { mode: 0o755 });
writeFileSync(join(folder, 'programs', 'text'), '', { mode: 0o644 });
writeFileSync(join(folder, 'file'), '');

test.each([
  ['there is no folder', 'none'],
  ['a file stands', 'file'],
  ['no name can be looked up', 'n'.repeat(300)],
])('an entry of PATH where %s is passed over', (_what, entry) => {
  const path = [join(folder, entry), join(folder, 'programs')].join(delimiter);
  expect(findProgram('tool', { folder, path })).toBe(join(folder, 'programs', 'tool'));
});

test('what cannot be executed, and a folder, is no program', () => {
  const path = [join(folder, 'programs'), folder].join(delimiter);
  for (const name of ['text', 'programs', 'none']) {
    expect(() => findProgram(name, { folder, path })).toThrow(`there is no program ${name}`);
  }
});
