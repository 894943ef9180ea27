import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measurements, measurePeak, measureTime, median } from './bench/measure.ts';
import { memoryRows, rows } from './bench/rows.ts';

// `npm run bench [-- --quick]`: measures whole processes against their peers and prints medians and ratios. It judges
// nothing: a goal that is missed is marked, and the exit code stays 0.
const quick = process.argv.includes('--quick');
const mib = quick ? 128 : 1024;
const members = quick ? 200 : 1000;
const rounds = quick ? 5 : 9;

const inputs = mkdtempSync(join(tmpdir(), 'package-contracts-bench-'));
try {
  console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${rounds} rounds`);
  const make = join(import.meta.dirname, 'bench/inputs.py');
  execFileSync('/usr/bin/python3', [make, inputs, String(mib), String(members), '500'], { stdio: 'inherit' });

  for (const row of rows(inputs, { big: `${mib} MiB`, members })) {
    const measured = measureTime(row.contenders, rounds);
    console.log(`\n${row.title}`);
    const medians = mediansOf(measured);
    const ours = medians.ours ?? Number.NaN;
    for (const [name, milliseconds] of Object.entries(medians)) {
      const ratio = (ours / milliseconds).toFixed(2);
      console.log(`  ${name.padEnd(10)} ${milliseconds.toFixed(0).padStart(7)} ms   ours / ${name} = ${ratio}`);
    }
    for (const { text, most, value } of row.goals) printGoal(text, value(medians), most);
  }

  console.log('\npeak resident memory, MiB');
  console.log(`  node -e 0: ${measurePeak(['-e', '0']).toFixed(0)}`);
  for (const [title, most, parameters] of memoryRows(inputs)) printGoal(title, measurePeak(parameters), most);
} finally {
  rmSync(inputs, { recursive: true, force: true });
}

function printGoal(text: string, value: number, most: number): void {
  console.log(`  ${value <= most ? 'reached' : 'MISSED '}  ${text} = ${value.toFixed(2)} (goal: at most ${most})`);
}

function mediansOf(measured: Measurements): Readonly<Record<string, number>> {
  return Object.fromEntries([...measured].map(([name, runs]) => [name, median(runs)]));
}
