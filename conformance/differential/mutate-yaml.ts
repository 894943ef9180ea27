import type { SeededDraws } from '../suite/seeded-draws.ts';
import { type Mutator, pick } from './mutate-bytes.ts';
import { tokenMutator } from './mutate-text.ts';
import { YAML_TOKENS } from './token-languages.ts';

const mutateTokens: Mutator = tokenMutator(YAML_TOKENS);

/** One edit of a YAML text: of its tokens, of its lines and their indentation, or a document that is made up. */
export const mutateYaml: Mutator = (bytes, draws) => {
  const kind = draws.below(8);
  if (kind === 0) return mutateIndents(bytes, draws);
  if (kind > 1) return mutateTokens(bytes, draws);
  const invented = new Uint8Array(Buffer.from(`${inventNode(draws, 0, 3)}\n`));
  return draws.below(3) === 0 ? mutateTokens(invented, draws) : invented;
};

const LINE_EDITS: readonly ((line: string, other: string) => readonly string[])[] = [
  () => [],
  (line) => [line, line],
  (line) => [` ${line}`],
  (line) => [`  ${line}`],
  (line) => [line.replace(/^ {1,2}/, '')],
  (line) => [line.trimStart()],
  (line) => [line.replace(/\n$/, ' ')],
  (line) => [line.replace(/\n$/, '  # x\n')],
  (line) => [line, '\n'],
  (line) => ['# x\n', line],
  (line) => [line.replace(': ', ':\n  ')],
  (line) => [line.replace(': ', ': &a ')],
  (line) => [line.replace(/: .*/, ': *a')],
  (line) => [line.replace(/^( *)/, '$1- ')],
  (line) => [line.replace(/: (.*)/, ': "$1"')],
  (line) => [line.replace(/: (.*)/, ': [$1]')],
  (line) => [line.replace(/: (.*)/, ': {$1}')],
  (line) => [line.replace(/^( *)(.*): (.*)/, '$1$2: |\n$1  $3')],
  (line) => [line.replace(/^( *)(.*): (.*)/, '$1$2: >-\n$1  $3\n\n$1  x')],
  (line, other) => [line, other],
  (line, other) => [line.replace(/\n$/, ` ${other}`)],
];

function mutateIndents(bytes: Uint8Array, draws: SeededDraws): Uint8Array {
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split(/(?<=\n)/);
  const place = draws.below(lines.length);
  const edited = pick(LINE_EDITS, draws)(lines[place] ?? '', pick(lines, draws));
  const changed = [...lines.slice(0, place), ...edited, ...lines.slice(place + 1)];
  return new Uint8Array(Buffer.from(changed.join(''), 'latin1'));
}

const SCALARS = [
  ...['a', 'b c', 'x-y', '1', '0', '-7', '1.5', 'true', 'null', '~', 'no', '0x1F', '010', '1_0', '12:30', '.5', '1e3'],
  ...[
    '"q"',
    '"\\n"',
    '"a\\\n  b"',
    '"a\n\n  b"',
    "'s'",
    "'it''s'",
    'a#b',
    'a:b',
    '- x',
    'é',
    '😀',
    '',
    '""',
    '*a',
    '&a v',
  ],
  ...[
    'plain over\n  lines',
    'a  b',
    '<<',
    '=',
    '2001-12-14',
    '!!str 1',
    '! x',
    '-',
    ':a',
    '?a',
    '-a',
    'http://a.b/?c=d',
  ],
];
const KEYS = [
  'a',
  'b',
  'c',
  'd e',
  '"q"',
  "'s'",
  '1',
  'true',
  '*a ',
  '&a k',
  '',
  '? k\n',
  '[x]',
  '{x: y}',
  'null',
  '<<',
];

/** A node as it may stand behind a colon or a dash in a block of the indentation. */
function inventNode(draws: SeededDraws, indent: number, depth: number): string {
  const margin = `\n${' '.repeat(indent)}`;
  const count = 1 + draws.below(3);
  const kind = depth === 0 ? 0 : draws.below(8);
  if (kind === 1 || kind === 2) {
    const pairs = Array.from({ length: count }, () => {
      const inner = inventNode(draws, indent + 2, depth - 1);
      return `${inventKey(draws)}:${inner.startsWith('\n') ? '' : ' '}${inner}`;
    });
    return `${indent === 0 ? '' : margin}${pairs.join(margin)}`;
  }
  if (kind === 3 || kind === 4) {
    const items = Array.from({ length: count }, () => `- ${inventNode(draws, indent + 2, depth - 1).trimStart()}`);
    return `${indent === 0 ? '' : margin}${items.join(margin)}`;
  }
  if (kind === 5) return `[${inventItems(draws, indent, depth, count).join(pick(SEPARATORS, draws))}]`;
  if (kind === 6) {
    const pairs = inventItems(draws, indent, depth, count).map((item) => `${inventKey(draws)}: ${item}`);
    return `{${pairs.join(pick(SEPARATORS, draws))}}`;
  }
  if (kind === 7) return inventBlockScalar(draws, indent);
  return pick(SCALARS, draws);
}

const SEPARATORS = [', ', ',', ' , ', ',\n      ', ', # x\n      '];

function inventItems(draws: SeededDraws, indent: number, depth: number, count: number): readonly string[] {
  return Array.from({ length: count }, () => {
    const kind = draws.below(4);
    if (kind === 0) return `${inventKey(draws)}: ${pick(SCALARS, draws)}`;
    return kind === 1 && depth > 0 ? `[${inventItems(draws, indent, depth - 1, 1).join('')}]` : pick(SCALARS, draws);
  });
}

function inventKey(draws: SeededDraws): string {
  return draws.below(3) > 0 ? `k${draws.below(9)}` : pick(KEYS, draws);
}

const BLOCK_LINES = ['x', 'x y', '  deeper', '', ' ', '# no comment', '- x', 'a: b', '\tt', '---', '😀'];

function inventBlockScalar(draws: SeededDraws, indent: number): string {
  const header = `${pick(['|', '>'], draws)}${pick(['', '', '-', '+', '1', '2', '2-', '+2', '9'], draws)}`;
  const margin = ' '.repeat(indent + draws.below(3));
  const lines = Array.from({ length: 1 + draws.below(4) }, () => `${margin}${pick(BLOCK_LINES, draws)}`);
  return `${header}${pick(['', '', ' # x', ' '], draws)}\n${lines.join('\n')}`;
}
