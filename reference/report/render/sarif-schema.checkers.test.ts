import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { renderCertificationReport } from '../../../conformance/suite/report/render/render-report.ts';
import { sampleReport } from '../../../conformance/suite/report/sample-report.test-fixture.ts';
import { makeFolder, removeFolder, runIn } from '../../cli/cli-run.test-fixture.ts';
import { packageOf, zipOf } from '../../recognition/sample-artifacts.test-fixture.ts';
import { SAMPLE } from './sample-report.test-fixture.ts';
import { renderSarif } from './sarif.ts';

// The schema of SARIF 2.1.0 (errata 01) by OASIS, as this module of public domain carries it: npm has no package that does.
const MODULE = 'github.com/owenrumney/go-sarif/v3@v3.2.0';
const SUM = 'h1:CeEyt2zFTT37rMhzWefVISV9fpyhA8AmqgK7VnKi1Bc=';
const SCHEMA_FILE = 'pkg/report/v210/sarif/schema.go';

let schema: string;
beforeAll(() => {
  const { stdout, stderr } = spawnSync('go', ['mod', 'download', '-json', MODULE], { cwd: tmpdir(), encoding: 'utf8' });
  expect(stderr).toBe('');
  const { Sum, Dir } = JSON.parse(stdout);
  expect(Sum).toBe(SUM);
  const [, text = ''] = /const schema = `([^`]*)`/u.exec(readFileSync(join(Dir, SCHEMA_FILE), 'utf8')) ?? [];
  schema = text;
  expect(JSON.parse(schema).id).toContain('sarif-schema-2.1.0.json');
});

describe('by the schema of SARIF 2.1.0', () => {
  test.each([
    ['a report with findings of every kind', SAMPLE],
    ['a report without findings', { ...SAMPLE, findings: [], artifacts: SAMPLE.artifacts.slice(2) }],
    ['a report without artifacts', { ...SAMPLE, artifacts: [] }],
  ])('%s is valid', (_what, report) => {
    expect(problemsOf(renderSarif(report))).toEqual([]);
  });

  test.each([
    ['with failures', { A1B2: 'crash', C3D4: 'wrong-rule' }],
    ['without any', {}],
  ] as const)('a certification report %s is valid', (_what, outcomes) => {
    expect(problemsOf(renderCertificationReport('sarif', sampleReport(outcomes)))).toEqual([]);
  });

  test('what the command line writes is valid, whatever it is about', async () => {
    const folder = makeFolder({
      'valid.anpkg': packageOf(),
      'secret.anpkg': packageOf({ 'providers/sim0.yaml': 'token: q7w8e9r0\n' }),
      'names.zip': Buffer.from(
        zipOf({ 'a____.txt': 'x', 'b.txt': 'y' }).toString('latin1').replaceAll('____', '\u001b\n"<'),
        'latin1',
      ),
      'cut.zip': zipOf({ 'a.txt': 'x'.repeat(100) }).subarray(0, 120),
      'twice.json': '{"a": 1, "a": 2}\n',
      'broken.yaml': 'a: [1\nb: *x\n',
      'odd %#?\u0007é name.json': '{]',
      'nothing.bin': 'neither',
    });
    try {
      const argv = ['validate', '*', '--ignore', 'json/duplicate-key=known', '--ignore', 'zip/duplicate-name=unused'];
      const { stdout, code } = await runIn(folder, [...argv, '--format', 'sarif']);
      expect(code).toBe(1);
      const [run] = JSON.parse(stdout).runs;
      expect(run.artifacts).toHaveLength(8);
      // One a file at least, but for the one that is valid.
      expect(run.results.length).toBeGreaterThanOrEqual(7);
      expect(problemsOf(stdout)).toEqual([]);
    } finally {
      removeFolder(folder);
    }
  });

  test.each([
    ['another version', { version: '2.0.0' }],
    ['no runs', { runs: undefined }],
    ['a member that the schema does not know', { findings: [] }],
  ])('a log with %s is not', (_what, change) => {
    const broken = { ...JSON.parse(renderSarif(SAMPLE)), ...change };
    expect(problemsOf(JSON.stringify(broken))).not.toEqual([]);
  });
});

const CHECK = `
import json, jsonschema, sys
schema, log = json.load(sys.stdin)
jsonschema.Draft4Validator.check_schema(schema)
errors = jsonschema.Draft4Validator(schema).iter_errors(log)
print(json.dumps([[list(map(str, e.path)), e.message[:200]] for e in errors]))
`;

function problemsOf(log: string): unknown {
  const { stdout, stderr } = spawnSync('/usr/bin/python3', ['-c', CHECK], {
    input: `[${schema},${log}]`,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}
