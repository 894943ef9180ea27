import type { RuleId } from '../../../reference/generated/catalogue.ts';
import type { Resolution } from '../../suite/protocol/parse-answer.ts';
import { resolveDistribution } from './resolve-distribution.ts';

export interface ResolveRequest {
  /** The folder in which an artifact is looked for. */
  readonly input: string;
  readonly identity: Readonly<Record<string, unknown>>;
  /** What is taken for the present. */
  readonly now: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Finds the one artifact that is meant; some rules may be left out. */
type Resolver = (request: ResolveRequest, without?: ReadonlySet<RuleId>) => Resolution | Promise<Resolution>;

/** How the reference resolves by each contract. */
export const RESOLVERS: Readonly<Record<string, Resolver>> = {
  'distribution@1': resolveDistribution,
};
