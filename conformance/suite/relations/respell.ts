import { compareCodePoints } from '../../recipes/code-point-order.ts';
import type { SeededDraws } from '../seeded-draws.ts';

/**
 * A JSON value of whole numbers, in other words: white space, the order of members, escape sequences and the notation of
 * numbers are drawn.
 */
export function respell(value: unknown, draws: SeededDraws): string {
  const lead = space(draws);
  return `${lead}${spell(value, draws)}${space(draws)}`;
}

function spell(value: unknown, draws: SeededDraws): string {
  if (typeof value === 'string') return spellText(value, draws);
  if (typeof value === 'number') return `${value}${['', '.0', 'e0'][draws.below(3)]}`;
  if (Array.isArray(value)) return `[${value.map((item) => respell(item, draws)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = new Map(Object.entries(value));
  const names = draws.shuffle([...members.keys()].sort(compareCodePoints));
  const spelled = names.map((name) => {
    const lead = space(draws);
    return `${lead}${spellText(name, draws)}${space(draws)}:${respell(members.get(name), draws)}`;
  });
  return `{${spelled.join(',')}}`;
}

function spellText(text: string, draws: SeededDraws): string {
  const spelled = [...text].map((character) => {
    const isEscaped = draws.below(4) === 0 || /["\\\p{Cc}]/u.test(character);
    return isEscaped ? escapeUnits(character) : character;
  });
  return `"${spelled.join('')}"`;
}

/** `\uXXXX` for each of its UTF-16 units. */
function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}

function space(draws: SeededDraws): string {
  return Array.from({ length: draws.below(3) }, () => ' \t\r\n'.charAt(draws.below(4))).join('');
}
