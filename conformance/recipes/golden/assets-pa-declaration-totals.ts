import { declarationOf, type WorkspaceAssetDraft, type WorkspaceDraft } from '../assets-pa/workspace-draft.ts';
import { toCanonicalText } from '../document-text.ts';
import { blip, coin, members, ofRegistry, ofWorkspace, type Refusal } from './sound-workspace.ts';

// So many assets share one declaration, which counts for each of them: nothing of 64 MiB has to be stored.
const SHARING = 1024;
const SHARED_SIZE = 65_536;

const shared = members(coin, { build: { note: '' } });
const missing = SHARED_SIZE - toCanonicalText(shared.declaration).text.length;
const filled = members(coin, { build: { note: 'x'.repeat(missing) } });

/** The coin, so often registered that its declaration comes to 64 MiB, and the blip behind, whose id is the least. */
function sharing(last: WorkspaceAssetDraft): WorkspaceDraft {
  const entries = Array.from({ length: SHARING }, (_, index) => ({
    asset_id: coin.id + index,
    asset_uuid: index === 0 ? coin.uuid : `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    root: coin.root,
    included_in_build: true,
  }));
  const { id: asset_id, uuid: asset_uuid, root, included: included_in_build = true } = last;
  const assets = [...entries, { asset_id, asset_uuid, root, included_in_build }];
  return {
    assets: [filled, last],
    next: coin.id + SHARING,
    registry: (registry) => ({ ...registry, assets }),
  };
}

/** Workspaces whose declarations come to 64 MiB, or to more. */
export const declarationTotals: readonly Refusal[] = [
  {
    ...ofWorkspace(
      'declarations-too-large',
      'declarations-beyond-64-mib',
      sharing(blip),
      { member: declarationOf(blip) },
      'The last declaration goes beyond 64 MiB, to which the one comes that the assets before it share.',
    ),
    breaks: ['registry-duplicate-root', 'declaration-uuid-mismatch'],
  },
  {
    ...ofRegistry(
      'registry-duplicate-root',
      'declarations-of-64-mib',
      [sharing({ ...blip, included: false }), '/assets/1/root'],
      'The declaration that many assets share comes to 64 MiB, as it may; an asset that is excluded adds nothing.',
    ),
    breaks: ['declarations-too-large', 'declaration-uuid-mismatch'],
  },
];
