import { placeInDeclaration } from '../assets-pa/workspace-draft.ts';
import {
  blip,
  kitOutput,
  members,
  ofDeclaration,
  ofWorkspace,
  output,
  type Refusal,
  uuid,
  withAsset,
} from './sound-workspace.ts';

/** Assets that declare what they cannot be. */
export const declarationRefusals: readonly Refusal[] = [
  ofDeclaration(
    'declared-name-too-long',
    'name-of-256-bytes',
    ['blip', { name: '\u{1f600}'.repeat(64) }, '/name'],
    'A name has 64 characters, and 256 bytes.',
  ),
  ofDeclaration(
    'declared-bank-type',
    'bank-type-of-before',
    ['blip', output({ format: 'TILES/indexed_v1' }), '/output/format'],
    'TILES is what GLYPH was called before.',
  ),
  ofDeclaration(
    'declared-bank-type',
    'bank-type-lower-case',
    ['kit', kitOutput({ format: 'sounds/kit_v1' }), '/output/format'],
    'The bank type is written in small letters.',
  ),
  ofDeclaration(
    'declared-codec',
    'codec-raw',
    ['coin', output({ codec: 'RAW' }), '/output/codec'],
    'RAW is the word of an earlier text.',
  ),
  ofDeclaration(
    'declared-number-not-integer',
    'half-in-metadata',
    ['blip', output({ metadata: { list: [{ gain: 0.5 }] } }), '/output/metadata/list/0/gain'],
    'A number deep in the metadata is a half.',
  ),
  ofDeclaration(
    'declared-number-not-integer',
    'half-in-codec-configuration',
    ['kit', kitOutput({ codec_configuration: { quality: 0.75 } }), '/output/codec_configuration/quality'],
    'A parameter of the codec is no integer.',
  ),
  ofDeclaration(
    'declared-pipeline-metadata',
    'pipeline-in-metadata',
    ['blip', output({ metadata: { pipeline: {} } }), '/output/metadata/pipeline'],
    'What tools note stands in what programs read.',
  ),
  ofDeclaration(
    'declaration-uuid-mismatch',
    'other-uuid',
    ['coin', { asset_uuid: uuid('8') }, '/asset_uuid'],
    'A declaration has another UUID than the registry.',
  ),
  ofDeclaration(
    'duplicate-declared-name',
    'name-twice',
    ['kit', { name: 'blip' }, '/name'],
    'Two assets of the build have the same name, and the one with the greater id is named.',
  ),
  ofWorkspace(
    'declaration-schema',
    'several-defects',
    {
      ...withAsset('blip', (asset) => members(asset, { name: '' })),
      entries: { 'assets/sounds/coin/coin.raw': undefined },
    },
    placeInDeclaration(members(blip, { name: '' }), '/name'),
    'A name is empty and an input missing; documents come ahead of what they lead to.',
  ),
];
