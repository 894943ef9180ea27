import { describe, expect, it } from 'vitest';
import { example } from '../example-repository.test-fixture.ts';
import {
  CHANGELOG,
  type Changes,
  CONTRACT,
  contract,
  entry,
  file,
  generations,
  INDEX,
  indexOf,
  MIGRATED,
  NOW,
  rulesOf,
  TEXT,
  TEXT_TOO,
} from './changed-states.test-fixture.ts';

describe('the three documents', () => {
  it('may stand still, and the changelog may change alone', async () => {
    expect(await rulesOf({}, {})).toEqual([]);
    expect(await rulesOf({}, { [CHANGELOG]: entry('1.0.1', '2026-11-21', 'More.') })).toEqual([]);
  });

  const changed = contract(['"steward": "release-steward"', '"steward": "release-steward", "notes": "n"']);
  const wider = contract([
    '"windows", "os": "Windows", "arch": ["x86_64"]',
    '"windows", "os": "Windows", "arch": ["x86_64", "aarch64"]',
  ]);
  it.each<[string, Changes, readonly string[]]>([
    ['a text alone', { [TEXT]: TEXT_TOO }, ['text-changed-alone']],
    ['white space under the same entry', { [CONTRACT]: `${example('contract')}\n` }, ['contract-not-frozen']],
    ['white space under a new entry', { [CONTRACT]: `${example('contract')}\n`, [CHANGELOG]: MIGRATED }, []],
    [
      'another order of architectures',
      {
        [CONTRACT]: contract(['["x86_64", "aarch64"]', '["aarch64", "x86_64"]']),
        [TEXT]: TEXT_TOO,
        [CHANGELOG]: entry('1.0.1', '2026-11-21', 'Order.'),
      },
      [],
    ],
    ['a wider matrix with all that belongs to it', { [CONTRACT]: wider, [TEXT]: TEXT_TOO, [CHANGELOG]: MIGRATED }, []],
    ['one without its text', { [CONTRACT]: wider, [CHANGELOG]: MIGRATED }, ['incomplete-change']],
    [
      'one without an entry',
      { [CONTRACT]: wider, [TEXT]: TEXT_TOO, [CHANGELOG]: `${file(CHANGELOG)}\n` },
      ['change-without-entry', 'version-step', 'contract-not-frozen'],
    ],
    [
      'one without a migration step',
      { [CONTRACT]: wider, [TEXT]: TEXT_TOO, [CHANGELOG]: entry('1.0.1', '2026-11-21', 'More.') },
      ['change-without-migration'],
    ],
    [
      'a member that is added without a minor version',
      { [CONTRACT]: changed, [TEXT]: TEXT_TOO, [CHANGELOG]: MIGRATED },
      ['version-step'],
    ],
    [
      'a member that is added with one',
      {
        [CONTRACT]: changed.replace('"contract_version": "1.0.0"', '"contract_version": "1.1.0"'),
        [TEXT]: TEXT_TOO,
        [CHANGELOG]: entry('1.1.0', '2026-11-21', 'Notes.'),
      },
      [],
    ],
    [
      'a template that changes under a minor version',
      {
        [CONTRACT]: contract(
          ['{gitsha}/{dist_revision}"', '{dist_revision}/{gitsha}"'],
          ['"contract_version": "1.0.0"', '"contract_version": "1.1.0"'],
        ),
        [TEXT]: TEXT_TOO,
        [CHANGELOG]: entry('1.1.0', '2026-11-21', 'Migration: a'),
      },
      ['version-step'],
    ],
  ])('judge %s', async (_name, after, expected) => {
    expect(await rulesOf({}, after)).toEqual(expected);
  });
});

describe('promises', () => {
  const both = contract([
    '"steward": "release-steward"',
    '"steward": "release-steward", "stewards": ["release-steward", "ada"]',
  ]);
  const handed = both.replace('"steward": "release-steward"', '"steward": "ada"');
  const all = { [TEXT]: TEXT_TOO, [CHANGELOG]: MIGRATED };

  it('let a steward go behind a release in which both were listed', async () => {
    const before = { [CONTRACT]: both };
    expect(await rulesOf(before, { ...all, [CONTRACT]: handed, [INDEX]: generations('0.1.0', '0.2.0') })).toEqual([]);
    expect(await rulesOf(before, { ...all, [CONTRACT]: handed })).toEqual(['steward-handoff']);
    expect(await rulesOf({}, { ...all, [CONTRACT]: contract(['"release-steward"', '"ada"']) })).toEqual([
      'steward-handoff',
    ]);
  });

  const planned = contract([
    '"darwin", "os": "Darwin", "arch": ["x86_64", "aarch64"], "compatibility": "recommended"',
    '"darwin", "os": "Darwin", "arch": ["x86_64", "aarch64"], "compatibility": "deprecated"',
  ]);
  const announced = entry('1.0.1', '2026-09-22', 'Darwin will be deprecated.', 'Migration: use Linux.');
  const done = (text: string) =>
    text.replace('## 1.0.1', '## 1.0.2\n\n- 2026-11-21\n- Darwin.\n- Migration: use Linux.\n\n## 1.0.1');
  const later = { [CONTRACT]: planned, [TEXT]: TEXT_TOO, [CHANGELOG]: done(announced) };
  const released = indexOf(
    { version: '0.1.0' },
    { version: '0.2.0', edit: (row) => row.replace('1775320894', '1793000000') },
  );

  it('let a platform go behind its notice and a release', async () => {
    const before = { [CHANGELOG]: announced };
    expect(await rulesOf(before, { ...later, [INDEX]: released }, '2026-11-21T00:00:00Z')).toEqual([]);
    expect(await rulesOf(before, { ...later, [INDEX]: released }, '2026-11-20T23:59:59Z')).toEqual([
      'platform-removed-early',
    ]);
    expect(await rulesOf(before, later, NOW)).toEqual(['platform-removed-early']);
    const unannounced = { [CONTRACT]: planned, [TEXT]: TEXT_TOO, [CHANGELOG]: MIGRATED, [INDEX]: released };
    expect(await rulesOf({}, unannounced)).toEqual(['platform-removed-early']);
  });

  it('let no platform go in the shadow of another that was announced', async () => {
    const { compatibility_matrix: matrix, ...rest } = JSON.parse(example('contract'));
    const linuxAlone = { [CONTRACT]: JSON.stringify({ ...rest, compatibility_matrix: matrix.slice(0, 1) }) };
    const windows = announced.replace('Darwin will', 'Windows will');
    const after = { ...later, ...linuxAlone, [CHANGELOG]: done(windows), [INDEX]: released };
    expect(await rulesOf({ [CHANGELOG]: windows }, after)).toEqual(['platform-removed-early']);
    const both = announced.replace('Darwin will', 'Windows and Darwin will');
    expect(await rulesOf({ [CHANGELOG]: both }, { ...after, [CHANGELOG]: done(both) })).toEqual([]);
  });
});
