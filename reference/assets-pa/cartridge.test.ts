import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recognise } from '../recognition/recognise.ts';
import type { Judgement } from '../report/judgement.ts';
import { HARDENED, type RuleSelection } from '../report/rule-selection.ts';
import { PACK_A, withBytes } from './pack.test-fixture.ts';
import { validateAssetsPa } from './validate.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cartridge-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(join(folder, name), content);
}

function judge(selection: RuleSelection = HARDENED): Promise<Judgement> {
  return validateAssetsPa({ kind: 'folder', name: 'cartridge', path: folder }, { selection, observe: true });
}

const DECLARED = '{"magic":"PMTU","capabilities":["gfx","asset"]}';
const invalid = withBytes(PACK_A, 0, '42');

// The expectations are section 8 of the contract.
const cases: readonly (readonly [string, string | undefined, Uint8Array | undefined, string | undefined, object])[] = [
  ['with the capability and a pack', DECLARED, PACK_A, undefined, {}],
  ['with the capability in its other spelling', DECLARED.replace('asset', 'Asset'), PACK_A, undefined, {}],
  ['without the capability and without a pack', '{"magic":"PMTU","capabilities":["gfx"]}', undefined, undefined, {}],
  ['without the capability and with a broken pack', '{"magic":"PMTU","capabilities":[]}', invalid, undefined, {}],
  ['without capabilities', '{"magic":"PMTU"}', undefined, undefined, {}],
  ['with the capability in capitals', DECLARED.replace('asset', 'ASSET'), undefined, undefined, {}],
  ['with the capability in the plural', DECLARED.replace('asset', 'assets'), undefined, undefined, {}],
  ['with the capability alone', DECLARED, undefined, 'assets-pa/asset-pack-missing', { member: 'assets.pa' }],
  ['with the capability and a broken pack', DECLARED, invalid, 'assets-pa/asset-pack-invalid', { member: 'assets.pa' }],
  ['without a manifest', undefined, PACK_A, 'assets-pa/cartridge-manifest-missing', { member: 'manifest.json' }],
  ['of another magic', '{"magic":"PMTV"}', PACK_A, 'assets-pa/cartridge-manifest-schema', { pointer: '/magic' }],
  [
    'with capabilities that are no list',
    '{"magic":"PMTU","capabilities":"asset"}',
    undefined,
    'assets-pa/cartridge-manifest-schema',
    { member: 'manifest.json', pointer: '/capabilities' },
  ],
  ['whose manifest is no JSON', '{"magic":', undefined, 'json/unexpected-end', { member: 'manifest.json', offset: 9 }],
];

describe('a cartridge', () => {
  test.each(cases)('%s', async (_, manifest, pack, rule, at) => {
    if (manifest !== undefined) write('manifest.json', manifest);
    if (pack !== undefined) write('assets.pa', pack);
    const { findings } = await judge();
    expect(findings.map((finding) => finding.rule)).toEqual(rule === undefined ? [] : [rule]);
    if (rule !== undefined) expect(findings[0]?.at).toMatchObject(at);
  });

  test.each(cases.filter(([, , , rule]) => rule?.startsWith('assets-pa/')))(
    '%s is valid without the rule',
    async (...one) => {
      const [, manifest, pack, rule] = one;
      if (manifest !== undefined) write('manifest.json', manifest);
      if (pack !== undefined) write('assets.pa', pack);
      const { findings } = await judge();
      const without = new Set(findings.map((finding) => finding.rule));
      expect([...without]).toEqual([rule]);
      expect((await judge({ profile: 'hardened', without })).findings).toEqual([]);
    },
  );

  test('is told which rule its pack breaks', async () => {
    write('manifest.json', DECLARED);
    write('assets.pa', invalid);
    expect((await judge()).findings[0]?.details).toEqual({
      capability: 'asset',
      rule: 'assets-pa/bad-magic',
      problem: 'the file begins with 42 53 50 41, not with 41 53 50 41',
    });
  });

  test('is observed by what was read of it', async () => {
    write('manifest.json', DECLARED);
    write('assets.pa', PACK_A);
    write('program.pbx', 'not looked at');
    expect((await judge()).observation).toMatchObject({
      members: [
        { path: 'assets.pa', size: 413, sha256: '5bced7096dbbafd6955af055aca2fcca230a68bab28b389c35c5a7c15c2cc2ee' },
        { path: 'manifest.json', size: DECLARED.length },
      ],
      documents: { 'manifest.json': expect.stringMatching(/^[0-9a-f]{64}$/) },
      references: [{ from: { member: 'manifest.json', pointer: '/capabilities/1' }, to: 'assets.pa' }],
    });
  });

  test('does not follow links, and takes no folder for a file', async () => {
    write('manifest.json', DECLARED);
    write('elsewhere.pa', PACK_A);
    symlinkSync('elsewhere.pa', join(folder, 'assets.pa'));
    expect((await judge()).findings[0]?.rule).toBe('assets-pa/asset-pack-missing');
    rmSync(join(folder, 'assets.pa'));
    mkdirSync(join(folder, 'assets.pa'));
    expect((await judge()).findings[0]?.rule).toBe('assets-pa/asset-pack-missing');
  });
});

describe('a folder', () => {
  test.each([
    ['of a cartridge', DECLARED, 'assets-pa@1'],
    ['with the magic deep in its manifest', '{"x":{"magic":"PMTU"}}', undefined],
    ['with another manifest', '{"name":"app"}', undefined],
  ])('%s is recognised by its own magic', (_, manifest, contract) => {
    write('manifest.json', manifest);
    expect(recognise({ kind: 'folder', name: 'x', path: folder }).contract?.contract).toBe(contract);
  });
});
