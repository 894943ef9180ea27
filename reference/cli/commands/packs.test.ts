import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HEADER_A, PACK_A, PAYLOAD_A, packOf, withBytes } from '../../assets-pa/pack.test-fixture.ts';
import { validators } from '../../generated/interfaces-validators.ts';
import { makeFolder, removeFolder, runIn } from '../cli-run.test-fixture.ts';

let folder: string;
const renamed = (name: string): Buffer => packOf(HEADER_A.replace('sfx_blip', name), PAYLOAD_A);

beforeAll(() => {
  folder = makeFolder({
    'a.pa': PACK_A,
    'renamed.pa': renamed('sfx_blop'),
    'hostile.pa': renamed('../../x'),
    'numbers.pa': renamed('7'),
    'flag.pa': withBytes(PACK_A, 20, '01'),
    'codec.pa': packOf(HEADER_A.replace('NONE', 'RAW'), PAYLOAD_A),
    'deep.pa': packOf(HEADER_A.replace('"size":4', '"size": 4'), PAYLOAD_A),
    'pack.bin': PACK_A,
    'pack.zip': PACK_A,
    'text.pa': 'just: text\n',
    'noise.pa': Buffer.from([1, 0, 2, 0]),
    cartridge: null,
    'cartridge/manifest.json': '{"magic":"PMTU","capabilities":["asset"]}',
    bare: null,
    'bare/assets.pa': PACK_A,
    others: null,
    'others/a.pa': PACK_A,
  });
});
afterAll(() => removeFolder(folder));

describe('validate', () => {
  test.each([
    ['a.pa', 0, undefined],
    ['pack.bin', 0, undefined],
    ['pack.zip', 1, 'report/name-claims-other-contract'],
    ['text.pa', 1, 'report/name-claims-other-contract'],
    ['noise.pa', 1, 'assets-pa/truncated-prelude'],
    ['flag.pa', 1, 'assets-pa/nonzero-flags'],
    ['cartridge', 1, 'assets-pa/asset-pack-missing'],
  ])('%s ends with %d', async (path, expected, primary) => {
    const { code, stdout } = await runIn(folder, ['validate', path, '--format', 'json']);
    expect([code, JSON.parse(stdout).artifacts[0].primary]).toEqual([expected, primary]);
  });

  test('says that a folder without a manifest is walked for packs, and not judged as a cartridge', async () => {
    const demanded = ['--contract', 'assets-pa@1'];
    const walked = await runIn(folder, ['validate', 'bare', ...demanded]);
    const note = 'for want of manifest.json, the folder is not judged as assets-pa@1: what lies in it is';
    expect([walked.code, walked.stderr]).toEqual([0, `bare: ${note}\n`]);
    expect(walked.stdout).toContain('valid   bare/assets.pa (assets-pa@1)');
    for (const quiet of [
      ['bare'],
      ['others', ...demanded],
      ['cartridge', ...demanded],
      ['bare/assets.pa', ...demanded],
    ]) {
      expect((await runIn(folder, ['validate', ...quiet])).stderr).toBe('');
    }
  });

  test('shows the bytes of a prelude and the line of a header', async () => {
    expect((await runIn(folder, ['validate', 'flag.pa'])).stdout).toContain('0x00000014  01 00 00 00 00 00 00 00');
    const { stdout } = await runIn(folder, ['validate', 'deep.pa']);
    expect(stdout).toContain('"offset":8,"size": 4}],"preload":[{"asset_id":7,"slot":0}]}');
  });
});

test('what is far larger than what has to be read is judged at once, and refused to be extracted at once', async () => {
  const path = join(folder, 'sparse.pa');
  writeFileSync(path, PACK_A);
  truncateSync(path, 2 ** 40);
  const { code, stdout } = await runIn(folder, ['validate', 'sparse.pa', '--output', 'junit=sparse.xml']);
  expect([code, stdout]).toEqual([1, expect.stringContaining('error assets-pa/trailing-payload at offset 413')]);
  expect((await runIn(folder, ['extract', 'sparse.pa', '--out', 'none'])).code).toBe(1);
});

describe('inspect', () => {
  test('shows the assets of a pack and the outline of its header', async () => {
    const { code, stdout } = await runIn(folder, ['inspect', 'a.pa', '--format', 'json']);
    const { artifact, members, documents, references, outline } = JSON.parse(stdout);
    expect([code, artifact.contract]).toEqual([0, 'assets-pa@1']);
    expect(members.map(({ path }: { path: string }) => path)).toEqual(['3', '7']);
    expect(Object.keys(documents)).toEqual(['header']);
    expect(references).toEqual([{ from: { member: 'header', pointer: '/preload/0/asset_id' }, to: '7' }]);
    expect(JSON.stringify(outline)).toContain('"value":"sfx_coin"');
  });

  test.each([
    ['flag.pa', 1],
    // What breaks the package's own contract alone is for validate.
    ['codec.pa', 0],
  ])('%s ends with %d', async (path, expected) => {
    expect((await runIn(folder, ['inspect', path])).code).toBe(expected);
  });
});

