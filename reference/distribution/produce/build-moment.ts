import type { OrchestratorConfig } from '../../generated/types/distribution-orchestrator-config.ts';

/** What a moment can be taken from. */
export interface MomentSources {
  /** `SOURCE_DATE_EPOCH` of the environment; undefined where it is not there, which an empty text is not. */
  readonly stated: string | undefined;
  /** When the commit was made, in seconds since 1970; undefined where it does not say. */
  readonly commitTime: number | undefined;
}

/** The latest moment that a tar can state (section 8). */
const LATEST = 8_589_934_591;

/**
 * The moment of a build in seconds since 1970: from the environment, the commit or the configuration, never from a clock
 * (contracts/distribution/v1, section 8). Undefined where none gives one, `invalid` where the one that is asked gives none
 * that can be taken: whoever set it meant something.
 */
export function buildMoment(
  { source_date_epoch: source = 'env' }: Pick<OrchestratorConfig, 'source_date_epoch'>,
  { stated, commitTime }: MomentSources,
): number | 'invalid' | undefined {
  if (typeof source === 'number') return source;
  if (source === 'env' && stated !== undefined) return /^[0-9]+$/u.test(stated) ? toMoment(Number(stated)) : 'invalid';
  return commitTime === undefined ? undefined : toMoment(commitTime);
}

function toMoment(seconds: number): number | 'invalid' {
  return Number.isSafeInteger(seconds) && seconds >= 0 && seconds <= LATEST ? seconds : 'invalid';
}
