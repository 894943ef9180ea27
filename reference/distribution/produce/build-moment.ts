import type { OrchestratorConfig } from '../../generated/types/distribution-orchestrator-config.ts';

/** What a moment can be taken from. */
export interface MomentSources {
  /** `SOURCE_DATE_EPOCH` of the environment. */
  readonly stated: string | undefined;
  /** When the commit was made, in seconds since 1970; undefined where it does not say. */
  readonly commitTime: number | undefined;
}

/**
 * The moment of a build in seconds since 1970: from the environment, the commit or the configuration, never from a clock
 * (contracts/distribution/v1, section 8). Undefined where none gives one.
 */
export function buildMoment(
  { source_date_epoch: source = 'env' }: Pick<OrchestratorConfig, 'source_date_epoch'>,
  { stated, commitTime }: MomentSources,
): number | undefined {
  if (typeof source === 'number') return source;
  if (source === 'env' && stated !== undefined && /^[0-9]+$/u.test(stated)) return Number(stated);
  return commitTime !== undefined && Number.isSafeInteger(commitTime) && commitTime >= 0 ? commitTime : undefined;
}
