import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validators } from '../../generated/distribution-validators.ts';
import { example } from '../example-repository.test-fixture.ts';
import { type ProvenanceConversion, provenanceToStatement, statementToProvenance } from './convert-provenance.ts';
import { provenances, toManifestText } from './provenance-arbitrary.test-fixture.ts';

const PROVENANCE = example('provenance');
const MANIFEST = example('manifest');
const STATEMENT = example('statement');

const toStatement = (provenance: string, manifest = MANIFEST) =>
  provenanceToStatement(Buffer.from(provenance), Buffer.from(manifest));
const toProvenance = (statement: string, manifest = MANIFEST) =>
  statementToProvenance(Buffer.from(statement), Buffer.from(manifest));
const textOf = (conversion: ProvenanceConversion) => (conversion.outcome === 'converted' ? conversion.text : '');
/** Rules, and places of what no rule is about. */
const reasonsOf = (conversion: ProvenanceConversion) =>
  conversion.outcome === 'converted'
    ? []
    : [
        ...conversion.findings.map(({ rule }) => rule),
        ...conversion.problems.map(({ pointer, problem }) => `${pointer} ${problem}`),
      ];

describe('the example of the contract', () => {
  it('becomes the statement beside it, and comes back', () => {
    expect(toStatement(PROVENANCE)).toEqual({ outcome: 'converted', text: STATEMENT });
    expect(toProvenance(STATEMENT)).toEqual({ outcome: 'converted', text: PROVENANCE });
  });

  it('is the one that the tables of section 8.2 describe', () => {
    const [statement, provenance] = [JSON.parse(STATEMENT), JSON.parse(PROVENANCE)];
    const { buildDefinition, runDetails } = statement.predicate;
    const ours = 'https://package-contracts.dev/distribution/v1';
    expect(statement._type).toBe('https://in-toto.io/Statement/v1');
    expect(statement.predicateType).toBe('https://slsa.dev/provenance/v1');
    expect(statement.subject).toEqual([
      { name: provenance.subject.artifact_file, digest: { sha256: provenance.subject.artifact_sha256 } },
    ]);
    expect(buildDefinition.buildType).toBe(`${ours}/build/1.0.0`);
    const { config, config_sha256, command, env, source_date_epoch, orchestrator, toolchain_full } = provenance.build;
    expect(buildDefinition.externalParameters).toEqual({ tuple: provenance.tuple, config, config_sha256, command });
    const { verified, ...reproducibility } = provenance.reproducibility;
    expect(verified).toBe(true);
    expect(buildDefinition.internalParameters).toEqual({ env, source_date_epoch, reproducibility });
    const { repository, git_rev, lockfile_sha256 } = provenance.source;
    expect(buildDefinition.resolvedDependencies).toEqual([
      { uri: `git+${repository}`, digest: { gitCommit: git_rev } },
      { name: 'lockfile', digest: { sha256: lockfile_sha256 } },
      { name: 'toolchain', uri: `${ours}/toolchain/1.84.0`, annotations: { version: toolchain_full } },
    ]);
    expect(runDetails.builder).toEqual({ id: `${ours}/orchestrator/${orchestrator}` });
    const sha256 = createHash('sha256').update(MANIFEST).digest('hex');
    expect(runDetails.byproducts).toEqual([{ name: 'manifest.json', digest: { sha256 } }]);
  });
});

