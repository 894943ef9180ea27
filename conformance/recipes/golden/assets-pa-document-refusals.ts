import { declarationOf, REGISTRY, utf8, type WorkspaceDraft, workspaceFolder } from '../assets-pa/workspace-draft.ts';
import {
  coin,
  entries,
  members,
  ofWorkspace,
  output,
  type Refusal,
  soundWorkspace,
  withAsset,
} from './sound-workspace.ts';

const COIN = declarationOf(coin);

/** The text of a document of the sound workspace. */
function textAt(path: string): string {
  const entry = workspaceFolder(soundWorkspace)[path];
  return entry instanceof Uint8Array ? new TextDecoder().decode(entry) : '';
}

/** The sound workspace, with a text in a document replaced by another one. */
function respelled(path: string, from: string, to: string): WorkspaceDraft {
  const text = textAt(path);
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  return entries({ [path]: utf8(text.replace(from, to)) });
}

/** Lists within each other, so many. */
function nested(levels: number): unknown {
  return levels === 0 ? 0 : [nested(levels - 1)];
}

// A declaration has 64 levels with this; in the header, metadata stands one level further down.
const deep = members(coin, output({ metadata: { deep: nested(61) } }));

/** Workspaces whose documents cannot be read, or whose values no header can hold. */
export const documentRefusals: readonly Refusal[] = [
  ofWorkspace(
    'json/unexpected-end',
    'registry-cut-off',
    entries({ [REGISTRY]: utf8(textAt(REGISTRY).slice(0, -3)) }),
    { member: REGISTRY },
    'The registry ends within its list, as one that was written half.',
  ),
  ofWorkspace(
    'json/duplicate-key',
    'registry-with-two-next-ids',
    respelled(REGISTRY, '"next_asset_id": 10', '"next_asset_id": 10, "next_asset_id": 4'),
    { member: REGISTRY, pointer: '/next_asset_id' },
    'The registry states the next id twice, and readers would take one or the other.',
  ),
  ofWorkspace(
    'json/byte-order-mark',
    'declaration-with-byte-order-mark',
    respelled(COIN, '{', '\ufeff{'),
    { member: COIN, line: 1, column: 1, offset: 0 },
    'A declaration begins with a byte order mark.',
  ),
  ofWorkspace(
    'json/trailing-comma',
    'declaration-with-trailing-comma',
    respelled(COIN, '"coin.raw"', '"coin.raw",'),
    { member: COIN },
    'A list in a declaration ends in a comma, as many editors let it.',
  ),
  ofWorkspace(
    'declared-number-not-integer',
    'number-beyond-safe',
    respelled(COIN, '"codec": "NONE"', '"codec": "NONE", "metadata": { "far": 1e16 }'),
    { member: COIN, pointer: '/output/metadata/far' },
    'A number in the metadata is whole, and greater than a header can hold.',
  ),
  {
    ...ofWorkspace(
      'json/nesting-too-deep',
      'metadata-too-deep-for-header',
      withAsset('coin', () => deep),
      { member: 'build/assets.pa', line: 1 },
      'Metadata that a declaration can hold is nested too deep for a header, so that nothing is published.',
    ),
    breaks: ['assets-pa/build-partial'],
  },
];
