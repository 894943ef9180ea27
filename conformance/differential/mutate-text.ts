import type { SeededDraws } from '../suite/seeded-draws.ts';
import { type Mutator, mutateBytes, pick, splice } from './mutate-bytes.ts';

/** How a language is cut into tokens, and which tokens are worth putting in the place of others. */
export interface TokenLanguage {
  /** Matches one token; global and sticky, and never empty. */
  readonly token: RegExp;
  readonly telling: readonly string[];
}

/** One edit of a text: a token removed, repeated, exchanged, replaced or put in; now and then bytes. */
export function tokenMutator({ token, telling }: TokenLanguage): Mutator {
  return (bytes, draws) => {
    if (draws.below(8) === 0) return mutateBytes(bytes, draws);
    // One character a byte, so that what is no UTF-8 stays as it is.
    const text = Buffer.from(bytes).toString('latin1');
    const tokens = [...text.matchAll(token)].map((match) => ({ at: match.index, text: match[0] }));
    const told = (): Uint8Array => Buffer.from(pick(telling, draws));
    if (tokens.length === 0) return splice(bytes, draws.below(bytes.length + 1), 0, told());
    const { at, text: own } = pick(tokens, draws);
    const other = pick(tokens, draws);
    const copy = Buffer.from(other.text, 'latin1');
    switch (draws.below(6)) {
      case 0:
        return splice(bytes, at, own.length, new Uint8Array(0));
      case 1:
        return splice(bytes, at, 0, copy);
      case 2:
        return splice(bytes, at, own.length, copy);
      case 3:
        return splice(bytes, at, 0, told());
      default:
        return splice(bytes, at, own.length, told());
    }
  };
}

/** One edit of a text by lines: one removed, repeated, moved, or ended otherwise. */
export const mutateLines: Mutator = (bytes: Uint8Array, draws: SeededDraws) => {
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split(/(?<=\n)/);
  const place = draws.below(lines.length);
  const line = lines[place] ?? '';
  const edits: readonly (readonly string[])[] = [
    [],
    [line, line],
    [line.toUpperCase()],
    [line.replace('\n', '\r\n')],
    [line.replace('\n', ' \n')],
    [line.replace('  ', ' ')],
    [line.replace('  ', ' *')],
    [line.replace('\n', '')],
    [` ${line}`],
    ['\n', line],
    ['# a comment\n', line],
    [line.replace('  ', '  ./')],
  ];
  const changed = [...lines.slice(0, place), ...pick(edits, draws), ...lines.slice(place + 1)];
  const moved = draws.below(6) === 0 ? draws.shuffle(changed) : changed;
  return new Uint8Array(Buffer.from(moved.join(''), 'latin1'));
};
