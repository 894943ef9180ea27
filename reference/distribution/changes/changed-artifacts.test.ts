import { describe, expect, it } from 'vitest';
import { ARTIFACT, example, FOLDER } from '../example-repository.test-fixture.ts';
import { type Changes, generations, INDEX, indexOf, LEGACY, rulesOf, SEVEN } from './changed-states.test-fixture.ts';

describe('what was published', () => {
  const yanked = (row: string) =>
    row.replace('"source_date_epoch"', '"yanked":{"reason":"r","since":"2026-11-21"},"source_date_epoch"');
  const signed = (digit: string) => (row: string) =>
    row.replace('"source_date_epoch"', `"checksums_sha256":"${digit.repeat(64)}","source_date_epoch"`);
  const r = (revision: string) => (row: string) => row.replace('"dist_revision":"r1"', `"dist_revision":"${revision}"`);

  it.each<[string, Changes, Changes, readonly string[]]>([
    ['a yank', {}, { [INDEX]: indexOf({ version: '0.1.0', edit: yanked }) }, []],
    ['a yank that is taken back', { [INDEX]: indexOf({ version: '0.1.0', edit: yanked }) }, {}, ['row-changed']],
    ['a digest of the checksums that it gets', {}, { [INDEX]: indexOf({ version: '0.1.0', edit: signed('a') }) }, []],
    [
      'one that it gets together with a yank',
      {},
      { [INDEX]: indexOf({ version: '0.1.0', edit: (row) => yanked(signed('a')(row)) }) },
      [],
    ],
    ['one that is taken back', { [INDEX]: indexOf({ version: '0.1.0', edit: signed('a') }) }, {}, ['row-changed']],
    [
      'one that becomes another',
      { [INDEX]: indexOf({ version: '0.1.0', edit: signed('a') }) },
      { [INDEX]: indexOf({ version: '0.1.0', edit: signed('b') }) },
      ['row-changed'],
    ],
    [
      'a yank that becomes another',
      { [INDEX]: indexOf({ version: '0.1.0', edit: yanked }) },
      { [INDEX]: indexOf({ version: '0.1.0', edit: (row) => yanked(row).replace('"reason":"r"', '"reason":"s"') }) },
      ['row-changed'],
    ],
    [
      'a size that it gets',
      {},
      {
        [INDEX]: indexOf({
          version: '0.1.0',
          edit: (row) => row.replace('"source_date_epoch"', '"artifact_size":3095,"source_date_epoch"'),
        }),
      },
      ['row-changed'],
    ],
    [
      'another digest',
      {},
      { [INDEX]: example('index').replace(/"artifact_sha256": "4/u, '"artifact_sha256": "5') },
      ['row-changed'],
    ],
    [
      'another file of the same size',
      {},
      { [`${FOLDER}/package/provenance.json`]: example('provenance').replace('https', 'HTTPS') },
      ['artifact-changed'],
    ],
    [
      'the lowest of seven generations removed',
      { [INDEX]: generations(...SEVEN) },
      { [INDEX]: generations(...SEVEN.slice(1)) },
      [],
    ],
    [
      'another than the lowest',
      { [INDEX]: generations(...SEVEN) },
      { [INDEX]: generations(...SEVEN.slice(0, 6)) },
      ['row-removed'],
    ],
    [
      'one too many',
      { [INDEX]: generations(...SEVEN) },
      { [INDEX]: generations(...SEVEN.slice(2)) },
      ['too-few-generations'],
    ],
    [
      'a row without its file',
      { [INDEX]: generations('0.1.0', '0.2.0') },
      { [INDEX]: generations('0.2.0'), [ARTIFACT]: undefined },
      ['too-few-generations'],
    ],
    ['a revision that rises', {}, { [INDEX]: indexOf({ version: '0.1.0' }, { version: '0.1.0', edit: r('r10') }) }, []],
    [
      'one that does not',
      { [INDEX]: indexOf({ version: '0.1.0', edit: r('r10') }) },
      { [INDEX]: indexOf({ version: '0.1.0', edit: r('r10') }, { version: '0.1.0', edit: r('r2') }) },
      ['revision-not-rising'],
    ],
  ])('judges %s', async (_name, before, after, expected) => {
    expect(await rulesOf(before, after)).toEqual(expected);
  });

  it('stays where only the order of members is another', async () => {
    const yanked = (members: string) =>
      indexOf({ version: '0.1.0', edit: (row) => row.replace('"toolchain"', `"yanked":{${members}},"toolchain"`) });
    const [reason, since] = ['"reason":"r"', '"since":"2026-11-20"'];
    const before = { [INDEX]: yanked(`${reason},${since}`) };
    expect(await rulesOf(before, { [INDEX]: yanked(`${since},${reason}`) })).toEqual([]);
  });

  it('is gone where the index is', async () => {
    // The four files of its row are left.
    const files = Array.from({ length: 4 }, () => 'row-removed');
    expect(await rulesOf({}, { [INDEX]: undefined })).toEqual(['missing-index', ...files, 'too-few-generations']);
  });

  it('names what is left of a row that is removed', async () => {
    const version = (row: string) => row.replaceAll('/0.1.0/', '/0.2.0/').replaceAll('-v0.1.0-', '-v0.2.0-');
    const before = { [INDEX]: indexOf({ version: '0.1.0' }, { version: '0.2.0', edit: version }) };
    const after = { [INDEX]: indexOf({ version: '0.2.0', edit: version }) };
    const found = await rulesOf(before, after);
    expect(found.filter((rule) => rule === 'row-removed')).toHaveLength(4);
  });

  it('lets a legacy index go behind its sunset, and not at the last second of it', async () => {
    const before = { [LEGACY]: example('index') };
    expect(await rulesOf(before, {}, '2026-07-01T00:00:00Z')).toEqual([]);
    expect(await rulesOf(before, {}, '2026-06-30T23:59:59Z')).toEqual(['alias-removed-early']);
    const other = { [LEGACY]: generations('0.0.9') };
    expect(await rulesOf(other, {}, '2026-07-01T00:00:00Z')).toEqual(['alias-removed-early']);
  });
});
