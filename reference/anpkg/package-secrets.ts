import { type ParsedDocument, toPointer } from '../document/parsed-document.ts';
import { isBlank } from '../integrity/line-breaks.ts';
import { isPlaceholder } from '../report/credential-shapes.ts';
import type { Location } from '../report/finding.ts';
import { findCredentials } from './credential-scanner.ts';
import { childNode, itemNodes, placeOf, rootNode, walkStrings } from './document-walk.ts';
import { documentSyntax } from './package-layout.ts';
import type { PackageModel } from './package-model.ts';

// The masker needs the values of what a report can show, and a report shows at most a thousand findings of a rule.
const VALUES_KEPT = 3000;

/** Every value that a secret rule names. For the masker only. */
export function collectSecrets(model: PackageModel): string[] {
  const values = new Set<string>();
  for (const [member, document] of model.documents) {
    for (const { value } of findKeySecrets(member, document)) values.add(value);
  }
  for (const { value } of findShapeSecrets(model)) values.add(value);
  for (const { document } of model.runtimes) {
    for (const { value } of findArgumentSecrets(document)) values.add(value);
  }
  return [...values].slice(0, VALUES_KEPT);
}

/**
 * Non-blank strings under a token-like key, exactly as the published reader finds them: the part of the path after its
 * last dot, in lower case, contains `token`. Only members whose name ends in `.yaml`, `.yml` or `.json`.
 */
export function findKeySecrets(
  member: string,
  document: ParsedDocument,
): { readonly pointer: string; readonly key: string; readonly value: string }[] {
  const found: { pointer: string; key: string; value: string }[] = [];
  if (documentSyntax(member) === undefined) return found;
  walkStrings(document, (value, trail) => {
    const key = lastPathPart(trail);
    if (!key.toLowerCase().includes('token') || isBlank(value)) return;
    found.push({ pointer: toPointer(trail), key, value });
  });
  return found;
}

/** Credentials by their shape: in the scalars of documents, escapes resolved, and in the raw text of every member. */
export function findShapeSecrets(
  model: PackageModel,
): { readonly at: Location; readonly shape: string; readonly value: string }[] {
  const found: { at: Location; shape: string; value: string }[] = [];
  for (const [member, document] of model.documents) {
    const inScalars = new Set<string>();
    walkStrings(document, (text, trail) => {
      for (const credential of findCredentials(text)) {
        inScalars.add(credential.value);
        found.push({ at: placeOf(member, document, toPointer(trail)), ...credential });
      }
    });
    for (const { value, shape, ...at } of model.credentials.get(member) ?? []) {
      if (!inScalars.has(value)) found.push({ at: { member, ...at }, shape, value });
    }
  }
  for (const [member, matches] of model.credentials) {
    if (model.documents.has(member)) continue;
    for (const { value, shape, ...at } of matches) found.push({ at: { member, ...at }, shape, value });
  }
  return found;
}

const SECRET_OPTION = /token|passw(?:or)?d|secret|api[-_]?key/i;
const NAMES_A_PLACE = /-(?:file|path|env|dir)$/i;
const LONGEST_OPTION = 128;

/** Values of options of a provider whose name says that a secret follows. */
export function findArgumentSecrets(
  document: ParsedDocument,
): { readonly pointer: string; readonly option: string; readonly value: string }[] {
  return itemNodes(childNode(rootNode(document), 'providers')).flatMap((provider) => {
    const args = itemNodes(childNode(provider, 'args'));
    return args.flatMap(({ value: argument, pointer }, index) => {
      if (typeof argument !== 'string' || !argument.startsWith('-')) return [];
      const split = argument.indexOf('=');
      const option = split < 0 ? argument : argument.slice(0, split);
      // Characters that are not of the plane 0 count twice in a length.
      if (option.length > 2 * LONGEST_OPTION || [...option].length > LONGEST_OPTION) return [];
      if (!SECRET_OPTION.test(option) || NAMES_A_PLACE.test(option)) return [];
      const next = args[index + 1];
      const node = split < 0 ? next : { value: argument.slice(split + 1), pointer };
      if (typeof node?.value !== 'string' || (split < 0 && node.value.startsWith('-'))) return [];
      if (isBlank(node.value) || isPlaceholder(node.value)) return [];
      return [{ pointer: node.pointer, option, value: node.value }];
    });
  });
}

// The published path is `$.a.b[0]`: a dot inside of a key splits it as well, and an index belongs to what it follows.
function lastPathPart(trail: readonly (string | number)[]): string {
  const at = trail.findLastIndex((step) => typeof step === 'string');
  const key = at < 0 ? '$' : String(trail[at]);
  const indices = trail.slice(at + 1).map((index) => `[${index}]`);
  return key.slice(key.lastIndexOf('.') + 1) + indices.join('');
}
