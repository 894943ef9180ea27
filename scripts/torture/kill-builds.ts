import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildPack, type PackerRequest } from '../../reference/assets-pa/packer/index.ts';
import { isSameState, lastingFiles, leftovers, type ProjectState, readState } from './project-state.ts';
import { writeInto } from './scenarios.ts';

export interface KillCounts {
  readonly kills: number;
  readonly builds: number;
  readonly problems: readonly string[];
}

const OUTPUTS = ['assets.pa', 'asset_table.json', 'preload.json', 'asset_table_metadata.json'];
const ASSETS = 60;

/** Kills processes that build, at moments of chance, for so long; looks at what is left, and builds to the end. */
export async function killBuilds(seconds: number): Promise<KillCounts> {
  const project = mkdtempSync(join(tmpdir(), 'torture-kill-'));
  const program = join(project, 'build.mjs');
  await bundleChild(program);
  const problems: string[] = [];
  makeProject(project);
  const authored = authoredFiles(project);
  const variants = new Map<string, ReadonlyMap<string, string>>();
  for (const variant of ['variant 0', 'variant 1']) {
    writeInto(project, 'assets/r7/a.raw', variant);
    await buildPack(requestFor(project));
    variants.set(variant, outputsOf(project));
  }
  const end = Date.now() + seconds * 1000;
  let kills = 0;
  let builds = 0;
  while (Date.now() < end) {
    problems.push(...(await killOne(program, project, kills)));
    kills += 1;
    for (const [name, digest] of outputsOf(project)) {
      if (![...variants.values()].some((known) => known.get(name) === digest))
        problems.push(`${name} is neither old nor new`);
    }
    if (!isSameState(authoredFiles(project), authored)) problems.push('what authors have made changed');
    const result = await buildPack(requestFor(project));
    builds += 1;
    const expected = variants.get(readFileSync(join(project, 'assets/r7/a.raw'), 'utf8'));
    const made = outputsOf(project);
    if (result.outcome !== 'success') problems.push(`the next build ended as ${result.outcome}`);
    if (OUTPUTS.some((name) => made.get(name) !== expected?.get(name)))
      problems.push('the next build made something else');
    const left = leftovers(readState(project));
    if (left.length > 0) problems.push(`left behind after the next build: ${left.join(', ')}`);
  }
  rmSync(project, { recursive: true });
  return { kills, builds, problems };
}

async function killOne(program: string, project: string, seed: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [program, project, String(seed)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  let said = '';
  let complained = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complained += chunk;
  });
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk;
      if (said.includes('ready')) resolve();
    });
    child.once('close', () => resolve());
  });
  // One build takes some hundredths of a second.
  await new Promise((resolve) => setTimeout(resolve, randomBytes(1).readUInt8(0)));
  child.kill('SIGKILL');
  await closed;
  const unexpected = `${said.replace('ready\n', '')}${complained}`.trim();
  return unexpected === '' ? [] : [`a build complained: ${unexpected}`];
}

// One file starts sooner than a hundred that have to be compiled.
async function bundleChild(outfile: string): Promise<void> {
  const entryPoints = [join(import.meta.dirname, 'kill-child.ts')];
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' });
}

function makeProject(project: string): void {
  const assets = Array.from({ length: ASSETS }, (_, index) => {
    const asset_id = index + 1;
    const asset_uuid = `00000000-0000-4000-8000-${String(asset_id).padStart(12, '0')}`;
    const declaration = {
      schema_version: 1,
      asset_uuid,
      name: `asset_${asset_id}`,
      type: 'sound_bank',
      inputs: { sources: ['a.raw'] },
      output: { format: 'SOUNDS/pcm_v1', codec: 'NONE' },
      preload: { enabled: asset_id % 8 === 0 },
    };
    writeInto(project, `assets/r${asset_id}/asset.json`, JSON.stringify(declaration));
    writeInto(project, `assets/r${asset_id}/a.raw`, `content ${asset_id}`.repeat(200));
    return { asset_id, asset_uuid, root: `r${asset_id}`, included_in_build: true };
  });
  const registry = `${JSON.stringify({ schema_version: 1, next_asset_id: ASSETS + 1, assets }, undefined, 2)}\n`;
  writeInto(project, 'assets/.prometeu/index.json', registry);
}

// Registry, declarations and inputs; not the one input that is changed all the time.
function authoredFiles(project: string): ProjectState {
  const lasting = [...lastingFiles(readState(project))];
  return new Map(lasting.filter(([path]) => path.startsWith('assets/') && !path.startsWith('assets/r7/a.raw')));
}

function outputsOf(project: string): ReadonlyMap<string, string> {
  return new Map(
    OUTPUTS.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(project, 'build', name)))
        .digest('hex'),
    ]),
  );
}

function requestFor(project: string): PackerRequest {
  return { project, draw: (bytes) => randomBytes(bytes).toString('hex'), patience: 1000 };
}
