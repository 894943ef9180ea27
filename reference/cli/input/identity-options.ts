import type { IdentityPart } from '../../distribution/documents/identity.ts';
import { type OptionValues, textOption } from '../command.ts';

const NAMES: Readonly<Record<IdentityPart, string>> = {
  version: 'artifactVersion',
  target: 'target',
  profile: 'buildProfile',
  toolchain: 'toolchain',
  git_rev: 'gitRev',
  dist_revision: 'distRevision',
};

/** The parts of an identity that were given, as they were given: whether they are all there is for a resolver to say. */
export function identityOptions(options: OptionValues): Readonly<Partial<Record<IdentityPart, string>>> {
  const parts = Object.entries(NAMES).map(([part, name]) => [part, textOption(options, name)] as const);
  return Object.fromEntries(parts.filter(([, text]) => text !== undefined));
}
