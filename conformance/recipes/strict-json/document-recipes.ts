import type { AcceptRecipe, ExpectedLocation, Recipe, RejectRecipe } from '../recipe.ts';
import { profileOfAccepted, profileOfRejected } from '../rule-profile.ts';

/** A rejected document and the accepted one that is one edit away from it. */
export interface DocumentPair {
  /** Name of the rejected recipe; the accepted one is `<name>-mended`. */
  readonly name: string;
  readonly rule: string;
  readonly broken: string | Uint8Array;
  /** Where the finding stands, as typed from the text; see `placeOf`. */
  readonly at: ExpectedLocation;
  readonly mended: string | Uint8Array;
  /** The value that the mended document holds. */
  readonly value: unknown;
  readonly why: string;
  readonly whyMended: string;
}

/** A document that is accepted, and the rules that it comes close to breaking. */
export interface AcceptedDocument {
  readonly name: string;
  readonly text: string | Uint8Array;
  readonly value: unknown;
  readonly cites: readonly string[];
  readonly why: string;
}

type Contract = 'strict-json@1' | 'strict-yaml@1';

export function pairRecipes(contract: Contract, pair: DocumentPair): readonly Recipe[] {
  const { name, rule, broken, at, mended, value, why, whyMended } = pair;
  const reject: RejectRecipe = {
    ...base(contract, name, broken, [rule], why),
    profile: profileOfRejected(rule),
    kind: 'reject',
    expect: { valid: false, primary: rule, at },
    twin: `${name}-mended`,
  };
  const twin = { name: `${name}-mended`, text: mended, value, cites: [rule], why: whyMended };
  return [reject, acceptRecipe(contract, twin)];
}

/** A document that only core accepts: it breaks the rules that it cites. */
export function coreRecipe(contract: Contract, document: AcceptedDocument): AcceptRecipe {
  return { ...acceptRecipe(contract, document), profile: 'core' };
}

export function acceptRecipe(contract: Contract, { name, text, value, cites, why }: AcceptedDocument): AcceptRecipe {
  return {
    ...base(contract, name, text, cites, why),
    profile: profileOfAccepted(cites, []),
    kind: 'accept',
    expect: { valid: true, warnings: [], observation: { members: [], documents: { '': value }, references: [] } },
  };
}

function base(contract: Contract, name: string, text: string | Uint8Array, cites: readonly string[], why: string) {
  const input = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return { name, contract, role: 'consumer', input, cites, why } as const;
}

/** The place of a marker in a text that was typed beside it: its nth occurrence, the first being 1. */
export function placeOf(text: string, marker: string, nth = 1, pointer?: string): ExpectedLocation {
  let index = -1;
  for (let count = 0; count < nth; count += 1) index = text.indexOf(marker, index + 1);
  if (index === -1) throw new Error(`no marker ${marker}`);
  return placeAt(text, index, pointer);
}

/** The place behind the last character of a text. */
export function placeOfEnd(text: string): ExpectedLocation {
  return placeAt(text, text.length);
}

function placeAt(text: string, index: number, pointer?: string): ExpectedLocation {
  const lines = text.slice(0, index).split('\n');
  const place = {
    line: lines.length,
    column: [...(lines.at(-1) ?? '')].length + 1,
    offset: new TextEncoder().encode(text.slice(0, index)).length,
  };
  return pointer === undefined ? place : { ...place, pointer };
}

/** Bytes of ASCII text with other bytes between. */
export function bytesOf(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)),
  );
}
