import { afterEach, expect, test, vi } from 'vitest';
import { buildZip, type ZipMember } from '../../../conformance/recipes/zip-builder.ts';
import { toArtifactReport } from '../../report/artifact-report.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { SHOW_ALL } from '../../report/masker.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { bufferSource } from '../byte-source.ts';
import { decodeName } from '../names/member-name.ts';
import { NameStore } from '../names/name-store.ts';
import { readZip, validateZip, ZIP_LIMITS } from './index.ts';

afterEach(() => vi.restoreAllMocks());

/** Bit 11 of the flags: the name is UTF-8. */
const UTF8 = 0x0800;

const judge = (members: readonly ZipMember[]) =>
  validateZip(bufferSource(buildZip(members).bytes), { selection: HARDENED, observe: true });

test.each([
  ['of 4,096 bytes stands whole', 'n'.repeat(4096), 'n'.repeat(4096)],
  ['of 4,097 bytes is cut and marked', 'n'.repeat(4097), `${'n'.repeat(4096)}…`],
  ['of a folder keeps its slash', `${'n'.repeat(5000)}/`, `${'n'.repeat(4096)}…/`],
  ['with a slash elsewhere gets none', `${'n'.repeat(4096)}/n`, `${'n'.repeat(4096)}…`],
  ['of two-byte characters is cut between them', `n${'é'.repeat(3000)}`, `n${'é'.repeat(2047)}…`],
  ['of three-byte characters is cut between them', `n${'ế'.repeat(3000)}`, `n${'ế'.repeat(1365)}…`],
  ['of four-byte characters is cut between them', `nnn${'😀'.repeat(3000)}`, `nnn${'😀'.repeat(1023)}…`],
])('a name %s', (_what, name, expected) => {
  const bytes = Buffer.from(name);
  const decoded = decodeName(bytes, 'utf-8');
  expect(decoded).toEqual({ text: expected, isAscii: /^[n/…]*$/u.test(expected), isValid: true });
  const kept = new NameStore().keep(bytes, decoded.text);
  expect((typeof kept === 'string' ? kept : kept.bytes).length).toBeLessThanOrEqual(4098);
  expect(typeof kept === 'string' ? kept : decodeName(kept.bytes, 'utf-8').text).toBe(expected);
});

test('bytes that are no UTF-8 are cut at most three bytes sooner', () => {
  const { text, isValid } = decodeName(Buffer.alloc(9000, 0x80), 'utf-8');
  expect({ length: text.length, isValid }).toEqual({ length: 4093 + 1, isValid: false });
  expect(decodeName(Buffer.alloc(9000, 0xc7), 'cp437').text).toBe(`${'╟'.repeat(4096)}…`);
});

test('a cut gives no segment that the name does not have', async () => {
  const folder = `${'f/'.repeat(2046)}nn/`;
  const { findings } = await judge(
    ['..x', 'con', 'a. x'].map((last) => ({ name: `${folder}${last}${'n'.repeat(99)}` })),
  );
  expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['zip/name-too-long', 'zip/path-too-deep']));
});

test('a report shows no more of a long name than where it is cut', async () => {
  const members = Array.from({ length: 40 }, (_, index) => ({ name: `${index}/${'é'.repeat(30_000)}`, flags: UTF8 }));
  const report = toArtifactReport({ path: 'a.zip', profile: 'hardened' }, await judge(members), SHOW_ALL);
  expect(report.primary).toBe('zip/name-too-long');
  for (const { at, message } of report.findings) {
    expect(Buffer.byteLength(at.member ?? '')).toBeLessThanOrEqual(4099);
    expect(message.length).toBeLessThan(5000);
  }
});

test('of names that are far too long, only what is kept is normalized, once, and none is compared', async () => {
  const normalize = vi.spyOn(String.prototype, 'normalize');
  const members = Array.from({ length: 20 }, (_, index) => ({ name: `${index}${'é'.repeat(30_000)}`, flags: UTF8 }));
  await judge(members);
  const lengths = normalize.mock.contexts.map((text) => String(text).length);
  expect(lengths.length).toBeLessThanOrEqual(20);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(4097);
});

test('a name that is compared is folded at most twice', async () => {
  const normalize = vi.spyOn(String.prototype, 'normalize');
  await judge(Array.from({ length: 50 }, (_, index) => ({ name: `${index}/${'é'.repeat(100)}`, flags: UTF8 })));
  // In form C for its own rule and for comparing; decomposed before and after its case is folded.
  expect(normalize.mock.calls.length).toBeLessThanOrEqual(50 * (2 + 2 * 2));
});

test('long names that differ late are told apart, and equal ones are not', async () => {
  const folder = `${'d'.repeat(200)}/${'e'.repeat(200)}/`;
  const rules = async (...names: readonly string[]): Promise<readonly string[]> =>
    (await judge(names.map((name) => ({ name, flags: /^[ -~]*$/.test(name) ? 0 : UTF8 })))).findings.map(
      ({ rule }) => rule,
    );
  expect(await rules(`${folder}a`, `${folder}b`)).toEqual([]);
  expect(await rules(`${folder}a`, `${folder}a`)).toContain('zip/duplicate-name');
  expect(await rules(`${folder}A`, `${folder}a`)).toContain('zip/case-collision');
  expect(await rules(`${folder}a\u0301`, `${folder}á`)).toContain('zip/normalization-collision');
  expect(await rules(`${folder}a`, `${folder.toUpperCase()}A/b`)).toContain('zip/file-directory-collision');
});

test('reading ends where the names have more bytes than those of any archive that is accepted', async () => {
  const limits = { ...ZIP_LIMITS, members: 10, name: 100 };
  const name = (index: number): string => String(index).padStart(200, '0');
  const archive = (count: number): Uint8Array =>
    buildZip(Array.from({ length: count }, (_, index) => ({ name: name(index), data: 'x', crc32: 1 }))).bytes;
  const read = async (bytes: Uint8Array) => {
    const collector = new FindingCollector(HARDENED);
    const { members } = await readZip(bufferSource(bytes), collector, { digest: true, limits });
    return { rules: collector.findings().map(({ rule }) => rule), members };
  };
  // The fifth name reaches 1,000 bytes, the sixth passes them.
  expect((await read(archive(5))).rules).toEqual(Array(5).fill('zip/name-too-long'));
  expect(await read(archive(9))).toEqual({ rules: Array(6).fill('zip/name-too-long'), members: [] });
});
