import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packageCli } from './package-cli.ts';
import { copyBinary } from './package-cli-binary.ts';
import type { NamedPath } from './package-cli-request.ts';
import { shellProgram, writeProgram } from './shell-program.test-fixture.ts';

const OLD = shellProgram();
const NEW = shellProgram({ version: 'echo another build 1.2.0' });
const CHANGED = 'doctor-cli-package/source-binary-changed';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'package-cli-binary-test-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

/** A path at which something happens as it is asked for the nth time: a build that goes on beside the packager. */
function changing(path: string, access: number, change: () => void): NamedPath & { readonly accesses: number } {
  let accesses = 0;
  return {
    shown: 'program.sh',
    get path() {
      accesses += 1;
      if (accesses === access) change();
      return path;
    },
    get accesses() {
      return accesses;
    },
  };
}

const CHANGES: readonly (readonly [string, (path: string) => void])[] = [
  [
    'replaced by another file, as linkers do',
    (path) => {
      writeFileSync(`${path}.next`, NEW, { mode: 0o755 });
      renameSync(`${path}.next`, path);
    },
  ],
  ['written again where it stands', (path) => writeFileSync(path, NEW)],
  ['cut off', (path) => truncateSync(path, 20)],
  ['appended to', (path) => writeFileSync(path, '# more\n', { flag: 'a' })],
];

describe.each(CHANGES)('a source binary that is %s', (_what, change) => {
  test('while it is copied gives source-binary-changed', () => {
    const source = writeProgram(place, OLD);
    const target = join(place, 'copy');
    // The third time is the look that follows the copying.
    const found = copyBinary(
      changing(source, 3, () => change(source)),
      target,
    );
    expect(found).toEqual({ rule: CHANGED, at: {}, details: { path: 'program.sh' } });
  });

  test('at whatever moment is packaged as it was, as it became, or not at all', async () => {
    const seen = new Set<string>();
    for (let access = 1; ; access += 1) {
      const source = writeProgram(place, OLD);
      const path = changing(source, access, () => change(source));
      const out = join(place, 'packages/out');
      const outcome = await packageCli({
        out: { path: out, shown: 'out' },
        binaryName: 'demo',
        defaultProfile: 'ci',
        source: path,
        smoke: false,
      });
      if (outcome.packaged) {
        const copy = readFileSync(join(out, 'bin/demo'), 'utf8');
        expect([OLD, readFileSync(source, 'utf8')]).toContain(copy);
      } else {
        expect(outcome.finding.rule).toBe(CHANGED);
        expect(readdirSync(place).filter((name) => name.startsWith('p'))).toEqual(['program.sh']);
      }
      seen.add(outcome.packaged ? 'packaged' : outcome.finding.rule);
      rmSync(join(place, 'packages'), { recursive: true, force: true });
      if (path.accesses < access) break;
    }
    expect([...seen].sort()).toEqual([CHANGED, 'packaged']);
  });
});

test('a source binary that is gone before it is looked at again was changed', () => {
  const source = writeProgram(place, OLD);
  const found = copyBinary(
    changing(source, 3, () => rmSync(source)),
    join(place, 'copy'),
  );
  expect(found).toMatchObject({ rule: CHANGED });
});

test('a source binary of which nothing changes but the mode is copied', () => {
  const source = writeProgram(place, OLD);
  const copied = copyBinary(
    changing(source, 3, () => chmodSync(source, 0o700)),
    join(place, 'copy'),
  );
  expect(copied).toMatchObject({ name: 'program.sh', size: OLD.length });
});
