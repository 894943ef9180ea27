import type { SeededDraws } from '../suite/seeded-draws.ts';
import { readFileInput } from '../suite/stage-input.ts';
import { digestDocument, provenDocument } from './document-digest.ts';
import { movedPlace } from './renew-json.ts';
import { drawWord, type Renew } from './renewal.ts';

const YAML = '.yaml';

/** The document with entries ahead of its own where it is a block collection, and with comments ahead of it. */
export const renewYaml: Renew = (stored, draws) => {
  const bytes = Buffer.from(readFileInput(stored));
  const { expect } = stored.vector;
  const lead = drawLead(bytes.toString('latin1'), draws);
  const input = Buffer.concat([Buffer.from(lead.prefix), bytes]);
  if (!expect.valid) {
    const { pointer } = expect.at;
    const at = {
      ...movedPlace(expect.at, lead.prefix),
      ...(pointer !== undefined && { pointer: lead.toPointer(pointer) }),
    };
    return { input, expect: { ...expect, at } };
  }
  const value = provenDocument(bytes, YAML, expect.observation.documents[''] ?? '');
  if (value === undefined) return undefined;
  const whole = lead.around(value.value);
  if (whole === undefined) return undefined;
  return {
    input,
    expect: { ...expect, observation: { ...expect.observation, documents: { '': digestDocument(whole) } } },
  };
};

interface Lead {
  readonly prefix: string;
  readonly toPointer: (pointer: string) => string;
  /** The value of the whole for one of the document; undefined where they do not fit. */
  readonly around: (value: unknown) => unknown;
}

const MAPPING = /^(?:"[^"\n]*"|[A-Za-z_][A-Za-z0-9_-]*):(?:[ \n]|$)/u;

function drawLead(text: string, draws: SeededDraws): Lead {
  const comment = `# ${drawWord(draws, 8)} ${drawWord(draws, 3 + draws.below(9))}\n`;
  const [first, second] = [`x${drawWord(draws, 9)}`, `x${drawWord(draws, 9)}`];
  const [word, number] = [drawWord(draws, 4 + draws.below(12)), draws.below(100_000)];
  if (MAPPING.test(text)) {
    return {
      prefix: `${comment}${first}: "${word}"\n${second}: ${number}\n`,
      toPointer: (pointer) => pointer,
      around: (value) => (isMapping(value) ? { [first]: word, [second]: number, ...value } : undefined),
    };
  }
  if (text.startsWith('- ')) {
    return {
      prefix: `${comment}- "${word}"\n- ${number}\n`,
      toPointer: (pointer) => pointer.replace(/^\/([0-9]+)/u, (_, index) => `/${Number(index) + 2}`),
      around: (value) => (Array.isArray(value) ? [word, number, ...value] : undefined),
    };
  }
  return { prefix: comment, toPointer: (pointer) => pointer, around: (value) => value };
}

function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
