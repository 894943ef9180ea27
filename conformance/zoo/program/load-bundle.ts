import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type BundleOptions, bundleReference } from '../bundle-reference.ts';
import type { DrivenReference } from './driven-reference.ts';

let loaded = 0;

/** Builds the reference and loads it beside all that were loaded before. Throws where it cannot be built or started. */
export async function loadBundle(options: Omit<BundleOptions, 'out' | 'sharesGenerated'>): Promise<DrivenReference> {
  loaded += 1;
  const sharesGenerated = options.swappable !== true;
  const { path } = await bundleReference({ ...options, sharesGenerated, out: `${process.pid}-${loaded}.mjs` });
  try {
    const { driven }: { readonly driven: DrivenReference } = await import(pathToFileURL(path).href);
    return driven;
  } finally {
    rmSync(path);
  }
}
