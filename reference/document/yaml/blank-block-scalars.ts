import { CST } from 'yaml';

// Longer white lines are text only of a scalar whose header states the indentation; others take it from their text.
const HEADER = /^[|>](?:[1-9][-+]?|[-+][1-9])$/;
const WHITE_LINE = /^(?: *\r?\n)+$/;

/**
 * Puts white lines back that the lexer cuts off: of a block scalar whose header states the indentation, it drops those
 * that are no longer than the scalar's first line.
 */
export function withWhiteLines(lexemes: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let header = false;
  let content = -1;
  let white = '';
  for (const lexeme of lexemes) {
    if (joined.at(-1) === CST.SCALAR) {
      content = header ? joined.length : -1;
      header = false;
    } else if (content !== -1 && /^[ \r\n]+$/.test(lexeme)) {
      white += lexeme;
      if (WHITE_LINE.test(white)) {
        // What came since then is in the scalar now.
        joined.splice(content, Infinity, (joined[content] ?? '') + white);
        white = '';
        continue;
      }
    } else if (lexeme !== '') {
      header ||= HEADER.test(lexeme);
      content = -1;
      white = '';
    }
    joined.push(lexeme);
  }
  return joined;
}

/**
 * Gives a block scalar with white lines the text that its header asks for: of lines that are longer than the indentation
 * which the header states, what is longer is text. The parser takes some of them for empty lines.
 */
export function fillBlankScalar(token: CST.BlockScalar): void {
  const header = token.props.find(({ type }) => type === 'block-scalar-header');
  const stated = header && 'source' in header ? header.source : '';
  if (!HEADER.test(stated) || !isWellFormed(token.props) || !/^ +\r?$/m.test(token.source)) return;
  const indent = Math.max(token.indent, 0) + Number(/[1-9]/.exec(stated)?.[0]);
  const written = token.source.replace(/\r?\n$/, '').split(/\r?\n/);
  // The parser refuses a line that is indented less.
  if (written.some((line) => /[^ ]/.test(line.slice(0, indent)))) return;
  const lines = written.map((line) => line.slice(indent));
  const last = lines.findLastIndex((line) => line !== '');
  if (last === -1) return;
  const kept = lines.slice(0, last + 1);
  const text = stated.startsWith('|') ? kept.join('\n') : fold(kept);
  const breaks = stated.includes('-') ? 0 : stated.includes('+') ? lines.length - last : 1;
  CST.setScalarValue(token, '', { type: 'QUOTE_DOUBLE' });
  token.source = JSON.stringify(text + '\n'.repeat(breaks));
}

/** Whether the parser finds nothing wrong with the line of the header. */
function isWellFormed(props: CST.BlockScalar['props']): boolean {
  return props.every(({ type }, index) => {
    if (type === 'comment') return props[index - 1]?.type === 'space';
    return type === 'block-scalar-header' || type === 'space' || type === 'newline';
  });
}

/** YAML 1.2.2 section 8.1.3: a break between two lines of text is a space, unless white space begins one of them. */
function fold(lines: readonly string[]): string {
  let text = '';
  let previous: string | undefined;
  let empty = 0;
  for (const line of lines) {
    if (line === '') {
      empty += 1;
      continue;
    }
    if (previous === undefined) text += '\n'.repeat(empty);
    else if (isSpaced(previous) || isSpaced(line)) text += '\n'.repeat(empty + 1);
    else text += empty === 0 ? ' ' : '\n'.repeat(empty);
    text += line;
    previous = line;
    empty = 0;
  }
  return text;
}

function isSpaced(line: string): boolean {
  return line.startsWith(' ') || line.startsWith('\t');
}
