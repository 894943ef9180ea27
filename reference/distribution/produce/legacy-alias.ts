import type { DistributionContract } from '../../generated/types/distribution-contract.ts';
import type { OrchestratorConfig } from '../../generated/types/distribution-orchestrator-config.ts';
import { legacyPaths } from '../documents/templates.ts';

/** The legacy paths that get a copy of the index: all ahead of their sunset, behind it those that are to be written. */
export function aliasesToWrite(
  contract: DistributionContract,
  { legacy_alias }: Pick<OrchestratorConfig, 'legacy_alias'>,
  now: string,
): readonly string[] {
  const { legacy, canonical } = contract.artifact.distribution_index;
  // Moments are written in one way, so that their texts have their order. At the sunset itself the path is over.
  const isWritten = (place: number): boolean =>
    now < (legacy[place]?.deprecation_sunset ?? '') || legacy_alias === 'write';
  return legacyPaths(contract).filter((path, place) => path !== canonical && isWritten(place));
}
