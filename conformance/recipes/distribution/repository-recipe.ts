import { compareCodePoints } from '../code-point-order.ts';
import type { AcceptRecipe, ExpectedLocation, ExpectedObservation, RecipeFolder, RejectRecipe } from '../recipe.ts';
import { profileOfAccepted, profileOfRejected } from '../rule-profile.ts';
import { sha256 } from './artifact-draft.ts';
import { placeIn } from './document-places.ts';
import { CONTRACT_FILE, INDEX_FILE } from './repository-draft.ts';

/** The id of a rule of the contract. */
export const rule = (name: string): string => `distribution/${name}`;

const COMMON = { contract: 'distribution@1', role: 'consumer' } as const;

interface AcceptedDetails {
  readonly cites?: readonly string[];
  readonly warnings?: readonly string[];
  readonly profile?: 'core' | 'hardened';
}

/** A repository that is valid, or a document. */
export function accepts(
  name: string,
  why: string,
  input: RecipeFolder | Uint8Array,
  { cites: near = [], warnings = [], profile }: AcceptedDetails = {},
): AcceptRecipe {
  const cites = [...new Set([...near, ...warnings])];
  return {
    ...COMMON,
    kind: 'accept',
    name,
    why,
    input,
    cites,
    profile: profile ?? profileOfAccepted(cites, warnings),
    expect: { valid: true, warnings, observation: input instanceof Uint8Array ? ofDocument(input) : ofFolder(input) },
  };
}

interface RejectedDetails {
  readonly cites?: readonly string[];
  readonly details?: RejectRecipe['expect']['details'];
  /** Whether the place is that of a member's name. */
  readonly ofName?: boolean;
}

/** One that is not, one edit away from its twin. */
export function rejects(
  name: string,
  why: string,
  twin: string,
  primary: string,
  input: RecipeFolder | Uint8Array,
  at: ExpectedLocation,
  { cites = [], details, ofName = false }: RejectedDetails = {},
): RejectRecipe {
  const expect = { valid: false, primary, at: toPlace(input, at, ofName), ...(details && { details }) } as const;
  const profile = profileOfRejected(primary);
  return { ...COMMON, kind: 'reject', name, why, input, cites: [primary, ...cites], profile, expect, twin };
}

/** A pointer into a document that producers have written says where in its text that is. */
function toPlace(input: RecipeFolder | Uint8Array, at: ExpectedLocation, ofName: boolean): ExpectedLocation {
  const bytes = input instanceof Uint8Array ? input : input[at.member ?? ''];
  if (at.pointer === undefined || at.line !== undefined || !(bytes instanceof Uint8Array)) return at;
  return { ...at, ...placeIn(bytes, at.pointer, ofName ? 'name' : 'value') };
}

/** A document alone is its own value. */
function ofDocument(bytes: Uint8Array): ExpectedObservation {
  return { members: [], documents: { '': toValue(bytes) }, references: [] };
}

/** Section 2: the files that are looked at, the documents of section 3, and where the paths of rows lead. */
function ofFolder(input: RecipeFolder): ExpectedObservation {
  const files = Object.keys(input)
    .sort(compareCodePoints)
    .flatMap((path) => {
      const bytes = input[path];
      return bytes instanceof Uint8Array ? [{ path, bytes }] : [];
    });
  const index = input[INDEX_FILE];
  const documents = files.filter(({ path }) => DOCUMENT.test(path));
  return {
    members: files.map(({ path, bytes }) => ({ path, type: 'file', size: bytes.length, sha256: sha256(bytes) })),
    documents: Object.fromEntries(documents.map(({ path, bytes }) => [path, toValue(bytes)])),
    references: (index instanceof Uint8Array ? [...pathsIn(toValue(index), '')] : []).sort(({ from: a }, { from: b }) =>
      compareCodePoints(a.pointer, b.pointer),
    ),
  };
}

const DOCUMENT = new RegExp(
  `^(?:${CONTRACT_FILE}|scripts/release-orchestrator\\.config\\.json|dist/(?:[^/]*/)?index\\.json|dist/.*/package/(?:manifest|checksums|provenance)\\.json)$`,
  'u',
);

type Reference = ExpectedObservation['references'][number];

function* pathsIn(value: unknown, pointer: string): Iterable<Reference> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (/^(?:artifact|manifest|checksums|provenance)_file$/u.test(name) && typeof inner === 'string') {
      yield { from: { member: INDEX_FILE, pointer: `${pointer}/${name}` }, to: inner };
    } else yield* pathsIn(inner, `${pointer}/${name}`);
  }
}

function toValue(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}
