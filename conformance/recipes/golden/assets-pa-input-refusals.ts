import { placeInDeclaration } from '../assets-pa/workspace-draft.ts';
import { coin, entries, input0, inputs, kit, ofDeclaration, ofWorkspace, type Refusal } from './sound-workspace.ts';

const COIN = 'assets/sounds/coin/coin.raw';

/** A refusal for the path of the coin's one input. */
function ofPath(name: string, path: string, why: string): Refusal {
  return ofDeclaration('input-path', name, ['coin', inputs(path), input0], why);
}

/** A refusal for a symbolic link that the coin's one input is. */
function ofLink(rule: string, name: string, target: string, why: string): Refusal {
  return ofWorkspace(rule, name, entries({ [COIN]: { link: target } }), placeInDeclaration(coin, input0), why);
}

/** Assets whose inputs are no files of theirs. */
export const inputRefusals: readonly Refusal[] = [
  ofDeclaration(
    'input-path',
    'input-above',
    ['blip', inputs('../coin/coin.raw'), input0],
    'The path of an input leads out of its folder.',
  ),
  ofPath('input-absolute', '/etc/hostname', 'The path of an input is absolute.'),
  ofPath('input-with-detour', './coin.raw', 'The path of an input has a segment that means nothing.'),
  ofPath(
    'input-with-drive',
    'C:coin.raw',
    'The path of an input has a colon, which names a drive or a stream elsewhere.',
  ),
  ofPath('input-with-backslash', 'takes\\coin.raw', 'The segments of an input are parted by a backslash.'),
  ofPath('input-with-slash-at-end', 'coin.raw/', 'The path of an input ends in a slash.'),
  ofPath('input-with-control-character', 'coin\u0085.raw', 'The path of an input has a control character.'),
  ofLink(
    'input-outside-root',
    'input-by-link-outside',
    '../blip/blip.raw',
    'An input is a symbolic link to a file of another asset.',
  ),
  ofLink(
    'input-outside-root',
    'input-by-link-out-of-project',
    '/dev/null',
    'An input is a symbolic link that leads out of the project.',
  ),
  ofWorkspace(
    'input-outside-root',
    'input-in-linked-folder',
    {
      assets: [{ ...coin, declaration: { ...coin.declaration, ...inputs('takes/blip.raw') } }],
      next: 10,
      entries: {
        'assets/sounds/coin/takes': { link: '../blip' },
        'assets/sounds/blip/blip.raw': new TextEncoder().encode('blip'),
      },
    },
    placeInDeclaration(coin, input0),
    'An input lies in a folder that is a symbolic link out of the asset.',
  ),
  ofWorkspace(
    'input-missing',
    'input-missing',
    entries({ 'assets/kit/snare.raw': undefined }),
    placeInDeclaration(kit, '/inputs/samples/1'),
    'The last input of a role is not there.',
  ),
  ofLink('input-missing', 'input-by-link-to-nothing', 'nothing.raw', 'An input is a symbolic link that leads nowhere.'),
  ofLink(
    'input-missing',
    'input-by-link-to-nothing-outside',
    '../blip/nothing.raw',
    'An input is a symbolic link that leads nowhere, and would lead out of the asset.',
  ),
  ofLink('input-missing', 'input-by-link-to-itself', 'coin.raw', 'An input is a symbolic link to itself.'),
  ofWorkspace(
    'input-special-file',
    'input-is-a-folder',
    entries({ [COIN]: null }),
    placeInDeclaration(coin, input0),
    'A folder stands in the place of an input.',
  ),
  ofDeclaration(
    'input-listed-twice',
    'input-twice-in-role',
    ['kit', { inputs: { samples: ['kick.raw', 'snare.raw', 'kick.raw'], loops: ['loop.raw'] } }, '/inputs/samples/2'],
    'A role lists an input twice.',
  ),
  ofDeclaration(
    'input-listed-twice',
    'input-in-two-roles',
    ['kit', { inputs: { loops: ['loop.raw'], samples: ['kick.raw', 'snare.raw', 'loop.raw'] } }, '/inputs/samples/2'],
    'Two roles list the same input.',
  ),
  ofDeclaration(
    'direct-inputs',
    'direct-asset-of-two-inputs',
    ['blip', { inputs: { sources: ['blip.raw'], more: ['asset.json'] } }, '/inputs'],
    'An asset without artifacts has two inputs.',
  ),
];
