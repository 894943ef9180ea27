import type { RuleId } from '../../generated/catalogue.ts';
import type { Check } from '../../report/check.ts';
import { placeOf } from '../document-walk.ts';
import { FIXED_FILES } from '../package-layout.ts';
import type { PackageModel } from '../package-model.ts';
import type { PackageReference } from '../package-references.ts';

/** Section 5: where a reference may lead. Each reference breaks at most one of these. */
export const pathRules: readonly Check<PackageModel>[] = [
  eachReference('anpkg/path-blank', ({ resolution }) => resolution.state === 'blank'),
  eachReference('anpkg/path-absolute', ({ resolution }) => resolution.state === 'absolute'),
  eachReference('anpkg/path-drive', ({ resolution }) => resolution.state === 'drive'),
  eachReference('anpkg/path-escapes-root', ({ resolution }) => resolution.state === 'escapes'),
  eachReference('anpkg/path-target-missing', isMissingTarget),
  eachReference('anpkg/path-not-normalized', isNotNormalized),
];

function eachReference(
  rule: RuleId,
  isBreach: (reference: PackageReference, model: PackageModel) => boolean,
): Check<PackageModel> {
  return {
    rule,
    check(model, report) {
      for (const reference of model.references) {
        if (!isBreach(reference, model)) continue;
        const { from, pointer, label, resolution } = reference;
        const target = resolution.state === 'missing' ? { target: toShown(resolution.path) } : {};
        report(placeOf(from.member, from.document, pointer), { label, ...target });
      }
    },
  };
}

function isNotNormalized(reference: PackageReference, model: PackageModel): boolean {
  const { resolution } = reference;
  const isJudged = resolution.state === 'file' || (resolution.state === 'missing' && mayBeMissing(reference, model));
  return isJudged && !resolution.normalized;
}

function isMissingTarget(reference: PackageReference, model: PackageModel): boolean {
  const { resolution } = reference;
  // A fixed file that is missing is a breach of its own rule.
  if (resolution.state !== 'missing' || FIXED_FILES.includes(resolution.path)) return false;
  return !mayBeMissing(reference, model);
}

// The script is for information: it may be left out, but it cannot be a folder.
function mayBeMissing({ kind, resolution }: PackageReference, { members }: PackageModel): boolean {
  if (kind !== 'check-script' || resolution.state !== 'missing') return false;
  const { path } = resolution;
  if (path === '' || FIXED_FILES.includes(path)) return false;
  return !members.some((member) => member.path === path || member.path.startsWith(`${path}/`));
}

// A path is shown only where it looks like one: whatever else stands there may be a secret.
function toShown(path: string): string {
  return /^[A-Za-z0-9._/ -]{1,100}$/.test(path) ? path : `a path of ${[...path].length} characters`;
}
