import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareCodePoints } from '../../report/code-point-order.ts';
import { usageError } from '../usage-error.ts';

const MOST_ALTERNATIVES = 1000;

/** Whether a path can only be meant as a pattern. */
export function isGlob(path: string): boolean {
  return /[*?[\]{}]/u.test(path);
}

/**
 * Files and folders that match a pattern, sorted by code point: `*` and `?` within a segment, `[a-z]`, `{a,b}`, and
 * `**` for any number of folders. Hidden entries match only a segment that begins with a dot; symbolic links are
 * neither followed nor matched.
 */
export function expandGlob(pattern: string, cwd: string): readonly string[] {
  const found = new Set<string>();
  for (const alternative of expandBraces(pattern)) {
    const isAbsolute = alternative.startsWith('/');
    const segments = alternative.split('/').filter((segment) => segment !== '');
    // Two in a row are as good as one, and would be tried in every way.
    const distinct = segments.filter((segment, index) => segment !== '**' || segments[index - 1] !== '**');
    match(isAbsolute ? '/' : '', distinct, cwd, found);
  }
  return [...found].sort(compareCodePoints);
}

function match(prefix: string, segments: readonly string[], cwd: string, found: Set<string>): void {
  const [segment, ...rest] = segments;
  if (segment === undefined) {
    if (prefix !== '') found.add(prefix);
    return;
  }
  if (!isGlob(segment)) {
    const path = join(prefix, segment);
    if (rest.length > 0) match(path, rest, cwd, found);
    else if (isDotted(segment) || list(prefix, cwd).some(({ name }) => name === segment)) found.add(path);
    return;
  }
  if (segment === '**') match(prefix, rest, cwd, found);
  const matches = segment === '**' ? isVisible : toMatcher(segment);
  for (const entry of list(prefix, cwd)) {
    if (!matches(entry.name)) continue;
    const path = join(prefix, entry.name);
    if (segment === '**') {
      if (entry.isDirectory()) match(path, segments, cwd, found);
      else if (rest.length === 0) found.add(path);
    } else if (rest.length === 0 || entry.isDirectory()) match(path, rest, cwd, found);
  }
}

function list(folder: string, cwd: string): readonly Dirent[] {
  try {
    const entries = readdirSync(folder.startsWith('/') ? folder : join(cwd, folder), { withFileTypes: true });
    return entries.filter((entry) => !entry.isSymbolicLink());
  } catch {
    return [];
  }
}

function isDotted(segment: string): boolean {
  return segment === '.' || segment === '..';
}

function isVisible(name: string): boolean {
  return !name.startsWith('.');
}

type Matcher = (text: string) => boolean;

/** What stands in a segment: `*`, or what one character must be. */
type Token = '*' | Matcher;

function toMatcher(segment: string): Matcher {
  const tokens = (segment.match(/\[[!^]?[^\]]+\]|[\s\S]/gu) ?? []).map(toToken);
  return (name) => (isVisible(name) || segment.startsWith('.')) && matchTokens(tokens, [...name]);
}

function toToken(part: string): Token {
  if (part === '*') return '*';
  if (part === '?') return () => true;
  if ([...part].length === 1) return (character) => character === part;
  try {
    const pattern = new RegExp(`^[${part.slice(1, -1).replace(/^!/u, '^').replaceAll('\\', '\\\\')}]$`, 'u');
    return (character) => pattern.test(character);
  } catch {
    throw usageError(`not a pattern: ${part}`);
  }
}

// A regular expression would try every way to share a name out among the stars. The last star alone takes more, and
// earlier ones need not: so the time is the product of the lengths at most.
function matchTokens(tokens: readonly Token[], characters: readonly string[]): boolean {
  let token = 0;
  let star = -1;
  let taken = 0;
  for (let at = 0; at < characters.length; ) {
    const wanted = tokens[token];
    if (wanted === '*') {
      star = token;
      taken = at;
      token += 1;
    } else if (wanted?.(characters[at] ?? '') === true) {
      token += 1;
      at += 1;
    } else if (star >= 0) {
      token = star + 1;
      taken += 1;
      at = taken;
    } else return false;
  }
  return tokens.slice(token).every((rest) => rest === '*');
}

function expandBraces(pattern: string): readonly string[] {
  let current = [pattern];
  while (current.some((text) => /\{[^{}]*,[^{}]*\}/u.test(text))) {
    current = current.flatMap((text) => {
      const brace = /\{([^{}]*,[^{}]*)\}/u.exec(text);
      if (brace === null) return [text];
      const after = text.slice(brace.index + brace[0].length);
      return (brace[1] ?? '').split(',').map((choice) => `${text.slice(0, brace.index)}${choice}${after}`);
    });
    if (current.length > MOST_ALTERNATIVES) throw usageError(`too many alternatives: ${pattern}`);
  }
  return current;
}
