import type { Check } from '../../report/check.ts';
import type { RepositoryChange } from './repository-change.ts';
import { aliasChanges } from './rules/alias-changes.ts';
import { documentChanges } from './rules/document-changes.ts';
import { promiseChanges } from './rules/promise-changes.ts';
import { rowChanges } from './rules/row-changes.ts';

/** Every check over a repository and an earlier state of it; leaving a rule out is leaving its line out. */
export const changeRules: readonly Check<RepositoryChange>[] = [
  ...aliasChanges,
  ...documentChanges,
  ...promiseChanges,
  ...rowChanges,
];
