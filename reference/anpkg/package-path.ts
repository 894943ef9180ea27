import { isBlank } from '../integrity/line-breaks.ts';

/** What a reference in a document comes to (section 5 of the contract): exactly one of these. */
export type PathResolution =
  | { readonly state: 'blank' | 'absolute' | 'drive' | 'escapes' }
  | { readonly state: 'missing' | 'file'; readonly path: string; readonly normalized: boolean };

/** Resolves a path from a document against the root of a package whose files are known. */
export function resolvePackagePath(raw: string, isFile: (path: string) => boolean): PathResolution {
  if (isBlank(raw)) return { state: 'blank' };
  if (raw.startsWith('/')) return { state: 'absolute' };
  if (/^[A-Za-z]:[\\/]/.test(raw)) return { state: 'drive' };
  const kept: string[] = [];
  for (const segment of raw.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.pop() === undefined) return { state: 'escapes' };
  }
  const path = kept.join('/');
  return { state: isFile(path) ? 'file' : 'missing', path, normalized: path === raw };
}
