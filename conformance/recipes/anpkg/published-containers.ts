import type { AcceptRecipe, ExpectedObservation, Recipe } from '../recipe.ts';
import { type ArchiveFields, buildZip, toBytes, type ZipMember } from '../zip-builder.ts';
import { minimal } from './base-packages.ts';
import {
  LIST,
  type PackageDraft,
  PROFILE,
  packageFiles,
  packageObservation,
  SIM0,
  sha256,
  withMembers,
} from './package-draft.ts';
import { type AcceptCase, accept, reject } from './package-recipe.ts';

/*
 * What the published validator makes of archives and documents that hardened readers refuse or warn of. An accepted
 * recipe that cites a rule of ours is one that only core accepts without a word.
 */

const NOTES = 'notes.txt';
const noted = withMembers(minimal, { [NOTES]: 'second\n' });

/** The package with members that a draft cannot hold, ahead of the others or behind them. */
function withRaw(
  draft: PackageDraft,
  { ahead = [], behind = [], archive }: { ahead?: ZipMember[]; behind?: ZipMember[]; archive?: ArchiveFields },
): Uint8Array {
  const own = [...packageFiles(draft)].map(([name, data]) => ({ name, data, ...draft.fields?.[name] }));
  return buildZip([...ahead, ...own, ...behind], { order: 'given', ...archive }).bytes;
}

function acceptRaw(given: AcceptCase, input: Uint8Array, observation: Partial<ExpectedObservation> = {}): AcceptRecipe {
  const recipe = accept({ ...given, profile: 'core' });
  return {
    ...recipe,
    input,
    expect: { ...recipe.expect, observation: { ...recipe.expect.observation, ...observation } },
  };
}

const climbing = withMembers(minimal, { '../notes.txt': 'second\n' });
const reversedCentral = packageFiles(noted).size;
const linked = withMembers(minimal, { 'link.yaml.txt': SIM0 });

