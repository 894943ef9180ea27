import { ASSETS_PA_SLOTS_PER_BANK_TYPE, BANK_TYPES } from '../../generated/assets-pa-layout.ts';
import type { Check } from '../../report/check.ts';
import { bankWordOf } from './declaration.ts';
import { inDeclaration, type WorkspaceAsset } from './workspace.ts';

/** What holds of the assets of a build together; the subject is those that are included, by ascending id. */
export const BUILD_SET_CHECKS: readonly Check<readonly WorkspaceAsset[]>[] = [
  {
    rule: 'assets-pa/duplicate-declared-name',
    check(assets, report) {
      const seen = new Map<string, number>();
      for (const asset of assets) {
        const name = asset.declared?.declaration.name;
        if (name === undefined) continue;
        const id = asset.registered.asset_id;
        const other = seen.get(name);
        if (other === undefined) seen.set(name, id);
        else report(inDeclaration(asset, '/name'), { id, other });
      }
    },
  },
  {
    rule: 'assets-pa/preload-overflow',
    check(assets, report) {
      const limit = ASSETS_PA_SLOTS_PER_BANK_TYPE;
      const preloaded = assets.filter(isPreloaded);
      for (const bankType of BANK_TYPES) {
        const ofBank = preloaded.filter((asset) => bankOf(asset) === bankType);
        const first = ofBank[limit];
        // Said once, where the slots have run out.
        if (first !== undefined)
          report(inDeclaration(first, '/preload/enabled'), { bankType, limit, count: ofBank.length });
      }
    },
  },
];

/** Whether an asset asks to be resident from the start. */
export function isPreloaded({ declared }: WorkspaceAsset): boolean {
  return declared?.declaration.preload.enabled === true;
}

function bankOf({ declared }: WorkspaceAsset): string {
  return declared === undefined ? '' : bankWordOf(declared.declaration);
}
