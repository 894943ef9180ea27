import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  adoptAsset,
  buildPack,
  doctorWorkspace,
  excludeAsset,
  forgetAsset,
  initWorkspace,
  type OperationResult,
  type PackerRequest,
  registerAsset,
  relocateAsset,
  removeAsset,
} from '../../reference/assets-pa/packer/index.ts';

// Thousands of small files: in memory where the system has such a place.
const PLACE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** An operation that is interrupted at each of its calls, on a project that is made anew for each. */
export interface Scenario {
  readonly name: string;
  /** Files of the project beside those that every project has; undefined takes one away. */
  readonly files: Readonly<Record<string, string>>;
  /** Operations that have ended well before. */
  readonly before: readonly ((request: PackerRequest) => Promise<OperationResult>)[];
  /** Files that change after them. */
  readonly changes: Readonly<Record<string, string>>;
  readonly run: (request: PackerRequest) => Promise<OperationResult>;
}

const DECLARATION = {
  name: 'sfx_hum',
  type: 'sound_bank',
  inputs: { sources: ['hum.raw'] },
  output: { format: 'SOUNDS/pcm_v1', codec: 'NONE' },
  preload: { enabled: true },
};
const NONE = { files: {}, before: [], changes: {} };

/** Every operation that changes something. */
export const SCENARIOS: readonly Scenario[] = [
  { ...NONE, name: 'init', files: { 'assets/.prometeu/index.json': '' }, run: initWorkspace },
  {
    ...NONE,
    name: 'register',
    files: { 'assets/hum/hum.raw': 'hum' },
    run: (request) => registerAsset(request, { root: 'hum', declaration: DECLARATION, included: true }),
  },
  {
    ...NONE,
    name: 'adopt',
    files: {
      'assets/hum/hum.raw': 'hum',
      'assets/hum/asset.json': JSON.stringify({ schema_version: 1, asset_uuid: uuid(9), ...DECLARATION }),
    },
    run: (request) => adoptAsset(request, { root: 'hum', included: false }),
  },
  { ...NONE, name: 'exclude', run: (request) => excludeAsset(request, '2') },
  { ...NONE, name: 'forget', run: (request) => forgetAsset(request, { asset: '2', apply: true }) },
  { ...NONE, name: 'remove', run: (request) => removeAsset(request, { asset: '2', apply: true }) },
  {
    ...NONE,
    name: 'relocate',
    run: (request) => relocateAsset(request, { asset: '2', to: 'moved/deep/menu', apply: true }),
  },
  {
    ...NONE,
    name: 'doctor --fix',
    files: {
      'assets/.prometeu/index.json': registryText().replace('"next_asset_id": 3', '"next_asset_id": 1'),
      'build/.assets-pa-stage/assets.pa': 'half',
    },
    run: (request) => doctorWorkspace(request, { fix: true }),
  },
  { ...NONE, name: 'first build', run: (request) => buildPack(request) },
  {
    ...NONE,
    name: 'build of a change',
    before: [buildPack],
    changes: { 'assets/menu/click.raw': 'CLICK!' },
    run: (request) => buildPack(request),
  },
  {
    ...NONE,
    name: 'full build of a change',
    before: [buildPack],
    changes: { 'assets/menu/click.raw': 'CLICK!' },
    run: (request) => buildPack(request, { full: true }),
  },
];

/** Makes the project of a scenario; an empty text stands for a file that is not there. */
export function makeScenarioProject(scenario: Scenario): string {
  const project = mkdtempSync(join(PLACE, 'torture-'));
  const files = { ...BASE, ...scenario.files };
  for (const [path, text] of Object.entries(files)) if (text !== '') writeInto(project, path, text);
  return project;
}

/** A copy of a project, whose times are kept, so that what the cache notes still holds. */
export function copyProject(project: string): string {
  const copy = mkdtempSync(join(PLACE, 'torture-'));
  cpSync(project, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}

export function writeInto(project: string, path: string, text: string): void {
  const target = join(project, path);
  mkdirSync(dirname(target), { recursive: true });
  rmSync(target, { force: true });
  writeFileSync(target, text);
}

const MENU = {
  name: 'sfx_menu',
  type: 'sound_bank',
  inputs: { samples: ['click.raw', 'swoosh.raw'] },
  output: {
    format: 'SOUNDS/bank_v1',
    codec: 'NONE',
    artifacts: [
      { index: 0, id: 'click', input: 'click.raw' },
      { index: 1, id: 'swoosh', input: 'swoosh.raw' },
    ],
  },
  preload: { enabled: true },
};
const BLIP = { ...DECLARATION, name: 'sfx_blip', inputs: { sources: ['blip.raw'] } };

const BASE: Readonly<Record<string, string>> = {
  'assets/blip/blip.raw': 'blip-blip',
  'assets/blip/asset.json': JSON.stringify({ schema_version: 1, asset_uuid: uuid(1), ...BLIP }),
  'assets/menu/click.raw': 'click',
  'assets/menu/swoosh.raw': 'swoosh',
  'assets/menu/asset.json': JSON.stringify({ schema_version: 1, asset_uuid: uuid(2), ...MENU }),
  'assets/.prometeu/index.json': registryText(),
};

function registryText(): string {
  const assets = [
    { asset_id: 1, asset_uuid: uuid(1), root: 'blip', included_in_build: true },
    { asset_id: 2, asset_uuid: uuid(2), root: 'menu', included_in_build: true },
  ];
  return `${JSON.stringify({ schema_version: 1, next_asset_id: 3, assets }, undefined, 2)}\n`;
}

function uuid(id: number): string {
  return `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;
}
