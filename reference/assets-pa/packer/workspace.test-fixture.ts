import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { PackerRequest } from './operation.ts';
import type { OperationResult } from './operation-result.ts';

/** One asset of a project that a test makes. */
export interface SampleAsset {
  readonly id: number;
  readonly root: string;
  /** Members of the declaration that differ from those of a small direct asset. */
  readonly declaration?: Readonly<Record<string, unknown>>;
  /** Files below the root; `a.raw` with four bytes where absent. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly included?: boolean;
}

/** Two assets of which nothing is to be told. */
export const TWO: readonly SampleAsset[] = [
  { id: 1, root: 'a' },
  { id: 2, root: 'b', files: { 'a.raw': 'other' } },
];

/** A virtual asset of three artifacts under two roles, with all that a declaration can say. */
export const MENU: SampleAsset = {
  id: 5,
  root: 'menu',
  files: { 'click.raw': 'click', 'swoosh.raw': 'swoosh', 'noise.raw': '' },
  declaration: {
    inputs: { samples: ['swoosh.raw', 'click.raw'], loops: ['noise.raw'] },
    output: {
      format: 'SOUNDS/bank_v1',
      codec: 'NONE',
      metadata: { channels: 1 },
      codec_configuration: { block: 64 },
      pipeline: { tool: 'mixer' },
      artifacts: [
        { index: 1, id: 'swoosh', input: 'swoosh.raw' },
        { index: 0, id: 'click', input: 'click.raw' },
        { index: 2, id: 'hum', input: 'noise.raw' },
      ],
    },
    build: { note: 'by hand' },
  },
};

/** Makes a project in a folder of its own, as an author's tools could have left it, and gives the folder. */
export function makeProject(assets: readonly SampleAsset[], next?: number): string {
  const project = mkdtempSync(join(tmpdir(), 'packer-test-'));
  writeProject(project, assets, next);
  return project;
}

/** Writes the files of a project. */
export function writeProject(project: string, assets: readonly SampleAsset[], next?: number): void {
  for (const asset of assets) {
    const files = asset.files ?? { 'a.raw': Buffer.from([1, 2, 3, 4]) };
    for (const [path, content] of Object.entries(files)) put(project, `assets/${asset.root}/${path}`, content);
    put(project, `assets/${asset.root}/asset.json`, JSON.stringify(declarationOf(asset)));
  }
  const greatest = Math.max(0, ...assets.map(({ id }) => id));
  const entries = assets.map(({ id, root, included = true }) => ({
    asset_id: id,
    asset_uuid: uuidOf(id),
    root,
    included_in_build: included,
  }));
  const registry = { schema_version: 1, next_asset_id: next ?? greatest + 1, assets: entries };
  put(project, 'assets/.prometeu/index.json', `${JSON.stringify(registry, undefined, 2)}\n`);
}

/** The whole declaration of a sample. */
export function declarationOf({ id, declaration }: SampleAsset): Readonly<Record<string, unknown>> {
  return {
    schema_version: 1,
    asset_uuid: uuidOf(id),
    name: `asset_${id}`,
    type: 'sound_bank',
    inputs: { sources: ['a.raw'] },
    output: { format: 'SOUNDS/pcm_v1', codec: 'NONE' },
    preload: { enabled: false },
    ...declaration,
  };
}

export function uuidOf(id: number): string {
  return `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;
}

export function put(project: string, path: string, content: string | Uint8Array): void {
  const target = join(project, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
}

/** Changes the registry as an author could, with its members in their order. */
export function editRegistry(
  project: string,
  edit: (registry: { next_asset_id: number; assets: Record<string, unknown>[] }) => void,
): void {
  const registry = JSON.parse(readFileSync(join(project, 'assets/.prometeu/index.json'), 'utf8'));
  edit(registry);
  put(project, 'assets/.prometeu/index.json', `${JSON.stringify(registry, undefined, 2)}\n`);
}

/** A request with randomness that is none, and no patience. */
export function requestFor(project: string, more: Partial<PackerRequest> = {}): PackerRequest {
  let drawn = 0;
  return {
    project,
    draw(bytes) {
      drawn += 1;
      return createHash('sha512')
        .update(`${drawn}`)
        .digest('hex')
        .slice(0, 2 * bytes);
    },
    patience: 0,
    ...more,
  };
}

/** Rules of a result's findings, in order. */
export function rulesOf({ findings }: OperationResult): readonly string[] {
  return findings.map(({ rule }) => rule);
}

/** Every file below a folder by its path, with the SHA-256 of its content; without the lane and the cache. */
export function snapshotOf(project: string): Readonly<Record<string, string>> {
  const files = readdirSync(project, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  const entries = paths.map((path) => [relative(project, path), sha256(readFileSync(path))] as const);
  return Object.fromEntries(entries.filter(([path]) => !/^assets\/\.prometeu\/(?:lane|cache)\//.test(path)));
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
