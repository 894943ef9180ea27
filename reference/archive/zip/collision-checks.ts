import type { Check } from '../../report/check.ts';
import { toCollisionChecks } from '../names/collision-checks.ts';
import type { ComparedName } from '../names/compared-name.ts';
import { entryName, isDirectory, type ZipEntry } from './central-directory.ts';
import { memberLocation } from './member-location.ts';

export const COLLISION_RULES = {
  duplicate: 'zip/duplicate-name',
  normalization: 'zip/normalization-collision',
  caseCollision: 'zip/case-collision',
  fileDirectory: 'zip/file-directory-collision',
} as const;

/** Rules on the names of all members together, in normative order. */
export const collisionChecks: readonly Check<readonly ComparedName<ZipEntry>[]>[] = toCollisionChecks<ZipEntry>(
  COLLISION_RULES,
  { name: entryName, isDirectory, offset: ({ offset }) => offset, location: (entry) => memberLocation(entry) },
);
