import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCaseInput } from '../conformance/differential/adapter-pair.ts';
import { originsOf, type Told } from '../conformance/differential/case-origin.ts';
import { runDifferential } from '../conformance/differential/run-differential.ts';
import { processSession } from '../conformance/suite/protocol/process-session.ts';
import { readVectors } from '../conformance/suite/read-vectors.ts';

// `differential [--contract NAME@1]… [--role consumer|resolver|producer] [--cases N] [--seed TEXT] [--keep N] [--out FOLDER]`:
// mutates vectors and asks the reference and the Python implementation; prints cases, disagreements, each of them
// minimised, and which rules no case broke. Exit code 1 where they disagree.
const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    contract: { type: 'string', multiple: true },
    role: { type: 'string', default: 'consumer' },
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
const { role } = values;
if (role !== 'consumer' && role !== 'resolver' && role !== 'producer') throw new RangeError(`--role ${role}`);
const contracts =
  values.contract ??
  [...new Set(vectors.map(({ vector }) => vector.contract))].filter(
    (contract) => originsOf(vectors, contract, role).length > 0,
  );
const cases = Number(values.cases);
if (!Number.isSafeInteger(cases) || cases < 1) throw new RangeError(`--cases ${values.cases}`);
if (values.out !== undefined) rmSync(values.out, { recursive: true, force: true });

for (const contract of contracts) {
  const kept = Number(values.keep);
  const result = await runDifferential({
    contract,
    role,
    vectors,
    one: reference,
    other: python,
    seed: values.seed,
    cases,
    kept,
  });
  const disagreements = [...result.counts.values()].reduce((sum, count) => sum + count, 0);
  const missed = rulesOf(contract).filter((rule) => !result.reached.has(rule));
  const share = Math.round((100 * result.accepted) / result.cases);
  console.log(`${contract}: ${result.cases} cases, ${share} % accepted by both, ${disagreements} disagreements`);
  console.log(`  not broken in any case: ${missed.join(' ') || 'none'}`);
  for (const [what, count] of [...result.counts].sort(([, a], [, b]) => b - a)) {
    console.log(`  ${count} × ${what}`);
    for (const [index, { told, origin, input }] of result.found.filter((own) => own.what === what).entries()) {
      console.log(`    ${showTold(told)}, from ${origin}: ${showInput(input)}`);
      if (values.out === undefined) continue;
      const folder = join(values.out, contract);
      mkdirSync(folder, { recursive: true });
      const name = `${what.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 80)}-${index}`;
      writeCaseInput(input, join(folder, name));
    }
  }
  if (disagreements > 0) process.exitCode = 1;
}

/** The contract's own rules for the role. */
function rulesOf(contract: string): readonly string[] {
  const name = contract.replace('@', '/v');
  const rules: readonly { readonly id: string; readonly role: string }[] = JSON.parse(
    readFileSync(join(root, 'contracts', name, 'rules.json'), 'utf8'),
  );
  return rules.filter((rule) => rule.role === role).map(({ id }) => id);
}

function showTold(told: Told): string {
  if (told.op === 'validate') return told.profile;
  if (told.op === 'produce') return JSON.stringify(told.options);
  const { identity, now, options } = told;
  return JSON.stringify({ identity, now, options });
}

function showInput(input: Parameters<typeof writeCaseInput>[0]): string {
  if (!(input instanceof Uint8Array)) return `a folder of ${Object.keys(input).length} entries`;
  const text = new TextDecoder('latin1').decode(input.subarray(0, SHOWN));
  return `${input.length} bytes: ${JSON.stringify(text)}`;
}
