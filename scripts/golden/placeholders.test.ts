import { expect, test } from 'vitest';
import type { ExpectedFiles } from './expected-files.ts';
import { type ExecutableFacts, sha256 } from './own-executable.ts';
import { fillPlaceholders, takeFactsOut } from './placeholders.ts';

const MANIFEST = 'expected/package/release-manifest.json';

function factsOf(text: string): ExecutableFacts {
  const program = Buffer.from(text);
  const texts = new Map([
    ['@SIZE@', String(program.length)],
    ['@SHA256@', sha256(program)],
  ]);
  return { program, texts };
}

/** What a packager makes of a program, in small. */
function filesOf({ program, texts }: ExecutableFacts): ExpectedFiles {
  const manifest = Buffer.from(`${texts.get('@SIZE@')} ${texts.get('@SHA256@')}`);
  const plain = (bytes: Buffer) => ({ bytes, isExecutable: false });
  return new Map([
    ['expected/package/bin/x', { bytes: program, isExecutable: true }],
    [MANIFEST, plain(manifest)],
    ['expected/payload.json', plain(Buffer.from(`the manifest is ${sha256(manifest)}`))],
  ]);
}

test('what is committed names no build, and gives what another build makes', () => {
  const [one, other] = [factsOf('one program'), factsOf('another program, with @SIZE@ and @SHA256@ in it')];
  const committed = takeFactsOut(filesOf(one), one);
  expect([...committed].map(([path, { bytes }]) => [path, `${bytes}`])).toEqual([
    ['expected.in/package/bin/x', '@PROGRAM@'],
    ['expected.in/package/release-manifest.json', '@SIZE@ @SHA256@'],
    ['expected.in/payload.json', 'the manifest is @MANIFEST_SHA256@'],
  ]);
  expect(fillPlaceholders(committed, other)).toEqual(filesOf(other));
  expect(committed.get('expected.in/package/bin/x')?.isExecutable).toBe(true);
});
