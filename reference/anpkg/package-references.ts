import type { ParsedDocument } from '../document/parsed-document.ts';
import { childNode, type DocumentNode, entryNodes, itemNodes, rootNode, stringAt } from './document-walk.ts';
import { MACHINE_PROFILE } from './package-layout.ts';
import type { PackageDocument } from './package-model.ts';
import { type PathResolution, resolvePackagePath } from './package-path.ts';

export type ReferenceKind =
  | 'runtime-profile'
  | 'provider-config'
  | 'behavior'
  | 'check-script'
  | 'config-argument'
  | 'behavior-tree';

/** A path in a document that leads to a member of the package. */
export interface PackageReference {
  readonly kind: ReferenceKind;
  readonly from: PackageDocument;
  readonly pointer: string;
  /** How the contract calls the place, such as `providers.p1.config`. */
  readonly label: string;
  /** Variant or provider id; empty where there is none. */
  readonly name: string;
  readonly resolution: PathResolution;
}

type IsFile = (path: string) => boolean;

/** The references of the machine profile, in the order of the contract. */
export function profileReferences(document: ParsedDocument, isFile: IsFile): PackageReference[] {
  const from = { member: MACHINE_PROFILE, document };
  const root = rootNode(document);
  const references: PackageReference[] = [];
  const add = (kind: ReferenceKind, node: DocumentNode | undefined, label: string, name: string): void => {
    if (typeof node?.value !== 'string') return;
    const resolution = resolvePackagePath(node.value, isFile);
    references.push({ kind, from, pointer: node.pointer, label, name, resolution });
  };
  for (const profile of entryNodes(childNode(root, 'runtime_profiles'))) {
    add('runtime-profile', profile, `runtime_profiles.${profile.key}`, profile.key);
  }
  for (const provider of entryNodes(childNode(root, 'providers'))) {
    add('provider-config', childNode(provider, 'config'), `providers.${provider.key}.config`, provider.key);
  }
  itemNodes(childNode(root, 'behaviors')).forEach((behavior, index) => {
    add('behavior', behavior, `behaviors[${index}]`, '');
  });
  const script = childNode(childNode(root, 'validation'), 'check_http_script');
  add('check-script', script, 'validation.check_http_script', '');
  return references;
}

/** The references of one runtime configuration: the configuration of each provider, and the behavior tree. */
export function runtimeReferences(from: PackageDocument, isFile: IsFile): PackageReference[] {
  const root = rootNode(from.document);
  const references: PackageReference[] = [];
  itemNodes(childNode(root, 'providers')).forEach((provider, index) => {
    const node = configArgument(provider);
    if (typeof node?.value !== 'string') return;
    references.push({
      kind: 'config-argument',
      from,
      pointer: node.pointer,
      label: `providers[${index}].args(--config)`,
      name: stringAt(provider, 'id') ?? '',
      resolution: resolvePackagePath(node.value, isFile),
    });
  });
  const tree = behaviorTree(root);
  if (typeof tree?.value === 'string') {
    references.push({
      kind: 'behavior-tree',
      from,
      pointer: tree.pointer,
      label: 'automation.behavior_tree',
      name: '',
      resolution: resolvePackagePath(tree.value, isFile),
    });
  }
  return references;
}

/** The argument after the first `--config` of a provider, or undefined. `--config=…` does not count. */
export function configArgument(provider: DocumentNode): DocumentNode | undefined {
  const args = itemNodes(childNode(provider, 'args'));
  const option = args.findIndex(({ value }) => value === '--config');
  return option < 0 ? undefined : args[option + 1];
}

/** The behavior tree that counts: `behavior_tree`, or where that is absent or empty, `behavior_tree_path`. */
export function behaviorTree(root: DocumentNode): DocumentNode | undefined {
  const automation = childNode(root, 'automation');
  return [childNode(automation, 'behavior_tree'), childNode(automation, 'behavior_tree_path')].find(
    (node) => node !== undefined && node.value !== '' && node.value !== null,
  );
}
