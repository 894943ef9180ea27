import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Artifact } from '../archive/artifact.ts';
import { bufferSource } from '../archive/byte-source.ts';
import { recognise } from './recognise.ts';
import { packageOf, zipOf } from './sample-artifacts.test-fixture.ts';

const anpkg = packageOf();
const zip = zipOf({ 'a.txt': 'x' });
const PACK = Buffer.concat([Buffer.from('ASPA'), Buffer.alloc(28)]);
const JSON_TEXT = '{"a": 1}';
const YAML_TEXT = '# comment\n\nkey: value\n';

function bytes(name: string, content: string | Uint8Array): Artifact {
  return { kind: 'bytes', name, source: bufferSource(Buffer.from(content)) };
}

function outcome(artifact: Artifact, insist?: string): readonly [string | undefined, readonly string[]] {
  const { contract, findings } = recognise(artifact, insist);
  return [contract?.contract, findings.map(({ rule }) => rule)];
}

describe('an artifact is recognised by its content', () => {
  test.each([
    ['a package', bytes('a.anpkg', anpkg), 'anpkg@1'],
    ['a package whatever its name', bytes('upload', anpkg), 'anpkg@1'],
    ['a package called .zip', bytes('a.zip', anpkg), 'anpkg@1'],
    ['a zip', bytes('a.zip', zip), 'strict-zip@1'],
    ['a zip with text ahead of it', bytes('a', Buffer.concat([Buffer.from('#!/bin/sh\n'), zip])), 'strict-zip@1'],
    ['a zip whose end is lost', bytes('a', zip.subarray(0, 40)), 'strict-zip@1'],
    ['a package whose end is lost', bytes('a', anpkg.subarray(0, 500)), 'anpkg@1'],
    ['a doctor payload', bytes('a', '{"schema_version": "doctor-cli-package-v1"}'), 'doctor-cli-package@1'],
    [
      'a doctor template',
      bytes('a.json', '{"schema_version": "doctor-cli-package-config-v1"}'),
      'doctor-cli-package@1',
    ],
    ['a doctor error', bytes('a', '{"schema_version": "doctor-cli-error-v1"}'), 'doctor-cli-package@1'],
    ['a core report', bytes('a', '{"schema_version": "doctor-core-report-v1"}'), 'doctor-cli-package@1'],
    [
      'a manifest of a later version',
      bytes('a', '{"schema_version": "doctor-cli-release-manifest-v2"}'),
      'doctor-cli-package@1',
    ],
    ['a document that quotes one', bytes('a', '{"a": {"schema_version": "doctor-cli-error-v1"}}'), 'strict-json@1'],
    ['a document of someone else', bytes('a', '{"schema_version": "doctor-visit-v1"}'), 'strict-json@1'],
    ['a JSON object', bytes('a', JSON_TEXT), 'strict-json@1'],
    ['a JSON array after blank lines', bytes('a', '\n\n [1]'), 'strict-json@1'],
    ['a YAML mapping after a comment', bytes('a', YAML_TEXT), 'strict-yaml@1'],
    ['a YAML sequence', bytes('a', '- 1\n'), 'strict-yaml@1'],
    ['a YAML document marker', bytes('a', '---\n1\n'), 'strict-yaml@1'],
    ['a YAML directive', bytes('a', '%YAML 1.2\n---\n1\n'), 'strict-yaml@1'],
    ['a pack', bytes('a', PACK), 'assets-pa@1'],
    [
      'a pack with a zip as its last asset but one',
      bytes('a.pa', Buffer.concat([PACK, zip, Buffer.alloc(1)])),
      'assets-pa@1',
    ],
  ])('%s', (_what, artifact, expected) => {
    expect(outcome(artifact)).toEqual([expected, []]);
  });
});

describe('among texts, and for what shows no sign, the name decides', () => {
  test.each([
    ['broken JSON', bytes('a.json', 'key: value'), 'strict-json@1'],
    ['YAML that begins like JSON', bytes('a.yaml', JSON_TEXT), 'strict-yaml@1'],
    ['an extension in upper case', bytes('A.YML', JSON_TEXT), 'strict-yaml@1'],
    ['JSON in UTF-16', bytes('a.json', Buffer.from(JSON_TEXT, 'utf16le')), 'strict-json@1'],
    ['an empty package', bytes('a.anpkg', ''), 'anpkg@1'],
    ['a package of random bytes', bytes('a.anpkg', Buffer.from([0, 1, 2, 3])), 'anpkg@1'],
  ])('%s', (_what, artifact, expected) => {
    expect(outcome(artifact)).toEqual([expected, []]);
  });
});

