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
    match(isAbsolute ? '/' : '', segments, cwd, found);
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

function toMatcher(segment: string): (name: string) => boolean {
  const source = segment.replaceAll(/\[[!^]?[^\]]+\]|[\s\S]/gu, (part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    if (part.length > 1) return `[${part.slice(1, -1).replace(/^!/u, '^').replaceAll('\\', '\\\\')}]`;
    return part.replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&');
  });
  let pattern: RegExp;
  try {
    pattern = new RegExp(`^${source}$`, 'su');
  } catch {
    throw usageError(`not a pattern: ${segment}`);
  }
  return (name) => (isVisible(name) || segment.startsWith('.')) && pattern.test(name);
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