const archives: readonly Recipe[] = [
  accept({
    name: 'core-parent-segment',
    cites: ['zip/parent-segment', 'anpkg/listed-member-missing'],
    why: 'The name of a member leads out of the archive, and the checksum list names it as it stands.',
    draft: climbing,
    profile: 'core',
  }),
  reject({
    name: 'core-parent-segment-listed-without',
    cites: ['anpkg/listed-member-missing', 'anpkg/unlisted-member'],
    why: 'The checksum list names a member without the .. that its name begins with; names are not mended.',
    draft: { ...climbing, list: (canonical) => canonical.replace('../notes.txt', 'notes.txt') },
    at: { member: NOTES },
    twin: 'core-parent-segment',
    profile: 'core',
  }),
  acceptRaw(
    {
      name: 'core-duplicate-name',
      cites: ['zip/duplicate-name'],
      why: 'Two members have one name, and the checksum list has the digest of the last.',
      draft: noted,
    },
    withRaw(noted, { ahead: [{ name: NOTES, data: 'first\n' }] }),
  ),
  acceptRaw(
    {
      name: 'core-duplicate-name-in-central-order',
      cites: ['zip/duplicate-name'],
      why: 'Of two members with one name, the one whose central header is last stands first in the file.',
      draft: noted,
    },
    withRaw(noted, {
      behind: [{ name: NOTES, data: 'first\n' }],
      archive: { centralOrder: [reversedCentral, ...Array.from({ length: reversedCentral }, (_, index) => index)] },
    }),
  ),
  {
    ...reject({
      name: 'core-duplicate-name-first-listed',
      cites: ['anpkg/checksum-mismatch'],
      why: 'Two members have one name, and the checksum list has the digest of the first, which does not count.',
      draft: noted,
      at: { member: NOTES },
      twin: 'core-duplicate-name',
      profile: 'core',
    }),
    input: withRaw(noted, { behind: [{ name: NOTES, data: 'third\n' }] }),
  },
  acceptRaw(
    {
      name: 'core-duplicate-document',
      cites: ['zip/duplicate-name'],
      why: 'Two members are the configuration of one provider; the first, which does not count, holds a token.',
      draft: minimal,
    },
    withRaw(minimal, { ahead: [{ name: SIM0, data: 'token: wavelength\n' }] }),
  ),
  accept({
    name: 'core-symbolic-link',
    cites: ['zip/symbolic-link'],
    why: 'A member is a symbolic link, which is read as a file that holds the path.',
    draft: { ...linked, fields: { 'link.yaml.txt': { externalAttributes: 0o120777 * 0x10000 } } },
    profile: 'core',
  }),
  reject({
    name: 'core-symbolic-link-as-document',
    cites: ['anpkg/machine-profile-schema'],
    why: 'The machine profile is a symbolic link, which is not followed: its text is that of the path.',
    draft: {
      ...withMembers(minimal, { [PROFILE]: SIM0 }),
      fields: { [PROFILE]: { externalAttributes: 0o120777 * 0x10000 } },
    },
    at: { member: PROFILE, pointer: '' },
    twin: 'minimal-core',
    profile: 'core',
  }),
  ...(
    [
      ['leading-data', true, 'and offsets count from the first byte of the file'],
      ['leading-data-apart', false, 'and offsets count from the first byte behind it'],
    ] as const
  ).map(([name, offsetsIncludeLeading, said]) =>
    accept({
      name: `core-${name}`,
      cites: ['zip/leading-data'],
      why: `A line of a script stands ahead of the archive, ${said}.`,
      draft: { ...minimal, archive: { leading: toBytes('#!/usr/bin/env unpack\n'), offsetsIncludeLeading } },
      profile: 'core',
    }),
  ),
  accept({
    name: 'core-trailing-data',
    cites: ['zip/trailing-data'],
    why: 'Four bytes follow the archive.',
    draft: { ...minimal, archive: { trailing: toBytes('junk') } },
    profile: 'core',
  }),
  accept({
    name: 'core-comments',
    cites: ['zip/archive-comment', 'zip/member-comment'],
    why: 'The archive has a comment, and so has a member.',
    draft: { ...minimal, archive: { end: { comment: 'of the archive' } }, fields: { [SIM0]: { comment: 'of sim0' } } },
    profile: 'core',
  }),
  accept({
    name: 'core-deflated',
    cites: ['zip/compressed-member', 'zip/data-descriptor'],
    why: 'One member is deflated, and another has a data descriptor.',
    draft: { ...minimal, fields: { [SIM0]: { method: 8 }, [PROFILE]: { descriptor: {} } } },
    profile: 'core',
  }),
  acceptRaw(
    {
      name: 'core-directory-entries',
      cites: ['zip/directory-entry', 'anpkg/unlisted-member'],
      why: 'The folders of the package have members of their own, which the checksum list does not name.',
      draft: minimal,
    },
    withRaw(minimal, { ahead: [{ name: 'meta/' }, { name: 'providers/' }, { name: 'spare/' }] }),
    {
      members: [
        ...packageObservation(minimal).members,
        ...['meta', 'providers', 'spare'].map((path) => ({ path, type: 'directory' as const, size: 0 })),
      ].sort((a, b) => (a.path < b.path ? -1 : 1)),
    },
  ),
];

const lists: readonly Recipe[] = [
  accept({
    name: 'core-checksum-list-loose',
    cites: [
      'anpkg/checksum-line-break',
      'anpkg/checksum-line-whitespace',
      'anpkg/checksum-blank-line',
      'anpkg/checksum-final-line-break',
      'anpkg/checksum-order',
    ],
    why: 'The lines of the checksum list stand in reverse order between spaces, blank lines and CRLF, the last without.',
    draft: {
      ...minimal,
      list: (canonical) => ` \r\n  ${canonical.trimEnd().split('\n').reverse().join(' \r\n\t\r\n ')}`,
    },
    profile: 'core',
  }),
  accept({
    name: 'core-self-checksum-entry-of-other-file',
    cites: ['anpkg/self-checksum-entry', 'anpkg/checksum-mismatch'],
    why: 'The checksum list names itself with the digest of no bytes, which is not compared.',
    draft: { ...minimal, list: (canonical) => `${canonical}${sha256(toBytes(''))}  ${LIST}\n` },
    profile: 'core',
  }),
];

/** What the published validator makes of archives and checksum lists. */
export const publishedContainers: readonly Recipe[] = [...archives, ...lists];
