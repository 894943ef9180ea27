import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { produceAnpkgFile } from '../../../reference/anpkg/produce-to-file.ts';
import { doctorWorkspace, type OperationResult, producePack } from '../../../reference/assets-pa/packer/index.ts';
import { packageCli } from '../../../reference/doctor-cli-package/package-cli.ts';
import { toDocumentText } from '../../../reference/doctor-cli-package/package-cli-layout.ts';
import { produceRepository } from './produce-distribution.ts';

export interface ProduceRequest {
  /** The folder that the producer is given. */
  readonly input: string;
  /** Where the product goes. */
  readonly output: string;
  readonly options: Readonly<Record<string, unknown>>;
}

type Producer = (request: ProduceRequest) => Promise<Readonly<Record<string, unknown>>>;

/** How the reference builds by each contract. */
export const PRODUCERS: Readonly<Record<string, Producer>> = {
  'anpkg@1': produceAnpkg,
  'assets-pa@1': produceAssetsPa,
  'doctor-cli-package@1': packageProgram,
  'distribution@1': produceDistribution,
};

// Options: `sourceProject`, the name of the project; `dataRoot`, a folder beside the input.
async function produceAnpkg({ input, output, options }: ProduceRequest): Promise<Readonly<Record<string, unknown>>> {
  const { sourceProject, dataRoot } = options;
  const { produced, findings } = await produceAnpkgFile({
    project: input,
    out: output,
    ...(typeof sourceProject === 'string' && { sourceProject }),
    ...(typeof dataRoot === 'string' && { dataRoot: resolve(dirname(input), dataRoot) }),
  });
  return { produced, findings: findings.map(toFinding) };
}

// The input is the folder of a project; the output is a folder with the pack and its companions. The warnings of a pack are
// those of `doctor` on everything below `assets/` (contracts/assets-pa/v1, section 18).
async function produceAssetsPa({ input, output }: ProduceRequest): Promise<Readonly<Record<string, unknown>>> {
  const draw = (bytes: number): string => randomBytes(bytes).toString('hex');
  const request = { project: input, draw, patience: 0 };
  const { outcome, findings } = notFailed(await producePack(request, { folder: output }));
  if (outcome !== 'success') return { produced: false, findings: findings.map(toFinding) };
  const told = notFailed(await doctorWorkspace(request, { workspace: true }));
  const warnings = told.findings.filter(({ severity }) => severity === 'warning');
  return { produced: true, findings: warnings.map(toFinding) };
}

function notFailed(result: OperationResult): OperationResult {
  if (result.failure !== undefined) throw new Error(result.failure.message);
  return result;
}

// Options: the flags of the packager; `sourceBinary` is a path in the input. The output is a folder that holds the
// package as `package` and what the packager prints as `payload.json`.
async function packageProgram({ input, output, options }: ProduceRequest): Promise<Readonly<Record<string, unknown>>> {
  const { sourceBinary, binaryName, defaultProfile, packageVersion, smoke } = options;
  const out = join(output, 'package');
  const outcome = await packageCli({
    out: { path: out, shown: out },
    binaryName: String(binaryName),
    defaultProfile: String(defaultProfile),
    source: { path: join(input, String(sourceBinary)), shown: String(sourceBinary) },
    ...(typeof packageVersion === 'string' && { packageVersion }),
    smoke: smoke === true,
  });
  if (!outcome.packaged) return { produced: false, findings: [toFinding(outcome.finding)] };
  writeFileSync(join(output, 'payload.json'), toDocumentText(outcome.payload));
  return { produced: true, findings: [] };
}

// What input, output and options are: contracts/distribution/v1, section 8.1.
async function produceDistribution(request: ProduceRequest): Promise<Readonly<Record<string, unknown>>> {
  const { produced, findings } = await produceRepository(request);
  return { produced, findings: findings.map(toFinding) };
}

interface Found {
  readonly rule: string;
  readonly severity?: 'error' | 'warning';
  readonly at: object;
  readonly details: object;
}

function toFinding({ rule, severity = 'error', at, details }: Found): object {
  return { rule, severity, at, details };
}
