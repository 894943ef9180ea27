import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { sampleReport } from '../../../conformance/suite/report/sample-report.test-fixture.ts';
import { serializeCertificationReport } from '../../../conformance/suite/report/serialize-report.ts';
import { setScene } from '../../../conformance/zoo/tampered/certificate-scene.ts';
import { TAMPERED_REPORTS } from '../../../conformance/zoo/tampered/tampered-reports.ts';
import { validators } from '../../generated/interfaces-validators.ts';
import { type CliRun, makeFolder, removeFolder, runIn } from '../cli-run.test-fixture.ts';

const folder = makeFolder({});
const { report } = setScene(folder);
const { suite, implementation } = report;
write('report.json', serializeCertificationReport(report));
afterAll(() => removeFolder(folder));

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

function run(...argv: readonly string[]): Promise<CliRun> {
  return runIn(folder, argv);
}

describe('report merge refuses a tampered report', () => {
  const crashed = sampleReport({ A1B2: 'crash' }, { suite });

  test('and takes an honest one', async () => {
    write('honest.json', serializeCertificationReport(crashed));
    const { code, stdout } = await run('report', 'merge', 'honest.json', '--vectors', 'vectors');
    expect([code, stdout]).toEqual([1, serializeCertificationReport(crashed)]);
  });

  test.each(TAMPERED_REPORTS)('$name', async ({ says, tamper }) => {
    write('tampered.json', tamper(crashed));
    const { code, stdout, stderr } = await run('report', 'merge', 'tampered.json', '--vectors', 'vectors');
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(says)]);
  });
});

describe('report merge and diff', () => {
  const part = (index: number): string =>
    write(
      `part-${index}.json`,
      serializeCertificationReport(sampleReport({}, { suite, implementation, shard: { index, count: 3 } })),
    );

  test('parts give the report of the whole run', async () => {
    const { code, stdout } = await run('report', 'merge', part(3), part(1), part(2), '--vectors', 'vectors');
    expect([code, stdout]).toEqual([0, serializeCertificationReport(report)]);
  });

  test('a missing part is refused, unless it may be missing', async () => {
    const missing = await run('report', 'merge', part(1), part(2), '--vectors', 'vectors');
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('part 3 of 3 is missing')]);
    const partial = await run('report', 'merge', part(1), part(2), '--vectors', 'vectors', '--partial');
    expect([partial.code, partial.stderr]).toEqual([
      1,
      expect.stringMatching(/^not certified: 3 of 11 vectors did not pass/),
    ]);
    expect(JSON.parse(partial.stdout).counts).toEqual({ pass: 8, 'not-run': 3 });
  });

  test('a difference names the vector and the cause; what got worse ends with 1', async () => {
    write(
      'worse.json',
      serializeCertificationReport(
        sampleReport({ C3D4: 'crash' }, { suite, implementation: { name: 'x', version: '9' } }),
      ),
    );
    const worse = await run('report', 'diff', 'report.json', 'worse.json');
    expect([worse.code, worse.stdout]).toEqual([
      1,
      expect.stringContaining('  C3D4 strict-zip@1  pass@2 → crash@2  implementation changed\n'),
    ]);
    expect((await run('report', 'diff', 'worse.json', 'report.json')).code).toBe(0);
    const json = await run('report', 'diff', 'report.json', 'worse.json', '--format', 'json');
    const validate = validators['interfaces/report-difference'];
    expect([validate(JSON.parse(json.stdout)), validate.errors]).toEqual([true, null]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      worse: true,
      rows: [{ vector: 'C3D4', causes: ['implementation changed'] }],
    });
  });
});
