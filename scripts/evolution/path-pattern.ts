/**
 * Whether a path, from the root and with `/`, matches a pattern: `*` and `?` within a segment, `**` for any number of
 * whole segments. Works on text alone, because a path that changed may be gone.
 */
export function matchesPattern(path: string, pattern: string): boolean {
  return matches(path.split('/'), pattern.split('/'));
}

function matches(path: readonly string[], pattern: readonly string[]): boolean {
  const [segment, ...rest] = pattern;
  if (segment === undefined) return path.length === 0;
  const [name, ...inner] = path;
  if (segment === '**') {
    // At the end it stands for files, at least one segment deep.
    if (rest.length === 0) return path.length > 0;
    return matches(path, rest) || (name !== undefined && matches(inner, pattern));
  }
  return name !== undefined && toRegExp(segment).test(name) && matches(inner, rest);
}

function toRegExp(segment: string): RegExp {
  const source = segment.replaceAll(/[\s\S]/g, (character) => {
    if (character === '*') return '.*';
    return character === '?' ? '.' : character.replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, 's');
}
