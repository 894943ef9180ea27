import type { Check } from '../../report/check.ts';
import type { DistributionModel } from '../documents/distribution-model.ts';
import { contractRules } from '../documents/rules/contract-rules.ts';
import { formRules } from '../documents/rules/form-rules.ts';
import { indexRules } from '../documents/rules/index-rules.ts';
import { partRules } from '../documents/rules/part-rules.ts';
import { pathRules } from '../documents/rules/path-rules.ts';
import { sidecarRules } from '../documents/rules/sidecar-rules.ts';
import { contentRules } from '../verify/rules/content-rules.ts';
import { verificationRules } from '../verify/rules/verification-rules.ts';
import { aliasRules } from './rules/alias-rules.ts';
import { changelogRules } from './rules/changelog-rules.ts';
import { configRules } from './rules/config-rules.ts';
import { layoutRules } from './rules/layout-rules.ts';
import { matrixRules } from './rules/matrix-rules.ts';
import { textRules } from './rules/text-rules.ts';

/**
 * Every check over a repository or a document that was read. The findings' order comes from the catalogue; leaving a rule
 * out is leaving its line out.
 */
export const distributionRules: readonly Check<DistributionModel>[] = [
  ...layoutRules,
  ...partRules,
  ...contractRules,
  ...indexRules,
  ...pathRules,
  ...sidecarRules,
  ...formRules,
  ...verificationRules,
  ...contentRules,
  ...configRules,
  ...changelogRules,
  ...matrixRules,
  ...textRules,
  ...aliasRules,
];
