import type { FindingCollector } from '../../report/finding-collector.ts';
import { IDENTITY_PARTS, type IdentityPart } from '../documents/identity.ts';
import { isTarget, isToolchain, isVersion } from '../documents/versions.ts';
import type { ResolveRequest } from './resolution.ts';

/** What was asked for; a part that is missing fits everything. */
export type RequestedIdentity = Readonly<Partial<Record<IdentityPart, string>>>;

const SHAPES: Readonly<Record<IdentityPart, (text: string) => boolean>> = {
  version: isVersion,
  target: isTarget,
  profile: (text) => text === 'release' || text === 'debug',
  toolchain: (text) => isToolchain(text) || /^[0-9]+\.[0-9]+$/u.test(text),
  git_rev: (text) => /^[0-9a-f]{7,64}$/u.test(text),
  dist_revision: (text) => /^r[1-9][0-9]*$/u.test(text),
};

/** Section 5.1: the identity that was asked for, judged. */
export function readIdentity({ identity, options }: ResolveRequest, collector: FindingCollector): RequestedIdentity {
  const requested: Partial<Record<IdentityPart, string>> = {};
  for (const part of IDENTITY_PARTS) {
    const value = Object.hasOwn(identity, part) ? identity[part] : undefined;
    if (typeof value !== 'string' || value === '') {
      collector.add('distribution/identity-incomplete', {}, { part });
      continue;
    }
    requested[part] = value;
    const isFree = options.prefix === 'compat' && (part === 'git_rev' || part === 'toolchain');
    if (!isFree && !SHAPES[part](value)) collector.add('distribution/identity-invalid', {}, { part });
  }
  return requested;
}
