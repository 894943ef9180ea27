import { availableParallelism } from 'node:os';
import type { Certificate } from '../../../conformance/suite/certificate/check-certificate.ts';
import { replayCertificate } from '../../../conformance/suite/certificate/replay-certificate.ts';
import { openAdapter } from '../../../conformance/suite/protocol/open-adapter.ts';
import { readSuite } from '../../../conformance/suite/read-suite.ts';
import type { CertificationReport } from '../../../conformance/suite/report/certification-report.ts';
import { TOOL } from '../../generated/tool.ts';
import { type OptionValues, textOption } from '../command.ts';
import type { Edge } from '../edge.ts';
import { findVectors } from '../input/find-vectors.ts';
import { withMintedVectors } from '../input/mint-vectors.ts';

// What `certify` gives an adapter where nothing else is said.
const MEMORY_BYTES = 1024 * 1024 * 1024;

/** Runs what a certificate speaks of once more, under the time limit that it states. */
export function replay(
  certificate: Certificate,
  adapter: string,
  options: OptionValues,
  edge: Edge,
): Promise<CertificationReport> {
  const { timeoutMs, memoryBytes = MEMORY_BYTES } = certificate.predicate.isolation;
  const suite = readSuite(findVectors(textOption(options, 'vectors'), edge));
  const request = {
    suite,
    suiteVersion: TOOL.version,
    adapter: openAdapter(adapter, edge.cwd, { timeoutMs, memoryBytes }),
    workers: availableParallelism(),
  };
  return withMintedVectors(suite, certificate.predicate.challenge?.nonce, (minted) =>
    replayCertificate(certificate, { ...request, ...(minted && { minted }) }),
  );
}
