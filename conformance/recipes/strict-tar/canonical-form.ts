import type { Recipe } from '../recipe.ts';
import { buildTar, type TarEntry } from '../tar-builder.ts';
import { ALPHA, accepted, BETA, TWO_FILES, twoFiles } from './tar-case.ts';

const DEEP = `${'d'.repeat(60)}/${'e'.repeat(60)}/${'f'.repeat(30)}`;

/** An archive that departs from the canonical form in one way. */
interface Departure {
  readonly rule: string;
  readonly stem: string;
  readonly entries: readonly TarEntry[];
  readonly members?: Readonly<Record<string, string>>;
  readonly why: string;
}

const DEPARTURES: readonly Departure[] = [
  {
    rule: 'tar/other-number-form',
    stem: 'numbers-of-bsdtar',
    entries: [{ ...ALPHA, mode: '000644 \0' }, BETA],
    why: 'A space stands behind the digits, as bsdtar writes them.',
  },
  {
    rule: 'tar/other-number-form',
    stem: 'device-numbers',
    entries: [{ ...ALPHA, devmajor: 8 }, BETA],
    why: 'The header of a file has a device number.',
  },
  {
    rule: 'tar/other-number-form',
    stem: 'devices-left-empty',
    entries: [{ ...ALPHA, devmajor: '', devminor: '' }, BETA],
    why: 'Python leaves the device numbers empty.',
  },
  {
    rule: 'tar/other-name-split',
    stem: 'short-name-divided',
    entries: [{ ...ALPHA, name: 'a.txt', prefix: 'd' }],
    members: { 'd/a.txt': 'alpha\n' },
    why: 'A short name is divided though it has room in one field.',
  },
  {
    rule: 'tar/other-name-split',
    stem: 'prefix-too-long',
    entries: [{ ...ALPHA, name: DEEP.slice(122), prefix: DEEP.slice(0, 121) }],
    members: { [DEEP]: 'alpha\n' },
    why: 'A shorter prefix would leave at most 100 bytes.',
  },
  {
    rule: 'tar/leading-dot-segment',
    stem: 'leading-dot',
    entries: [{ ...ALPHA, name: './a.txt' }, BETA],
    why: 'A name begins with `./`.',
  },
  {
    rule: 'tar/unsorted-members',
    stem: 'unsorted',
    entries: [BETA, ALPHA],
    why: 'The members stand in another order than that of their paths.',
  },
  {
    rule: 'tar/different-times',
    stem: 'times',
    entries: [ALPHA, { ...BETA, mtime: 1 }],
    why: 'The members have two times.',
  },
  {
    rule: 'tar/owner',
    stem: 'user',
    entries: [{ ...ALPHA, uid: 1000 }, BETA],
    why: 'A member belongs to a user other than 0.',
  },
  {
    rule: 'tar/owner',
    stem: 'group',
    entries: [ALPHA, { ...BETA, gid: 100 }],
    why: 'A member belongs to a group other than 0.',
  },
  {
    rule: 'tar/owner',
    stem: 'owner-name',
    entries: [{ ...ALPHA, uname: 'root' }, BETA],
    why: 'A member names its user, though it is 0.',
  },
  {
    rule: 'tar/other-mode',
    stem: 'mode-0600',
    entries: [{ ...ALPHA, mode: 0o600 }, BETA],
    why: 'A file has the mode 0600.',
  },
  {
    rule: 'tar/other-mode',
    stem: 'mode-0664',
    entries: [ALPHA, { ...BETA, mode: 0o664 }],
    why: 'A file has the mode 0664.',
  },
  {
    rule: 'tar/name-not-normalized',
    stem: 'not-normalized',
    entries: [{ ...ALPHA, name: 'e\u0301' }],
    members: { 'e\u0301': 'alpha\n' },
    why: 'A name is not in normalization form C.',
  },
];

export const canonicalFormRecipes: readonly Recipe[] = [
  ...DEPARTURES.map(({ rule, stem, entries, members = TWO_FILES, why }) =>
    accepted({ name: `departs-${stem}`, cites: [rule], why, input: buildTar(entries), members, warnings: [rule] }),
  ),
  accepted({
    name: 'canonical-variety',
    cites: [
      'tar/other-name-split',
      'tar/other-mode',
      'tar/different-times',
      'tar/other-number-form',
      'tar/unsorted-members',
      'tar/name-not-normalized',
    ],
    why: 'Two modes, one time for all, a divided name with the shortest prefix, and names sorted by code point: nothing departs.',
    input: buildTar([
      { ...ALPHA, mode: 0o755, mtime: 1_700_000_000 },
      { ...BETA, name: DEEP.slice(61), prefix: DEEP.slice(0, 60), mtime: 1_700_000_000 },
      { ...ALPHA, name: 'é', mtime: 1_700_000_000 },
      { ...ALPHA, name: '\uffee', mtime: 1_700_000_000 },
      { ...ALPHA, name: '\u{1f600}', mtime: 1_700_000_000 },
    ]),
    members: { 'a.txt': 'alpha\n', [DEEP]: 'beta\n', é: 'alpha\n', '\uffee': 'alpha\n', '\u{1f600}': 'alpha\n' },
  }),
  accepted({
    name: 'mode-of-the-file-type',
    cites: ['tar/other-mode', 'tar/setuid-or-setgid'],
    why: 'Bits above the lower twelve of a mode do not count.',
    input: twoFiles({ mode: 0o100644 }),
    members: TWO_FILES,
  }),
];
