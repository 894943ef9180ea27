import type { Check, ReportBreach } from '../../report/check.ts';
import { childNode, type DocumentNode, itemNodes, placeOf, rootNode, stringAt } from '../document-walk.ts';
import type { PackageDocument, PackageModel } from '../package-model.ts';

/** Section 4.2: what the runtime asks of its configuration beyond the schema. */
export const runtimeRules: readonly Check<PackageModel>[] = [
  {
    rule: 'anpkg/duplicate-runtime-provider',
    check: eachRuntime((runtime, root, report) => {
      const first = new Map<string, string>();
      for (const provider of itemNodes(childNode(root, 'providers'))) {
        const id = stringAt(provider, 'id');
        if (id === undefined) continue;
        const pointer = `${provider.pointer}/id`;
        const earlier = first.get(id);
        if (earlier === undefined) first.set(id, pointer);
        else report(placeOf(runtime.member, runtime.document, pointer), { id, first: earlier });
      }
    }),
  },
  {
    rule: 'anpkg/backoff-length',
    check: eachRuntime((runtime, root, report) => {
      for (const provider of itemNodes(childNode(root, 'providers'))) {
        const policy = childNode(provider, 'restart_policy');
        const attempts = childNode(policy, 'max_attempts')?.value;
        const backoff = childNode(policy, 'backoff_ms');
        if (childNode(policy, 'enabled')?.value !== true) continue;
        if (typeof attempts !== 'number' || backoff === undefined || !Array.isArray(backoff.value)) continue;
        const count = itemNodes(backoff).length;
        if (count !== attempts) report(placeOf(runtime.member, runtime.document, backoff.pointer), { count, attempts });
      }
    }),
  },
  {
    rule: 'anpkg/parameter-bounds',
    check: eachRuntime((runtime, root, report) => {
      for (const parameter of itemNodes(childNode(childNode(root, 'automation'), 'parameters'))) {
        const min = childNode(parameter, 'min');
        const max = childNode(parameter, 'max');
        if (typeof min?.value !== 'number' || typeof max?.value !== 'number' || min.value <= max.value) continue;
        report(placeOf(runtime.member, runtime.document, min.pointer));
      }
    }),
  },
  {
    rule: 'anpkg/function-id-zero',
    check: eachRuntime((runtime, root, report) => {
      const hooks = childNode(childNode(root, 'automation'), 'mode_transition_hooks');
      for (const list of ['before_transition', 'after_transition']) {
        for (const call of itemNodes(childNode(hooks, list)).flatMap((hook) => itemNodes(childNode(hook, 'calls')))) {
          const id = childNode(call, 'function_id');
          if (id?.value !== 0 || childNode(call, 'function_name') !== undefined) continue;
          report(placeOf(runtime.member, runtime.document, id.pointer));
        }
      }
    }),
  },
];

/** A check of each runtime configuration by itself. */
export function eachRuntime(
  check: (runtime: PackageDocument, root: DocumentNode, report: ReportBreach, model: PackageModel) => void,
): Check<PackageModel>['check'] {
  return (model, report) => {
    for (const runtime of model.runtimes) check(runtime, rootNode(runtime.document), report, model);
  };
}
