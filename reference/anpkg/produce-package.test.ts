import { describe, expect, test } from 'vitest';
import { type ProduceOutcome, produceAnpkg } from './produce-package.ts';
import { project, replaced } from './sample-project.test-fixture.ts';

function textOf(outcome: ProduceOutcome, path: string): string | undefined {
  if (!outcome.produced) return undefined;
  const source = outcome.members.find((member) => member.path === path)?.source;
  if (source === undefined) return undefined;
  const bytes = Buffer.alloc(source.size);
  source.read(0, bytes);
  return bytes.toString('utf8');
}

test('a project gives the five members of the smallest package, sorted', () => {
  const outcome = produceAnpkg(project());
  expect(outcome.judgement.findings).toEqual([]);
  expect(outcome.produced && outcome.members.map(({ path }) => path)).toEqual([
    'machine-profile.yaml',
    'meta/checksums.sha256',
    'meta/provenance.json',
    'providers/p1.yaml',
    'runtime/anolis-runtime.yaml',
  ]);
});

describe('a project that breaks a SHOULD gives a package and a warning', () => {
  test('a provider without a file is carried as an empty mapping', () => {
    const outcome = produceAnpkg(project({ 'p1.yaml': undefined }));
    expect(outcome.judgement.findings).toMatchObject([
      {
        rule: 'anpkg/project-provider-file-missing',
        at: { pointer: '/providers/p1/config', line: 5 },
        details: { id: 'p1' },
      },
    ]);
    expect(textOf(outcome, 'providers/p1.yaml')).toBe('{}\n');
  });

  test.each([
    ['{"meta":{"created":"2026-02-30"}}', 'anpkg/project-created-invalid', '/meta/created'],
    ['{"meta":{"created":20260228}}', 'anpkg/project-sidecar-schema', '/meta/created'],
    ['[]', 'anpkg/project-sidecar-schema', ''],
  ])('the sidecar %s counts as absent', (sidecar, rule, pointer) => {
    const outcome = produceAnpkg(project({ 'workbench.json': sidecar }));
    expect(outcome.judgement.findings).toMatchObject([{ rule, at: { member: 'workbench.json', pointer, line: 1 } }]);
    expect(textOf(outcome, 'meta/provenance.json')).toContain('"exported_at": "1970-01-01T00:00:00Z"');
  });

  test.each(['{}', '{"meta":{}}', '{"meta":{"created":"2026-02-28"}}'])('the sidecar %s is in order', (sidecar) => {
    expect(produceAnpkg(project({ 'workbench.json': sidecar })).judgement.findings).toEqual([]);
  });
});

test('the provenance is the text that the contract gives, byte for byte', () => {
  const profile = replaced(
    'machine-profile.yaml',
    'manual: manual.yaml',
    'manual: manual.yaml, zz: b.yaml, full: p1.yaml',
  );
  const outcome = produceAnpkg(project({ ...profile, 'b.yaml': 'a: 1\n' }), { sourceProject: 'Süd\x7f' });
  expect(textOf(outcome, 'meta/provenance.json')).toBe(
    [
      '{',
      '  "exported_at": "1970-01-01T00:00:00Z",',
      '  "exported_variant": "manual",',
      '  "omitted_variants": [',
      '    "full",',
      '    "zz"',
      '  ],',
      '  "package_format_version": 1,',
      '  "redaction_policy": {',
      '    "deploy_time_env_var": "INFLUXDB_TOKEN",',
      '    "telemetry_influxdb_token_removed": false',
      '  },',
      '  "schema_versions": {',
      '    "machine-profile": 1,',
      '    "runtime-config": 1',
      '  },',
      '  "source_project": "S\\u00fcd\\u007f"',
      '}',
      '',
    ].join('\n'),
  );
  expect(outcome.produced && outcome.omittedVariants).toEqual(['full', 'zz']);
});

test('a document that several places name is judged once', () => {
  const profile = replaced(
    'machine-profile.yaml',
    'manual: manual.yaml',
    'manual: manual.yaml, a: ./b.yaml, c: b.yaml',
  );
  const outcome = produceAnpkg(project({ ...profile, 'b.yaml': 'a: 010\n' }));
  expect(outcome.judgement.findings.map(({ rule, at }) => [rule, at.member])).toEqual([
    ['yaml/ambiguous-scalar', 'b.yaml'],
  ]);
});
