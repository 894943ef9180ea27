import type { Recipe } from '../recipe.ts';
import { buildTar, gnuLong, paxHeader } from '../tar-builder.ts';
import { brokenContent } from './extension-content.ts';
import { contradictingExtensions } from './extension-contradictions.ts';
import { before, pax } from './extension-draft.ts';
import { soundExtensions } from './sound-extensions.ts';
import { ALPHA, accepted, BETA, TWO_FILES } from './tar-case.ts';

/** What only the profile core lets through, and how it is read. */
const coreExtensions: readonly Recipe[] = [
  ...(
    [
      [
        'last-value',
        'tar/duplicate-pax-keyword',
        [pax(['path', 'x.txt'], ['path', 'a0.txt'])],
        'Of a keyword that stands twice the last value counts.',
      ],
      [
        'last-header',
        'tar/repeated-extension-header',
        [pax(['path', 'x.txt']), pax(['path', 'a0.txt'])],
        'Of two pax headers the last counts.',
      ],
      [
        'pax-wins',
        'tar/conflicting-names',
        [pax(['path', 'a0.txt']), gnuLong('L', 'x.txt\0')],
        'A pax path wins over a GNU long name.',
      ],
      [
        'global-path',
        'tar/global-override',
        [paxHeader([['path', 'a0.txt']], 'g'), pax(['path', 'a0.txt'])],
        'What a member says itself wins over a global header.',
      ],
      [
        'name-ends-at-nul',
        'tar/malformed-long-name',
        [gnuLong('L', 'a0.txt\0x')],
        'A long name ends at its first NUL.',
      ],
    ] as const
  ).map(([stem, rule, extensions, why]) =>
    accepted({
      name: `core-${stem}`,
      cites: [rule],
      why,
      input: buildTar([...extensions, ALPHA]),
      members: { 'a0.txt': 'alpha\n' },
      profile: 'core',
    }),
  ),
  accepted({
    name: 'core-empty-value',
    cites: ['tar/empty-pax-value'],
    why: 'An empty value means that the header counts.',
    input: before(pax(['path', ''], ['size', ''])),
    members: TWO_FILES,
    profile: 'core',
  }),
  accepted({
    name: 'core-unknown-keyword',
    cites: ['tar/unknown-pax-keyword'],
    why: 'A keyword without a meaning here is passed over.',
    input: before(pax(['paths', 'x'])),
    members: TWO_FILES,
    profile: 'core',
  }),
  accepted({
    name: 'core-pax-size',
    cites: ['tar/size-mismatch'],
    why: 'A pax size wins over that of the header.',
    input: buildTar([pax(['size', '3']), { ...ALPHA, size: 6 }, BETA]),
    members: { 'a.txt': 'alp', 'b.txt': 'beta\n' },
    profile: 'core',
  }),
  accepted({
    name: 'core-global-size',
    cites: ['tar/global-override'],
    why: 'The size of a global header holds for all members behind it.',
    input: buildTar([paxHeader([['size', '3']], 'g'), ALPHA, BETA]),
    members: { 'a.txt': 'alp', 'b.txt': 'bet' },
    profile: 'core',
  }),
];

/** Every vector that an extension header is the point of. */
export const extensionRecipes: readonly Recipe[] = [
  ...soundExtensions,
  ...brokenContent,
  ...contradictingExtensions,
  ...coreExtensions,
];