describe('what cannot be recognised, or contradicts itself, is a finding', () => {
  test.each([
    ['random bytes', bytes('a.bin', Buffer.from([0, 1, 2])), undefined, ['report/unrecognised']],
    ['an empty file', bytes('a', ''), undefined, ['report/unrecognised']],
    ['prose', bytes('a.txt', 'Once upon a time'), undefined, ['report/unrecognised']],
    ['a zip called a package, which then says what it lacks', bytes('a.anpkg', zip), 'anpkg@1', []],
    ['JSON called a package', bytes('a.anpkg', JSON_TEXT), 'strict-json@1', ['report/name-claims-other-contract']],
    ['a zip called JSON', bytes('a.json', zip), 'strict-zip@1', ['report/name-claims-other-contract']],
    ['JSON called a zip', bytes('a.zip', JSON_TEXT), 'strict-json@1', ['report/name-claims-other-contract']],
    [
      'a document that goes on as a zip',
      bytes('a', Buffer.concat([Buffer.from(`[${' '.repeat(5000)}]`), zip])),
      undefined,
      ['report/ambiguous-contract'],
    ],
    [
      'a pack whose last bytes are a zip, which every reader of zips takes it for',
      bytes('a.pa', Buffer.concat([PACK, zip])),
      undefined,
      ['report/ambiguous-contract'],
    ],
  ])('%s', (_what, artifact, contract, rules) => {
    expect(outcome(artifact)).toEqual([contract, rules]);
  });
});

describe('a demanded contract', () => {
  test.each([
    ['its own content', bytes('a', anpkg), 'anpkg@1', 'anpkg@1', []],
    ['its own container, to say what is missing', bytes('a.zip', zip), 'anpkg@1', 'anpkg@1', []],
    ['a package as the zip that it is', bytes('a.anpkg', anpkg), 'strict-zip@1', 'strict-zip@1', []],
    ['what shows no sign of another', bytes('a', Buffer.from([0])), 'anpkg@1', 'anpkg@1', []],
    ['one text for the other', bytes('a', YAML_TEXT), 'strict-json@1', 'strict-json@1', []],
    ['no document for a package', bytes('a.anpkg', JSON_TEXT), 'anpkg@1', undefined, ['report/other-contract']],
    ['no package for a document', bytes('a.json', anpkg), 'strict-json@1', undefined, ['report/other-contract']],
    ['no zip for a document', bytes('a.yaml', zip), 'strict-yaml@1', undefined, ['report/other-contract']],
  ])('accepts %s', (_what, artifact, insist, contract, rules) => {
    expect(outcome(artifact, insist)).toEqual([contract, rules]);
  });

  test('that there is not is a usage error', () => {
    expect(() => recognise(bytes('a', ''), 'anpkg@2')).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

describe('a folder', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'recognise-'));
    for (const path of ['package/meta', 'project', 'empty', 'broken/meta', 'doctor', 'other', 'linked'])
      mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, 'package/machine-profile.yaml'), '');
    writeFileSync(join(folder, 'package/meta/checksums.sha256'), '');
    writeFileSync(join(folder, 'project/machine-profile.yaml'), '');
    writeFileSync(join(folder, 'broken/meta/provenance.json'), '');
    writeFileSync(join(folder, 'doctor/release-manifest.json'), '{"schema_version": "doctor-cli-release-manifest-v1"}');
    writeFileSync(join(folder, 'other/release-manifest.json'), '{"version": 1}');
    symlinkSync('../doctor/release-manifest.json', join(folder, 'linked/release-manifest.json'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['package', undefined, 'anpkg@1', []],
    ['project', undefined, undefined, ['report/unrecognised']],
    ['empty', undefined, undefined, ['report/unrecognised']],
    ['broken', 'anpkg@1', 'anpkg@1', []],
    ['doctor', undefined, 'doctor-cli-package@1', []],
    ['doctor', 'anpkg@1', undefined, ['report/other-contract']],
    ['other', undefined, undefined, ['report/unrecognised']],
    ['other', 'doctor-cli-package@1', 'doctor-cli-package@1', []],
    ['linked', undefined, undefined, ['report/unrecognised']],
    ['package', 'strict-zip@1', undefined, ['report/other-contract']],
  ])('%s, demanded %s', (name, insist, contract, rules) => {
    expect(outcome({ kind: 'folder', name, path: join(folder, name) }, insist)).toEqual([contract, rules]);
  });
});
