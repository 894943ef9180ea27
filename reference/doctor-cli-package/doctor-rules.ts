import type { Check } from '../report/check.ts';
import type { DoctorModel } from './doctor-model.ts';
import { documentRules } from './rules/document-rules.ts';
import { fileRules } from './rules/file-rules.ts';
import { logRules } from './rules/log-rules.ts';
import { programRules } from './rules/program-rules.ts';
import { referenceRules } from './rules/reference-rules.ts';

/**
 * Every check over a package or a document that was read. The findings' order comes from the catalogue; leaving a rule
 * out is leaving its line out.
 */
export const doctorRules: readonly Check<DoctorModel>[] = [
  ...fileRules,
  ...documentRules,
  ...logRules,
  ...referenceRules,
  ...programRules,
];
