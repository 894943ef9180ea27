import type { Check } from '../report/check.ts';
import type { PackageModel } from './package-model.ts';
import { behaviorRules } from './rules/behavior-rules.ts';
import { checksumRules } from './rules/checksum-rules.ts';
import { documentRules } from './rules/document-rules.ts';
import { layoutRules } from './rules/layout-rules.ts';
import { pathRules } from './rules/path-rules.ts';
import { providerRules } from './rules/provider-rules.ts';
import { runtimeRules } from './rules/runtime-rules.ts';
import { secretRules } from './rules/secret-rules.ts';

/**
 * Every check over a package that was read. The findings' order comes from the catalogue; leaving a rule out is
 * leaving its line out.
 */
export const packageRules: readonly Check<PackageModel>[] = [
  ...layoutRules,
  ...checksumRules,
  ...documentRules,
  ...runtimeRules,
  ...pathRules,
  ...providerRules,
  ...behaviorRules,
  ...secretRules,
];
