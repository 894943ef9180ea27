import type { RuleId } from '../../generated/catalogue.ts';
import type { Check } from '../../report/check.ts';
import { CHECKSUM_LIST, isProviderConfigName, MACHINE_PROFILE, PROVENANCE, RUNTIME_CONFIG } from '../package-layout.ts';
import type { PackageModel } from '../package-model.ts';

/** Section 2: what every package holds. */
export const layoutRules: readonly Check<PackageModel>[] = [
  requiredFile('anpkg/missing-machine-profile', MACHINE_PROFILE),
  requiredFile('anpkg/missing-runtime-config', RUNTIME_CONFIG),
  requiredFile('anpkg/missing-provenance', PROVENANCE),
  requiredFile('anpkg/missing-checksum-list', CHECKSUM_LIST),
  {
    rule: 'anpkg/no-provider-config',
    check({ members }, report) {
      if (!members.some(({ path }) => isProviderConfigName(path))) report({});
    },
  },
];

function requiredFile(rule: RuleId, path: string): Check<PackageModel> {
  return {
    rule,
    check({ files }, report) {
      if (!files.has(path)) report({ member: path });
    },
  };
}
