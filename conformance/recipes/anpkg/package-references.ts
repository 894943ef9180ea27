import { posix } from 'node:path';
import { compareCodePoints } from '../code-point-order.ts';
import type { ExpectedObservation } from '../recipe.ts';

type References = ExpectedObservation['references'];

/**
 * The references of a valid package that lead to its files: those of the machine profile, and of each runtime
 * configuration that it names. Written from the contract's text; the suite's own.
 */
export function packageReferences(
  documents: Readonly<Record<string, unknown>>,
  files: ReadonlySet<string>,
): References {
  const found: References[number][] = [];
  const profile = 'machine-profile.yaml';
  const add = (member: string, pointer: string, raw: unknown): string | undefined => {
    if (typeof raw !== 'string') return undefined;
    const to = posix.normalize(raw);
    if (raw.trim() === '' || !files.has(to)) return undefined;
    found.push({ from: { member, pointer }, to });
    return to;
  };
  const root = documents[profile];
  const runtimes = new Set<string>();
  for (const [name, path] of Object.entries(member(root, 'runtime_profiles') ?? {})) {
    const to = add(profile, `/runtime_profiles/${name}`, path);
    if (to !== undefined) runtimes.add(to);
  }
  for (const [id, provider] of Object.entries(member(root, 'providers') ?? {})) {
    add(profile, `/providers/${id}/config`, member(provider, 'config'));
  }
  for (const [index, path] of list(member(root, 'behaviors')).entries()) add(profile, `/behaviors/${index}`, path);
  add(profile, '/validation/check_http_script', member(member(root, 'validation'), 'check_http_script'));

  for (const runtime of runtimes) {
    const document = documents[runtime];
    for (const [index, provider] of list(member(document, 'providers')).entries()) {
      const args = list(member(provider, 'args'));
      const option = args.indexOf('--config');
      if (option >= 0) add(runtime, `/providers/${index}/args/${option + 1}`, args[option + 1]);
    }
    const automation = member(document, 'automation');
    const key = member(automation, 'behavior_tree') ? 'behavior_tree' : 'behavior_tree_path';
    add(runtime, `/automation/${key}`, member(automation, key));
  }
  return found.sort(
    (a, b) => compareCodePoints(a.from.member, b.from.member) || compareCodePoints(a.from.pointer, b.from.pointer),
  );
}

function member(value: unknown, key: string): object | string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
  return (typeof found === 'object' && found !== null) || typeof found === 'string' ? found : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
