// Equal values have one key, and no text is one: it begins with half a surrogate pair.
export const KEY_OF_OTHER: string = `function keyOfOther(value) {
  const sorted = (_, item) =>
    typeof item == "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.keys(item).sort().map((name) => [name, item[name]]))
      : item;
  return "\\ud800" + JSON.stringify(value, sorted);
}
`;

/** Code that was compiled from schemas, mended where it does otherwise than JSON Schema says. It calls `keyOfOther`. */
export function toExactCode(code: string): string {
  return (
    code
      // A text such as `__proto__` must count as any other when `uniqueItems` looks for a second one.
      .replaceAll(/const (indices\d*) = \{\};/g, 'const $1 = Object.create(null);')
      // What is no text must count as well: another constraint refuses it, and so does this one where it stands twice.
      .replaceAll(
        /if\(typeof (item\d+) !== "string"\)\{\s*continue;\s*\}/g,
        'if (typeof $1 !== "string") $1 = keyOfOther($1);',
      )
  );
}
