import { catalogue } from '../../generated/catalogue.ts';
import type { Check } from '../../report/check.ts';
import type { Finding } from '../../report/finding.ts';
import { toMessage } from '../../report/message.ts';

export const CARTRIDGE_MANIFEST = 'manifest.json';
export const CARTRIDGE_PACK = 'assets.pa';

/** What of a cartridge's folder was looked at. */
export interface CartridgeModel {
  readonly hasManifest: boolean;
  /** The first word that declares the asset capability, and where it stands in the manifest. */
  readonly capability: { readonly word: string; readonly pointer: string } | undefined;
  /** The pack of a cartridge that declares the capability; undefined where there is none. */
  readonly pack: { readonly findings: readonly Finding[] } | undefined;
}

/** Section 8, but for the manifest's schema. */
export const cartridgeRules: readonly Check<CartridgeModel>[] = [
  {
    rule: 'assets-pa/cartridge-manifest-missing',
    check({ hasManifest }, report) {
      if (!hasManifest) report({ member: CARTRIDGE_MANIFEST });
    },
  },
  {
    rule: 'assets-pa/asset-pack-missing',
    check({ capability, pack }, report) {
      if (capability !== undefined && pack === undefined) {
        report({ member: CARTRIDGE_PACK }, { capability: capability.word });
      }
    },
  },
  {
    rule: 'assets-pa/asset-pack-invalid',
    check({ capability, pack }, report) {
      const breach = pack?.findings.find(({ rule }) => catalogue[rule].level === 'MUST');
      if (capability === undefined || breach === undefined) return;
      const problem = toMessage(catalogue[breach.rule].message, breach.details);
      report({ member: CARTRIDGE_PACK }, { capability: capability.word, rule: breach.rule, problem });
    },
  },
];
