import { BANK_TYPES } from '../../generated/assets-pa-layout.ts';
import { LIMITS } from '../../generated/limits.ts';
import type { Check } from '../../report/check.ts';
import { bankWordOf, toBankType, toCodec } from './declaration.ts';
import { INPUT_CHECKS } from './input-checks.ts';
import { DECLARED_METADATA_CHECKS } from './metadata-checks.ts';
import { inDeclaration, type WorkspaceAsset } from './workspace.ts';

// What programs in every language can spell.
const PLAIN_NAME = /^[a-z][a-z0-9_]*$/;

/** What holds of each asset by itself. Where there is no declaration, only what needs none is judged. */
export const ASSET_CHECKS: readonly Check<WorkspaceAsset>[] = [
  {
    rule: 'assets-pa/asset-root-missing',
    check({ root, member, registered: { asset_id: id } }, report) {
      if (root.state === 'other') report({ member: member.slice(0, member.lastIndexOf('/')) }, { id, kind: root.kind });
    },
  },
  {
    rule: 'assets-pa/declared-name-too-long',
    check(asset, report) {
      const limit = LIMITS['assetsPa.name'].value;
      const size = Buffer.byteLength(asset.declared?.declaration.name ?? '');
      if (size > limit) report(inDeclaration(asset, '/name'), { size, limit });
    },
  },
  {
    rule: 'assets-pa/declared-bank-type',
    check(asset, report) {
      if (asset.declared === undefined) return;
      const actual = bankWordOf(asset.declared.declaration);
      if (toBankType(actual) !== undefined) return;
      report(inDeclaration(asset, '/output/format'), { actual, known: BANK_TYPES });
    },
  },
  {
    rule: 'assets-pa/declared-codec',
    check(asset, report) {
      const actual = asset.declared?.declaration.output.codec;
      if (actual === undefined || toCodec(actual) !== undefined) return;
      report(inDeclaration(asset, '/output/codec'), { actual });
    },
  },
  ...DECLARED_METADATA_CHECKS,
  {
    rule: 'assets-pa/declaration-uuid-mismatch',
    check(asset, report) {
      if (asset.declared === undefined) return;
      const { asset_id: id, asset_uuid: registered } = asset.registered;
      const declared = asset.declared.declaration.asset_uuid;
      if (declared !== registered) report(inDeclaration(asset, '/asset_uuid'), { id, declared, registered });
    },
  },
  ...INPUT_CHECKS,
  {
    rule: 'assets-pa/asset-name-style',
    check(asset, report) {
      const name = asset.declared?.declaration.name;
      if (name !== undefined && !PLAIN_NAME.test(name)) report(inDeclaration(asset, '/name'));
    },
  },
];
