import type { Check } from '../../../report/check.ts';
import type { DistributionModel } from '../../documents/distribution-model.ts';

/** Section 6 (K7): what an archive holds. */
export const contentRules: readonly Check<DistributionModel>[] = [];
