import { CST } from 'yaml';

/**
 * Gives a block scalar of white lines the text that its header asks for: of lines that are longer than the indentation
 * which the header states, what is longer is text. The parser takes all of them for empty lines.
 */
export function fillBlankScalar(token: CST.BlockScalar): void {
  const header = token.props.find(({ type }) => type === 'block-scalar-header');
  const [digit] = /[1-9]/.exec(header && 'source' in header ? header.source : '') ?? [];
  if (digit === undefined || header === undefined || !('source' in header) || /[^ \r\n]/.test(token.source)) return;
  const indent = Math.max(token.indent, 0) + Number(digit);
  const lines = token.source
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.slice(indent));
  const last = lines.findLastIndex((line) => line !== '');
  if (last === -1) return;
  // Lines that begin with a space are not folded.
  const text = lines.slice(0, last + 1).join('\n');
  const breaks = header.source.includes('-') ? 0 : header.source.includes('+') ? lines.length - last : 1;
  CST.setScalarValue(token, text + '\n'.repeat(breaks), { type: 'QUOTE_DOUBLE' });
}
