import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveTrusting } from '../../../reference/distribution/authenticity/resolve-trusting.ts';
import { folderReader } from '../../../reference/distribution/resolve/folder-reader.ts';
import type { RepositoryReader } from '../../../reference/distribution/resolve/repository-reader.ts';
import type {
  Resolution as Found,
  ResolveRequest as Request,
  ResolveOptions,
} from '../../../reference/distribution/resolve/resolution.ts';
import { resolveArtifact } from '../../../reference/distribution/resolve/resolve.ts';
import { resolveLocked } from '../../../reference/distribution/resolve/resolve-locked.ts';
import type { RuleId } from '../../../reference/generated/catalogue.ts';
import type { Resolution } from '../../suite/protocol/parse-answer.ts';
import type { ResolveRequest } from './resolvers.ts';

/** Resolves as the reference does (contracts/distribution/v1, section 5.7). */
export async function resolveDistribution(
  { input, identity, now, options }: ResolveRequest,
  without: ReadonlySet<RuleId> = new Set(),
): Promise<Resolution> {
  const reader = folderReader(input);
  const request = { identity, now, options: toOptions(options), without };
  const resolution = await resolveWith(reader, { input, options }, request);
  if (resolution.kind === 'refused') return { refused: resolution.rule };
  return { resolved: resolution.path, warnings: resolution.warnings.map(({ rule }) => rule) };
}

async function resolveWith(
  reader: RepositoryReader,
  { input, options: { lock, trust } }: Pick<ResolveRequest, 'input' | 'options'>,
  request: Request,
): Promise<Found> {
  if (typeof lock === 'string')
    return resolveLocked(reader, { bytes: readFileSync(join(input, lock)), member: lock }, request);
  if (typeof trust !== 'string') return resolveArtifact(reader, request);
  // What has been seen is no part of the answer, and is not written.
  const trustFile = { bytes: readFileSync(join(input, trust)), member: trust };
  return (await resolveTrusting(reader, trustFile, request)).resolution;
}

function toOptions({ prefix, allowSunsetLegacy, allowYanked, host, deep }: ResolveRequest['options']): ResolveOptions {
  return {
    prefix: prefix === 'compat' ? 'compat' : 'strict',
    allowSunsetLegacy: allowSunsetLegacy === true,
    allowYanked: allowYanked === true,
    deep: deep === true,
    ...(typeof host === 'string' ? { host } : {}),
  };
}
