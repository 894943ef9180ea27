/** The text at the member `schema_version`, as `glanceAtMember` finds it. */
export function glanceAtSchemaVersion(head: Uint8Array): string | undefined {
  return glanceAtMember(head, 'schema_version');
}

/**
 * The text at a member of the object that a JSON text begins with, as far as `head` goes; undefined
 * where there is none. Looks at the object's own members only: a document that quotes another one is not that other
 * one. Nothing is judged here, so a text that is no JSON may have an answer too.
 */
export function glanceAtMember(head: Uint8Array, member: string): string | undefined {
  // The last character may be cut in two, so this decoder replaces instead of refusing.
  const text = new TextDecoder().decode(head);
  let depth = 0;
  let isNamed = false;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      if (depth === 0 && token === '[') return undefined;
      depth += 1;
    } else if (token === '}' || token === ']') depth -= 1;
    if (depth < 1) return undefined;
    if (depth > 1 || token === ':') continue;
    if (isNamed) return token.startsWith('"') ? token.slice(1, -1) : undefined;
    isNamed = token.endsWith(':') && token.slice(0, -1).trimEnd() === `"${member}"`;
  }
  return undefined;
}

// A text with what makes it a name, a text, and the signs that are no part of a text.
const TOKEN = /"(?:[^"\\]|\\.)*"(?:\s*:)?|[{}[\]:,]|[^\s"{}[\]:,]+/gsu;
