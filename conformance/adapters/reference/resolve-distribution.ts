import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderReader } from '../../../reference/distribution/resolve/folder-reader.ts';
import type { ResolveOptions } from '../../../reference/distribution/resolve/resolution.ts';
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
  const resolution =
    typeof options.lock === 'string'
      ? await resolveLocked(reader, { bytes: readFileSync(join(input, options.lock)), member: options.lock }, request)
      : await resolveArtifact(reader, request);
  if (resolution.kind === 'refused') return { refused: resolution.rule };
  return { resolved: resolution.path, warnings: resolution.warnings.map(({ rule }) => rule) };
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
