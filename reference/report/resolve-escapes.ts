const ESCAPE =
  /\\(?:x([\da-f]{2})|u([\da-f]{4})|u\{([\da-f]{1,6})\}|U([\da-f]{8})|([^\sxu]))|%([\da-f]{2})|&#(?:x([\da-f]{1,6})|(\d{1,7}));/giu;

/**
 * A line of a document of any syntax with its escapes resolved, those of JSON, YAML, XML and URLs at once: to see what
 * they hide, not to read the document.
 */
export function resolveEscapes(line: string): string {
  return line.replaceAll(ESCAPE, (whole, ...groups: (string | undefined)[]) => {
    const [x, u, braced, long, plain, percent, reference, decimal] = groups;
    if (plain !== undefined) return plain;
    const hex = x ?? u ?? braced ?? long ?? percent ?? reference;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
