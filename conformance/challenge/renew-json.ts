import type { SeededDraws } from '../suite/seeded-draws.ts';
import { readFileInput } from '../suite/stage-input.ts';
import type { VectorExpectation, VectorLocation } from '../suite/vector.ts';
import { digestDocument } from './document-digest.ts';
import { drawWord, type Renew, type Renewal } from './renewal.ts';

/** Defects that stand where a document begins or ends, so that nothing can be put around the whole of it. */
const AT_THE_END = 'json/unexpected-end';
const AT_THE_BEGINNING = 'json/byte-order-mark';
const BEHIND = 'json/trailing-data';

/** The document as the value of a member of an object, between two others: names, values and positions are fresh. */
export const renewJson: Renew = (stored, draws) => {
  const bytes = Buffer.from(readFileInput(stored));
  const { expect } = stored.vector;
  const around = drawSurroundings(draws);
  if (expect.valid) return renewAccepted(bytes, expect, around);
  const { primary, at } = expect;
  const skipped = primary === AT_THE_BEGINNING ? 3 : 0;
  const end = primary === BEHIND ? (at.offset ?? bytes.length) : bytes.length;
  const suffix = primary === AT_THE_END ? '' : around.suffix;
  const input = Buffer.concat([
    bytes.subarray(0, skipped),
    Buffer.from(around.prefix),
    bytes.subarray(skipped, end),
    Buffer.from(suffix),
    bytes.subarray(end),
  ]);
  if (primary === AT_THE_BEGINNING) return { input, expect };
  const moved = around.prefix.length + (primary === BEHIND ? suffix.length : 0);
  const lines = linesOf(around.prefix) + (primary === BEHIND ? linesOf(suffix) : 0);
  // Behind the suffix the first line goes on where that ends.
  const { line, column, ...place } = at;
  const isKept = primary !== BEHIND;
  return {
    input,
    expect: {
      ...expect,
      at: {
        ...place,
        ...(at.offset !== undefined && { offset: at.offset + moved }),
        ...(line !== undefined && isKept && { line: line + lines }),
        ...(column !== undefined && isKept && { column }),
        ...(at.pointer !== undefined && { pointer: `/${around.name}${at.pointer}` }),
      },
    },
  };
};

interface Surroundings {
  readonly prefix: string;
  readonly suffix: string;
  /** Name of the member that holds the document. */
  readonly name: string;
  /** The value of the whole for one of the document. */
  readonly around: (value: unknown) => unknown;
}

/** All of it is ASCII, and what leads ends with a line break: a line has another number, a column keeps its own. */
function drawSurroundings(draws: SeededDraws): Surroundings {
  const [first, name, last] = [`a${drawWord(draws, 7)}`, `b${drawWord(draws, 7)}`, `c${drawWord(draws, 7)}`];
  const [text, number] = [drawWord(draws, 4 + draws.below(20)), draws.below(1_000_000)];
  return {
    prefix: `{"${first}": "${text}",\n"${name}":\n`,
    suffix: `,\n"${last}": [${number}, true]}\n`,
    name,
    around: (value) => ({ [first]: text, [name]: value, [last]: [number, true] }),
  };
}

function renewAccepted(
  bytes: Uint8Array,
  expect: Extract<VectorExpectation, { valid: true }>,
  { prefix, suffix, around }: Surroundings,
): Renewal | undefined {
  const value = provenValue(bytes, expect.observation.documents['']);
  if (value === undefined) return undefined;
  const documents = { '': digestDocument(around(value.value)) };
  const input = Buffer.concat([Buffer.from(prefix), bytes, Buffer.from(suffix)]);
  return { input, expect: { ...expect, observation: { ...expect.observation, documents } } };
}

/** The value of a document, where its digest shows that it was read as the vector means it. */
function provenValue(bytes: Uint8Array, digest: string | undefined): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return digestDocument(value) === digest ? { value } : undefined;
  } catch {
    return undefined;
  }
}

function linesOf(text: string): number {
  return text.split('\n').length - 1;
}

/** A place that so many bytes and lines were put ahead of. */
export function movedPlace(at: VectorLocation, prefix: string): VectorLocation {
  return {
    ...at,
    ...(at.offset !== undefined && { offset: at.offset + Buffer.byteLength(prefix) }),
    ...(at.line !== undefined && { line: at.line + linesOf(prefix) }),
  };
}
