import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { indexMemoryRows, indexRows } from './bench/index-rows.ts';
import { type Measurements, measurePeak, measureTime, median } from './bench/measure.ts';
import type { MemoryRow, Row } from './bench/row.ts';
import { memoryRows, rows } from './bench/rows.ts';
import { tarMemoryRows, tarRows } from './bench/tar-rows.ts';

// `npm run bench [-- --quick] [-- --only packages|index|tar]`: measures whole processes against their peers and prints
// medians and ratios. It judges nothing: a goal that is missed is marked, and the exit code stays 0.
const quick = process.argv.includes('--quick');
const mib = quick ? 128 : 1024;
const members = quick ? 200 : 1000;
const rounds = quick ? 5 : 9;
const sizes = { big: `${mib} MiB`, members };

/** Comparisons over the same inputs. */
interface Part {
  readonly name: string;
  /** The program in `bench/` that makes them, and what it is told beside the folder. */
  readonly make: readonly [string, ...(readonly number[])];
  readonly rows: (inputs: string) => readonly Row[];
  readonly memoryRows: (inputs: string) => readonly MemoryRow[];
}

const PARTS: readonly Part[] = [
  { name: 'packages', make: ['inputs.py', mib, members, 500], rows: (inputs) => rows(inputs, sizes), memoryRows },
  {
    name: 'index',
    // As large in a quick run: the goals are about this size.
    make: ['index_inputs.py', 100_000],
    rows: (inputs) => indexRows(inputs, { rows: '100,000' }),
    memoryRows: indexMemoryRows,
  },
  {
    name: 'tar',
    make: ['tar_inputs.py', mib, members],
    rows: (inputs) => tarRows(inputs, sizes),
    memoryRows: tarMemoryRows,
  },
];

const isOnly = process.argv.includes('--only');
const only = isOnly ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const parts = PARTS.filter(({ name }) => !isOnly || name === only);
if (parts.length === 0) {
  console.error(`bench: --only takes one of ${PARTS.map(({ name }) => name).join(', ')}, not ${only ?? 'nothing'}`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'package-contracts-bench-'));
try {
  console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${rounds} rounds`);
  for (const part of parts) measurePart(part, join(folder, part.name));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measurePart({ make: [script, ...parameters], ...part }: Part, inputs: string): void {
  mkdirSync(inputs);
  const program = join(import.meta.dirname, 'bench', script);
  execFileSync('/usr/bin/python3', ['-B', program, inputs, ...parameters.map(String)], { stdio: 'inherit' });
  for (const row of part.rows(inputs)) measureRow(row);
  console.log('\npeak resident memory, MiB');
  console.log(`  node -e 0: ${measurePeak(['-e', '0']).toFixed(0)}`);
  for (const [title, most, argv] of part.memoryRows(inputs)) {
    const peak = measurePeak(argv);
    if (most === undefined) console.log(`  ${title}: ${peak.toFixed(0)}`);
    else printGoal(title, peak, most);
  }
  rmSync(inputs, { recursive: true });
}

function measureRow(row: Row): void {
  const measured = measureTime(row.contenders, Math.min(rounds, row.rounds ?? rounds));
  console.log(`\n${row.title}`);
  const medians = mediansOf(measured);
  const ours = medians.ours ?? Number.NaN;
  for (const [name, milliseconds] of Object.entries(medians)) {
    const ratio = (ours / milliseconds).toFixed(2);
    console.log(`  ${name.padEnd(10)} ${milliseconds.toFixed(0).padStart(7)} ms   ours / ${name} = ${ratio}`);
  }
  for (const { text, most, value } of row.goals) printGoal(text, value(medians), most);
}

function printGoal(text: string, value: number, most: number): void {
  console.log(`  ${value <= most ? 'reached' : 'MISSED '}  ${text} = ${value.toFixed(2)} (goal: at most ${most})`);
}

function mediansOf(measured: Measurements): Readonly<Record<string, number>> {
  return Object.fromEntries([...measured].map(([name, runs]) => [name, median(runs)]));
}
