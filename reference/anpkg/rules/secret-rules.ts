import type { Check } from '../../report/check.ts';
import { placeOf } from '../document-walk.ts';
import type { PackageModel } from '../package-model.ts';
import { findArgumentSecrets, findKeySecrets, findShapeSecrets } from '../package-secrets.ts';

/** Section 7: secrets. Details name the key, the shape or the option, never the value. */
export const secretRules: readonly Check<PackageModel>[] = [
  {
    rule: 'anpkg/secret-by-key',
    check({ documents }, report) {
      for (const [member, document] of documents) {
        for (const { pointer, key } of findKeySecrets(member, document)) {
          report(placeOf(member, document, pointer), { key });
        }
      }
    },
  },
  {
    rule: 'anpkg/secret-by-shape',
    check(model, report) {
      for (const { at, shape } of findShapeSecrets(model)) report(at, { shape });
    },
  },
  {
    rule: 'anpkg/secret-argument',
    check({ runtimes }, report) {
      for (const { member, document } of runtimes) {
        for (const { pointer, option } of findArgumentSecrets(document)) {
          report(placeOf(member, document, pointer), { option });
        }
      }
    },
  },
];
