import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { produceAnpkgFile } from '../../reference/anpkg/produce-to-file.ts';
import { GOLDEN_FOLDER, type GoldenCase } from './golden-case.ts';

export type Rebuilt =
  | { readonly built: true; readonly bytes: Buffer }
  | { readonly built: false; readonly why: readonly string[] };

/** What the reference makes of a golden's input. */
export async function rebuildWithReference({ folder, options }: GoldenCase): Promise<Rebuilt> {
  const scratch = mkdtempSync(join(tmpdir(), 'golden-'));
  try {
    const out = join(scratch, 'out.anpkg');
    const { sourceProject, dataRoot } = options;
    const data = dataRoot === undefined ? {} : { dataRoot: join(folder, dataRoot) };
    const result = await produceAnpkgFile({ project: join(folder, 'input'), out, sourceProject, ...data });
    if (result.produced) return { built: true, bytes: readFileSync(out) };
    return {
      built: false,
      why: result.findings.map(({ rule, at, message }) => `${rule} ${JSON.stringify(at)} ${message}`),
    };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** What the independent builder, made from the contract's text alone, makes of it. Needs Debian's Python with PyYAML. */
export function rebuildIndependently({ folder }: GoldenCase): Rebuilt {
  const builder = join(GOLDEN_FOLDER, 'build_expected.py');
  const run = spawnSync('/usr/bin/python3', ['-B', builder, folder], { maxBuffer: 64 * 1024 * 1024 });
  if (run.status === 0) return { built: true, bytes: run.stdout };
  return { built: false, why: [run.error?.message ?? String(run.stderr)] };
}
