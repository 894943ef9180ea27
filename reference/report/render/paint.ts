/** Colours a piece of text, or leaves it as it is. */
export type Paint = (style: PaintStyle, text: string) => string;
export type PaintStyle = 'error' | 'warning' | 'good' | 'strong' | 'faint';

const CODES: Readonly<Record<PaintStyle, readonly [number, number]>> = {
  error: [31, 39],
  warning: [33, 39],
  good: [32, 39],
  strong: [1, 22],
  faint: [2, 22],
};

export const PLAIN: Paint = (_style, text) => text;

export const COLOURED: Paint = (style, text) => {
  const [on, off] = CODES[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
};
