import type { Check } from '../../report/check.ts';
import { childNode, placeOf } from '../document-walk.ts';
import { BEHAVIORS_FOLDER, FIXED_FILES, PROVIDERS_FOLDER, RUNTIME_FOLDER } from '../package-layout.ts';
import type { PackageModel } from '../package-model.ts';
import { eachRuntime } from './runtime-rules.ts';

/** Section 6: behavior trees, and files that nothing needs. */
export const behaviorRules: readonly Check<PackageModel>[] = [
  {
    rule: 'anpkg/behavior-outside-folder',
    check({ references }, report) {
      for (const { kind, from, pointer, label, resolution } of references) {
        if ((kind !== 'behavior' && kind !== 'behavior-tree') || resolution.state !== 'file') continue;
        if (!resolution.path.startsWith(BEHAVIORS_FOLDER))
          report(placeOf(from.member, from.document, pointer), { label });
      }
    },
  },
  {
    rule: 'anpkg/conflicting-behavior-trees',
    check: eachRuntime((runtime, root, report) => {
      const automation = childNode(root, 'automation');
      const deprecated = childNode(automation, 'behavior_tree_path');
      if (deprecated === undefined || childNode(automation, 'behavior_tree') === undefined) return;
      report(placeOf(runtime.member, runtime.document, deprecated.pointer));
    }),
  },
  {
    rule: 'anpkg/behavior-not-listed',
    check({ references, profile }, report) {
      if (profile === undefined) return;
      const listed = new Set(
        references.flatMap(({ kind, resolution }) =>
          kind === 'behavior' && resolution.state === 'file' ? [resolution.path] : [],
        ),
      );
      for (const { kind, from, pointer, resolution } of references) {
        if (kind !== 'behavior-tree' || resolution.state !== 'file' || listed.has(resolution.path)) continue;
        report(placeOf(from.member, from.document, pointer));
      }
    },
  },
  {
    rule: 'anpkg/unreferenced-member',
    check({ files, references, profile }, report) {
      if (profile === undefined) return;
      const needed = new Set<string>(FIXED_FILES);
      for (const { resolution } of references) {
        if (resolution.state === 'file') needed.add(resolution.path);
      }
      for (const path of files.keys()) {
        const isOwned = path.startsWith(PROVIDERS_FOLDER) || path.startsWith(RUNTIME_FOLDER);
        if (isOwned && !needed.has(path)) report({ member: path });
      }
    },
  },
];