describe('extract', () => {
  const files = (out: string): readonly string[] => readdirSync(join(folder, out)).sort();

  test.each([
    ['a.pa', [], ['3-sfx_blip', '7-sfx_coin']],
    ['a.pa', ['7'], ['7-sfx_coin']],
    ['a.pa', ['sfx_blip', '3'], ['3-sfx_blip']],
    ['hostile.pa', [], ['3', '7-sfx_coin']],
    // An id goes before a name.
    ['numbers.pa', ['7'], ['7-sfx_coin']],
    ['pack.bin', ['7'], ['7-sfx_coin']],
  ])('of %s, %j, writes %j', async (path, members, expected) => {
    const out = `out-${path}-${members.join('-')}`;
    expect(await runIn(folder, ['extract', path, ...members, '--out', out])).toMatchObject({ code: 0 });
    expect(files(out)).toEqual(expected);
    if (expected.includes('7-sfx_coin')) {
      expect(readFileSync(join(folder, out, '7-sfx_coin'))).toEqual(PAYLOAD_A.subarray(8));
    }
  });

  test('an asset that is not there is a mistake of the caller', async () => {
    expect((await runIn(folder, ['extract', 'a.pa', 'sfx', '--out', 'none'])).code).toBe(2);
  });

  test('a pack that breaks a rule is not extracted', async () => {
    const { code, stdout } = await runIn(folder, ['extract', 'codec.pa', '--out', 'nothing']);
    expect(code).toBe(1);
    expect(stdout).toContain('assets-pa/unknown-codec');
    expect(readdirSync(folder)).not.toContain('nothing');
  });

  test('says what the files that were asked for are called', async () => {
    const { stdout } = await runIn(folder, ['extract', 'hostile.pa', '../../x', '7', '--out', 'told']);
    expect(stdout).toBe('  3 (8 bytes)\n  7-sfx_coin (4 bytes)\nextracted 2 files (12 bytes) to told\n');
    const all = await runIn(folder, ['extract', 'hostile.pa', '--out', 'told-all']);
    expect(all.stdout).toBe('extracted 2 files (12 bytes) to told-all\n');
  });

  test('a folder that cannot be made is a failure, and ends', async () => {
    const { code, stderr } = await runIn(folder, ['extract', 'a.pa', '--out', '/proc/none/none']);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/^package-contracts: cannot write \S+: E[A-Z]+\n$/u)]);
  });

  test.each([
    ['a name that a file system cuts', 'sfx_blip.', '3'],
    ['a name of a device', 'CON', '3-CON'],
    ['a name of two lines', 'sfx\\nblip', '3'],
    ['a name that hides', '.blip', '3'],
    ['a name in another script', 'böller', '3'],
    ['a long name', 'x'.repeat(255), '3'],
  ])('%s is %s and becomes the file %s', async (kind, name, expected) => {
    writeFileSync(join(folder, 'named.pa'), renamed(name));
    const out = kind.replaceAll(' ', '-');
    expect((await runIn(folder, ['extract', 'named.pa', '3', '--out', out])).code).toBe(0);
    expect(files(out)).toEqual([expected]);
  });
});

describe('diff', () => {
  test('says which asset changed, by its id', async () => {
    const { code, stdout } = await runIn(folder, ['diff', 'a.pa', 'renamed.pa']);
    expect(code).toBe(1);
    expect(stdout).toContain('~ 3 "sfx_blop" renamed /asset_name: "sfx_blip" → "sfx_blop"');
  });

  test('gives the same to programs', async () => {
    const { stdout } = await runIn(folder, ['diff', 'a.pa', 'renamed.pa', '--format', 'json']);
    expect(JSON.parse(stdout).differences).toMatchObject([{ kind: 'changed', member: '3', change: 'renamed' }]);
  });

  test.each([
    ['a.pa', 'renamed.pa'],
    ['a.pa', 'flag.pa'],
    ['a.pa', 'a.pa'],
    ['a.pa', 'cartridge'],
    ['cartridge', 'text.pa'],
  ])('of %s and %s is valid against its schema', async (before, after) => {
    const { stdout } = await runIn(folder, ['diff', before, after, '--format', 'json']);
    const validate = validators['interfaces/difference'];
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
  });

  test.each([
    ['flag.pa', 'flag.pa breaks assets-pa/nonzero-flags: the bytes are compared\n'],
    ['text.pa', 'one is assets-pa@1, the other strict-yaml@1\n'],
    ['cartridge', '~ the artifact: file of 413 bytes → folder\n'],
  ])('says why a pack and %s are not compared asset by asset', async (after, expected) => {
    const { stdout } = await runIn(folder, ['diff', 'a.pa', after]);
    expect(stdout.endsWith(expected)).toBe(true);
  });

  test.each([
    ['a.pa', 'pack.bin', 0],
    ['a.pa', 'flag.pa', 1],
    ['a.pa', 'text.pa', 1],
    ['a.pa', 'cartridge', 1],
    ['cartridge', 'a.pa', 1],
  ])('of %s and %s ends with %d', async (before, after, expected) => {
    expect((await runIn(folder, ['diff', before, after])).code).toBe(expected);
  });
});