describe('every valid provenance', () => {
  it('comes back byte for byte, by way of a statement that fits the schema', () => {
    fc.assert(
      fc.property(provenances, (provenance) => {
        const [text, manifest] = [`${JSON.stringify(provenance, undefined, 2)}\n`, toManifestText(provenance)];
        const conversion = toStatement(text, manifest);
        expect(reasonsOf(conversion)).toEqual([]);
        const statement = textOf(conversion);
        expect(validators['distribution/statement'](JSON.parse(statement))).toBe(true);
        expect(statement).toBe(`${JSON.stringify(JSON.parse(statement), undefined, 2)}\n`);
        expect(toProvenance(statement, manifest)).toEqual({ outcome: 'converted', text });
      }),
      { numRuns: 200 },
    );
  });

  it('comes back with the largest values that the schema has room for', () => {
    const value = JSON.parse(PROVENANCE);
    value.contract_version = `1.0.0-${'9'.repeat(122)}`.replace('-9', '-a');
    value.subject.artifact_file = `dist/${'ö'.repeat(509)}x`;
    value.source.repository = `https://${'a'.repeat(2040)}`;
    value.build.orchestrator = `a${' '.repeat(1023)}`;
    value.build.config = `c${' '.repeat(1023)}`;
    value.build.command = Array.from({ length: 64 }, () => '\u{1f600}'.repeat(2000));
    value.build.env = Object.fromEntries(
      Array.from({ length: 256 }, (_, index) => [`V${String(index).padStart(127, '0')}`, 'x'.repeat(1000)]),
    );
    value.build.toolchain_full = '\u{1f600}'.repeat(1024);
    value.reproducibility.rebuilds = 64;
    value.reproducibility.artifact_sha256 = Array.from({ length: 64 }, () => value.subject.artifact_sha256);
    const [text, manifest] = [`${JSON.stringify(value, undefined, 2)}\n`, toManifestText(value)];
    expect(Buffer.byteLength(text)).toBeGreaterThan(800_000);
    const conversion = toStatement(text, manifest);
    expect(reasonsOf(conversion)).toEqual([]);
    expect(toProvenance(textOf(conversion), manifest)).toEqual({ outcome: 'converted', text });
  });

  it('keeps every single change of its statement, or the change is refused', () => {
    fc.assert(
      fc.property(provenances, fc.nat(), fc.nat(3), (provenance, place, way) => {
        const [text, manifest] = [`${JSON.stringify(provenance, undefined, 2)}\n`, toManifestText(provenance)];
        expectKeptOrRefused(textOf(toStatement(text, manifest)), manifest, place, way);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps or refuses every change of the example, each at least once', () => {
    let [kept, refused] = [0, 0];
    for (let place = 0; place < placesOf(JSON.parse(STATEMENT)).length; place += 1) {
      for (let way = 0; way < 4; way += 1) {
        if (expectKeptOrRefused(STATEMENT, MANIFEST, place, way)) kept += 1;
        else refused += 1;
      }
    }
    expect(kept).toBeGreaterThan(10);
    expect(refused).toBeGreaterThan(100);
  });
});

describe('a provenance is refused', () => {
  const changed = (change: (value: Record<string, never>) => unknown) => {
    const value = JSON.parse(PROVENANCE);
    return `${JSON.stringify({ ...value, ...Object(change(value)) }, undefined, 2)}\n`;
  };
  it.each([
    ['that is not written in the one way', PROVENANCE.replace('  "', ' "'), 'distribution/document-not-canonical'],
    ['with members beside those of its schema', changed(() => ({ note: 'x' })), 'distribution/unknown-member'],
    ['that breaks its schema', changed(() => ({ tuple: {} })), 'distribution/provenance-schema'],
    [
      'of two commits',
      changed(({ tuple }) => ({ tuple: { ...Object(tuple), git_rev: 'f'.repeat(40) } })),
      'distribution/source-mismatch',
    ],
    ['that is no JSON', '{', 'json/unexpected-end'],
    ['with a member twice', PROVENANCE.replace('{', '{\n  "schema_version": "x",'), 'json/duplicate-key'],
  ])('%s', (_what, provenance, rule) => {
    expect(reasonsOf(toStatement(provenance))).toContain(rule);
  });

  it.each([
    ['artifact_sha256', '0'.repeat(64)],
    ['source_date_epoch', 1],
    ['dist_revision', 'r2'],
    ['contract_version', '1.0.1'],
  ])('beside a manifest with another %s', (name, value) => {
    const manifest = `${JSON.stringify({ ...JSON.parse(MANIFEST), [name]: value }, undefined, 2)}\n`;
    expect(reasonsOf(toStatement(PROVENANCE, manifest))).toEqual([`/${name} is not that of the provenance`]);
  });

  it('beside a manifest that breaks its schema', () => {
    expect(reasonsOf(toStatement(PROVENANCE, '{}'))).toContain('distribution/manifest-schema');
  });
});

describe('a statement', () => {
  it('may be written in any way that strict JSON allows', () => {
    const { predicate, ...rest } = JSON.parse(STATEMENT);
    expect(textOf(toProvenance(JSON.stringify({ predicate, ...rest })))).toBe(PROVENANCE);
    const scientific = STATEMENT.replace('"source_date_epoch": 1775320894', '"source_date_epoch": 1.775320894e+09');
    expect(textOf(toProvenance(scientific))).toBe(PROVENANCE);
  });

  it.each([
    ['json/duplicate-key', STATEMENT.replace('{', '{"_type": "x",')],
    ['json/byte-order-mark', `\u{feff}${STATEMENT}`],
    ['json/trailing-data', `${STATEMENT}{}`],
  ])('is strict JSON: %s', (rule, statement) => {
    expect(reasonsOf(toProvenance(statement))).toContain(rule);
  });

  const MORE = { invocationId: 'https://ci.example/1' };
  it.each<[string, (statement: string) => string, string]>([
    [
      'of another version',
      (text) => text.replace('Statement/v1"', 'Statement/v0.1"'),
      '/_type must be "https://in-toto.io/Statement/v1"',
    ],
    [
      'with another predicate',
      (text) => text.replace('provenance/v1"', 'provenance/v0.2"'),
      '/predicateType must be "https://slsa.dev/provenance/v1"',
    ],
    [
      'of another build type',
      (text) => text.replace('/distribution/v1/build/', '/distribution/v2/build/'),
      '/predicate/buildDefinition/buildType must match ^https://package-contracts\\.dev/distribution/v1/build/',
    ],
    [
      'with metadata of the run',
      (text) => text.replace('"runDetails": {', `"runDetails": { "metadata": ${JSON.stringify(MORE)},`),
      '/predicate/runDetails/metadata is not a member that the schema knows',
    ],
    [
      'with a second digest of the commit',
      (text) => text.replace('"gitCommit":', `"sha256": "${'0'.repeat(64)}", "gitCommit":`),
      '/predicate/buildDefinition/resolvedDependencies/0/digest/sha256 has no place in a provenance',
    ],
    [
      'of a repository without git',
      (text) => text.replace('git+https://', 'hg+https://'),
      '/predicate/buildDefinition/resolvedDependencies/0/uri is not what the table of section 8.2 has here',
    ],
    [
      'with a compiler beside the one of its identity',
      (text) => text.replace('toolchain/1.84.0', 'toolchain/1.84.1'),
      '/predicate/buildDefinition/resolvedDependencies/2/uri is not what the table of section 8.2 has here',
    ],
    [
      'without a digest of the lockfile',
      (text) => text.replace(/"name": "lockfile",\s*"digest": \{\s*"sha256": "[0-9a-f]*"\s*\}/u, '"name": "lockfile"'),
      '/predicate/buildDefinition/resolvedDependencies/1/digest is missing',
    ],
    [
      'of another manifest',
      (text) => text.replace('6e35ed91', '00000000'),
      '/predicate/runDetails/byproducts/0/digest/sha256 is not the digest of the manifest',
    ],
    ['of two commits', (text) => text.replace('"gitCommit": "ab', '"gitCommit": "00'), 'distribution/source-mismatch'],
    ['of an unsafe path', (text) => text.replace('"name": "dist/', '"name": "dist/../'), 'distribution/path-unsafe'],
  ])('%s is refused, with the place', (_what, change, reason) => {
    const statement = change(STATEMENT);
    expect(statement).not.toBe(STATEMENT);
    expect(reasonsOf(toProvenance(statement))).toEqual([reason]);
  });
});

type Path = readonly (string | number)[];

/** Every place of a value: members and items, and the value itself. */
function placesOf(value: unknown, path: Path = []): readonly Path[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((item, index) => placesOf(item, [...path, index]))];
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => placesOf(inner, [...path, name]))];
}

