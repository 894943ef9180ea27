import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runDifferential, writeCaseInput } from '../conformance/differential/run-differential.ts';
import { processSession } from '../conformance/suite/protocol/process-session.ts';
import { readVectors } from '../conformance/suite/read-vectors.ts';

// `differential [--contract NAME@1]… [--cases N] [--seed TEXT] [--keep N] [--out FOLDER]`: mutates accepted vectors and
// asks the reference and the Python implementation; prints cases, disagreements, and each of them minimised.
// Exit code 1 where they disagree.
const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    contract: { type: 'string', multiple: true },
    cases: { type: 'string', default: '1000' },
    seed: { type: 'string', default: 'package-contracts' },
    keep: { type: 'string', default: '1' },
    out: { type: 'string' },
  },
});

const LIMITS = { timeoutMs: 20_000, memoryBytes: 1024 ** 3 };
const SHOWN = 400;
const adapter = (file: string, ...args: readonly string[]) => processSession({ file, args, cwd: root }, LIMITS);
const reference = adapter(process.execPath, '--import', 'tsx', 'conformance/adapters/reference/main.ts');
const python = adapter('/usr/bin/python3', '-B', 'conformance/adapters/python');

const vectors = readVectors(join(root, 'conformance/vectors'));
const contracts = values.contract ?? [...new Set(vectors.map(({ vector }) => vector.contract))];
const cases = Number(values.cases);
if (!Number.isSafeInteger(cases) || cases < 1) throw new RangeError(`--cases ${values.cases}`);
if (values.out !== undefined) rmSync(values.out, { recursive: true, force: true });

for (const contract of contracts) {
  const kept = Number(values.keep);
  const result = await runDifferential({
    contract,
    vectors,
    one: reference,
    other: python,
    seed: values.seed,
    cases,
    kept,
  });
  const disagreements = [...result.counts.values()].reduce((sum, count) => sum + count, 0);
  const share = Math.round((100 * result.accepted) / result.cases);
  console.log(`${contract}: ${result.cases} cases, ${share} % accepted by both, ${disagreements} disagreements`);
  for (const [what, count] of [...result.counts].sort(([, a], [, b]) => b - a)) {
    console.log(`  ${count} × ${what}`);
    for (const [index, { profile, origin, input }] of result.found.filter((own) => own.what === what).entries()) {
      console.log(`    ${profile}, from ${origin}: ${showInput(input)}`);
      if (values.out === undefined) continue;
      const folder = join(values.out, contract);
      mkdirSync(folder, { recursive: true });
      const name = `${what.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 80)}-${index}`;
      writeCaseInput(input, join(folder, name));
    }
  }
  if (disagreements > 0) process.exitCode = 1;
}

function showInput(input: Parameters<typeof writeCaseInput>[0]): string {
  if (!(input instanceof Uint8Array)) return `a folder of ${Object.keys(input).length} entries`;
  const text = new TextDecoder('latin1').decode(input.subarray(0, SHOWN));
  return `${input.length} bytes: ${JSON.stringify(text)}`;
}
