import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateAnpkg } from '../../reference/anpkg/index.ts';
import type { Artifact } from '../../reference/archive/artifact.ts';
import { bufferSource } from '../../reference/archive/byte-source.ts';
import { validateZip } from '../../reference/archive/zip/index.ts';
import { validateDoctorCliPackage } from '../../reference/doctor-cli-package/index.ts';
import { validateJson } from '../../reference/document/json/index.ts';
import { validateYaml } from '../../reference/document/yaml/index.ts';
import { catalogue, type RuleId } from '../../reference/generated/catalogue.ts';
import type { Judgement } from '../../reference/report/judgement.ts';
import type { ValidateOptions } from '../../reference/report/validate-options.ts';
import type { Answer } from './compare-outcome.ts';
import type { StoredVector } from './read-vectors.ts';
import { isFolderInput, readFileInput, stageFolder } from './stage-input.ts';
import type { Vector } from './vector.ts';

let staged = 0;

/** Lets the reference judge a vector's input, with some rules left out or by another profile. The one place where the suite imports it. */
export async function answerInProcess(
  stored: StoredVector,
  without: readonly string[] = [],
  profile: Vector['profile'] = stored.vector.profile,
): Promise<Answer> {
  const selection = { profile, without: new Set(without.filter(isRuleId)) };
  const judgement = await judge(stored, { selection, observe: true });
  const findings = judgement.findings.map(({ rule, at, details }) => ({
    rule,
    severity: catalogue[rule].level === 'MUST' ? ('error' as const) : ('warning' as const),
    at: { ...at },
    details,
  }));
  const valid = findings.every(({ severity }) => severity === 'warning');
  return { valid, findings, ...(judgement.observation && { observation: judgement.observation }) };
}

async function judge(stored: StoredVector, options: ValidateOptions): Promise<Judgement> {
  const { vector } = stored;
  if (!isFolderInput(vector.input)) return judgeBytes(vector, readFileInput(stored), options);
  staged += 1;
  const folder = join(tmpdir(), `package-contracts-vector-${process.pid}-${staged}`);
  try {
    stageFolder(stored, vector.input, folder);
    return await judgeArtifact(vector, { kind: 'folder', name: 'input', path: folder }, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function judgeBytes(vector: Vector, bytes: Uint8Array, options: ValidateOptions): Promise<Judgement> {
  const { contract } = vector;
  const source = bufferSource(bytes);
  if (contract === 'strict-zip@1') return validateZip(source, options);
  if (contract === 'strict-json@1') return validateJson(source, options);
  if (contract === 'strict-yaml@1') return validateYaml(source, options);
  return judgeArtifact(vector, { kind: 'bytes', name: 'input', source }, options);
}

function judgeArtifact({ contract }: Vector, artifact: Artifact, options: ValidateOptions): Promise<Judgement> {
  if (contract === 'anpkg@1') return validateAnpkg(artifact, options);
  if (contract === 'doctor-cli-package@1') return validateDoctorCliPackage(artifact, options);
  throw new Error(`no validator for ${contract}`);
}

function isRuleId(id: string): id is RuleId {
  return Object.hasOwn(catalogue, id);
}