/** Changes one place in one of four ways: takes it out, gives it another value, adds to it, or turns it around. */
function changeAt(value: unknown, [step, ...rest]: Path, way: number): unknown {
  if (step === undefined) return changed(value, way);
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => {
      if (index !== step) return [item];
      return rest.length === 0 && way === 0 ? [] : [changeAt(item, rest, way)];
    });
  }
  const entries = Object.entries(Object(value)).flatMap(([name, inner]) => {
    if (name !== step) return [[name, inner]];
    return rest.length === 0 && way === 0 ? [] : [[name, changeAt(inner, rest, way)]];
  });
  return Object.fromEntries(entries);
}

function changed(value: unknown, way: number): unknown {
  if (way === 0) return null;
  if (Array.isArray(value)) {
    if (way === 1) return [...value].reverse();
    return way === 2 ? [...value, value[0] ?? 'x'] : {};
  }
  if (typeof value === 'object' && value !== null) return way === 3 ? [] : { ...value, [`more${way}`]: 'x' };
  if (typeof value === 'number') return [value, value + 1, value + 0.5, String(value)][way];
  const text = String(value);
  const last = text.endsWith('0') ? '1' : '0';
  return [text, `${text.slice(0, -1)}${last}`, `${text}0`, 7][way];
}

/** Whether the change was kept; fails where it was lost. */
function expectKeptOrRefused(statement: string, manifest: string, place: number, way: number): boolean {
  const original: unknown = JSON.parse(statement);
  const paths = placesOf(original);
  const other = changeAt(original, paths[place % paths.length] ?? [], way);
  const conversion = toProvenance(JSON.stringify(other), manifest);
  if (isDeepStrictEqual(other, original)) {
    expect(conversion.outcome).toBe('converted');
    return true;
  }
  if (conversion.outcome === 'refused') {
    expect(reasonsOf(conversion).length).toBeGreaterThan(0);
    return false;
  }
  // The way back needs a manifest that says the same; that of the statement is compared, and has not changed.
  const again = JSON.parse(textOf(toStatement(conversion.text, toManifestText(JSON.parse(conversion.text)))));
  again.predicate.runDetails.byproducts = JSON.parse(statement).predicate.runDetails.byproducts;
  expect(again).toEqual(other);
  return true;
}
