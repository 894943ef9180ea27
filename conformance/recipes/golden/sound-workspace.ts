import type { JsonObject } from '../assets-pa/pack-draft.ts';
import {
  placeInDeclaration,
  REGISTRY,
  utf8,
  type WorkspaceAssetDraft,
  type WorkspaceDraft,
  workspaceFolder,
} from '../assets-pa/workspace-draft.ts';
import type { ExpectedLocation, RecipeFolder } from '../recipe.ts';

/** A project that a packer refuses, and why. */
export interface Refusal {
  readonly name: string;
  /** The rule that is broken, by its part after the slash where it is one of assets-pa. */
  readonly rule: string;
  /** Other rules that a packer would break which does not refuse. */
  readonly breaks?: readonly string[];
  readonly input: RecipeFolder;
  readonly at: ExpectedLocation;
  readonly why: string;
}

export const uuid = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-${digit.repeat(12)}`;

export function declared(own: string, name: string, more: JsonObject): JsonObject {
  const output = { format: 'SOUNDS/pcm_v1', codec: 'NONE' };
  return {
    schema_version: 1,
    asset_uuid: own,
    name,
    type: 'sound_bank',
    inputs: { sources: [`${name}.raw`] },
    output,
    preload: { enabled: false },
    ...more,
  };
}

export const blip: WorkspaceAssetDraft = {
  id: 3,
  uuid: uuid('3'),
  root: 'sounds/blip',
  declaration: declared(uuid('3'), 'blip', { preload: { enabled: true } }),
  files: { 'blip.raw': utf8('blip') },
};

export const coin: WorkspaceAssetDraft = {
  id: 7,
  uuid: uuid('7'),
  root: 'sounds/coin',
  declaration: declared(uuid('7'), 'coin', { build: { threads: 2 } }),
  files: { 'coin.raw': utf8('coin!') },
};

const KIT_OUTPUT: JsonObject = {
  format: 'SOUNDS/kit_v1',
  codec: 'NONE',
  metadata: { rate: 22050, nested: { list: [1, 2] } },
  codec_configuration: { window: 512 },
  pipeline: { gain: 0.5 },
  decoded_size: 40,
  artifacts: [
    { index: 0, id: 'kick', input: 'kick.raw' },
    { index: 1, id: 'snare', input: 'snare.raw' },
    { index: 2, id: 'kick', input: 'loop.raw' },
  ],
};

export const kit: WorkspaceAssetDraft = {
  id: 9,
  uuid: uuid('9'),
  root: 'kit',
  declaration: declared(uuid('9'), 'kit', {
    inputs: { samples: ['kick.raw', 'snare.raw'], loops: ['loop.raw'] },
    output: KIT_OUTPUT,
  }),
  files: { 'kick.raw': utf8('kick'), 'snare.raw': utf8('snare'), 'loop.raw': utf8('loop') },
};

/** A workspace that builds; every refusal is one edit away from it. */
export const soundWorkspace: WorkspaceDraft = { assets: [blip, coin, kit], next: 10 };

type Asset = 'blip' | 'coin' | 'kit';

/** The workspace with one asset changed. */
export function withAsset(which: Asset, change: (asset: WorkspaceAssetDraft) => WorkspaceAssetDraft): WorkspaceDraft {
  const index = { blip: 0, coin: 1, kit: 2 }[which];
  return {
    ...soundWorkspace,
    assets: soundWorkspace.assets.map((asset, at) => (at === index ? change(asset) : asset)),
  };
}

export function members(asset: WorkspaceAssetDraft, changed: JsonObject): WorkspaceAssetDraft {
  return { ...asset, declaration: { ...asset.declaration, ...changed } };
}

/** A refusal for what an asset declares: the place is that of the value. */
export function ofDeclaration(
  rule: string,
  name: string,
  [which, changed, pointer]: readonly [Asset, JsonObject, string],
  why: string,
): Refusal {
  const asset = members({ blip, coin, kit }[which], changed);
  const draft = withAsset(which, () => asset);
  return { name, rule, input: workspaceFolder(draft), at: placeInDeclaration(asset, pointer), why };
}

/** A refusal for what the workspace is like around the documents. */
export function ofWorkspace(
  rule: string,
  name: string,
  draft: WorkspaceDraft,
  at: ExpectedLocation,
  why: string,
): Refusal {
  return { name, rule, input: workspaceFolder(draft), at, why };
}

/** A refusal for what the registry says. */
export function ofRegistry(
  rule: string,
  name: string,
  [draft, pointer]: readonly [WorkspaceDraft, string],
  why: string,
): Refusal {
  return ofWorkspace(rule, name, draft, { member: REGISTRY, pointer }, why);
}

export const entries = (changed: WorkspaceDraft['entries']): WorkspaceDraft => ({
  ...soundWorkspace,
  entries: changed ?? {},
});
export const kitOutput = (changed: JsonObject): JsonObject => ({ output: { ...KIT_OUTPUT, ...changed } });
export const artifact = (index: number, id: string, input: string): JsonObject => ({ index, id, input });
export const output = (changed: JsonObject): JsonObject => ({
  output: { format: 'SOUNDS/pcm_v1', codec: 'NONE', ...changed },
});
export const inputs = (...paths: readonly string[]): JsonObject => ({ inputs: { sources: paths } });
export const input0: string = '/inputs/sources/0';
