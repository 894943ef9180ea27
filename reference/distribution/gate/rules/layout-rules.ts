import type { Check } from '../../../report/check.ts';
import { SIGNATURE_PATH } from '../../authenticity/signed-index-file.ts';
import type { DistributionModel } from '../../documents/distribution-model.ts';
import { pathsOf } from '../../documents/index-rows.ts';
import { renderRow } from '../../documents/rules/path-rules.ts';
import { legacyPaths } from '../../documents/templates.ts';

/** Section 2.2: what a repository holds; and of section 7, whether what was signed is what stands there. */
export const layoutRules: readonly Check<DistributionModel>[] = [
  {
    rule: 'distribution/missing-document',
    check({ repository }, report) {
      for (const member of repository?.missing ?? []) report({ member });
    },
  },
  {
    rule: 'distribution/missing-index',
    check({ repository }, report) {
      const member = repository?.missingIndex;
      if (member !== undefined) report({ member });
    },
  },
  {
    rule: 'distribution/unreferenced-file',
    check({ repository, contract, indexes }, report) {
      if (repository === undefined || contract === undefined || !repository.isComplete) return;
      const referenced = new Set<string | undefined>([
        contract.value.artifact.distribution_index.canonical,
        ...legacyPaths(contract.value),
        SIGNATURE_PATH,
      ]);
      const [canonical] = indexes;
      for (const row of canonical?.rows ?? []) {
        for (const path of Object.values(pathsOf(row, renderRow(row, contract)))) referenced.add(path);
      }
      for (const member of repository.files.keys()) {
        if (member.startsWith('dist/') && !referenced.has(member)) report({ member });
      }
    },
  },
  {
    rule: 'distribution/signature-outdated',
    check({ repository }, report) {
      if (repository?.isSignatureOutdated === true) report({ member: SIGNATURE_PATH });
    },
  },
];
