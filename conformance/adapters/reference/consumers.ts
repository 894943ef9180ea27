import { validateAnpkg } from '../../../reference/anpkg/index.ts';
import type { Artifact } from '../../../reference/archive/artifact.ts';
import type { ByteSource } from '../../../reference/archive/byte-source.ts';
import { validateTar } from '../../../reference/archive/tar/index.ts';
import { validateZip } from '../../../reference/archive/zip/index.ts';
import { validateAssetsPa } from '../../../reference/assets-pa/index.ts';
import { validateDoctorCliPackage } from '../../../reference/doctor-cli-package/index.ts';
import { validateJson } from '../../../reference/document/json/index.ts';
import { validateYaml } from '../../../reference/document/yaml/index.ts';
import { catalogue } from '../../../reference/generated/catalogue.ts';
import { reportedFindings } from '../../../reference/report/artifact-report.ts';
import type { Judgement } from '../../../reference/report/judgement.ts';
import type { ValidateOptions } from '../../../reference/report/validate-options.ts';
import type { Answer } from '../../suite/compare-outcome.ts';
import { consumeDistribution } from './consume-distribution.ts';

export interface ConsumerOptions extends ValidateOptions {
  /** The options of the request; each contract says what they are, and most have none. */
  readonly asked: Readonly<Record<string, unknown>>;
}

type Consumer = (artifact: Artifact, options: ConsumerOptions) => Judgement | Promise<Judgement>;

/** How the reference judges an artifact as each contract; it is not asked whether it looks like one. */
export const CONSUMERS: Readonly<Record<string, Consumer>> = {
  'strict-zip@1': ofFiles(validateZip),
  'strict-tar@1': ofFiles(validateTar),
  'strict-json@1': ofFiles(validateJson),
  'strict-yaml@1': ofFiles(validateYaml),
  'anpkg@1': validateAnpkg,
  'doctor-cli-package@1': validateDoctorCliPackage,
  'assets-pa@1': validateAssetsPa,
  'distribution@1': consumeDistribution,
};

/** A judgement in the words of the adapter protocol. */
export function toResult(judgement: Judgement): Answer {
  const { findings, observation } = judgement;
  const found = reportedFindings(judgement).map(({ rule, at, details }) => ({
    rule,
    severity: catalogue[rule].level === 'MUST' ? ('error' as const) : ('warning' as const),
    at: { ...at },
    details,
  }));
  const errors = found.filter(({ severity }) => severity === 'error');
  const warnings = found.filter(({ severity }) => severity === 'warning');
  const valid = findings.every(({ rule }) => catalogue[rule].level !== 'MUST');
  // The errors come first, so that the primary one stands at the front. What is not valid has no observation (section 6).
  return { valid, findings: [...errors, ...warnings], ...(valid && observation && { observation }) };
}

/** A contract of files; a folder is of another one. */
function ofFiles(validate: (source: ByteSource, options: ValidateOptions) => Judgement | Promise<Judgement>): Consumer {
  return (artifact, options) => {
    if (artifact.kind === 'bytes') return validate(artifact.source, options);
    // A rule of the interfaces, which no profile leaves out.
    return {
      findings: [{ rule: 'report/other-contract', at: {}, details: { actual: 'a folder' } }],
      dropped: 0,
      secrets: [],
    };
  };
}
