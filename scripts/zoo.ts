import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readRules } from '../conformance/suite/rule-facts.ts';
import { LADDER_FILE, type Ladder, readLadder, toLadderText } from '../conformance/zoo/ladder.ts';
import { readLadderInputs } from '../conformance/zoo/ladder-inputs.ts';
import { gateProblems, type LadderExceptions, rowProblems } from '../conformance/zoo/release-gate.ts';
import { runZoo } from '../conformance/zoo/run-zoo.ts';
import { toSummary } from '../conformance/zoo/summary.ts';

// Runs every faulty implementation against the vectors and writes conformance/ladder.json. --again: compares instead of
// writing. --check: runs nothing, and says whether the committed ladder is fresh and its gate holds. --contract NAME:
// runs what is about that contract alone, says what was not killed, and writes nothing.
const root = join(import.meta.dirname, '..');
const path = join(root, LADDER_FILE);
const rules = [...readRules(root).values()].filter(
  ({ status, contract }) => status === 'active' && contract !== 'interfaces',
);
const exceptions: LadderExceptions = JSON.parse(readFileSync(join(root, 'conformance/ladder-exceptions.json'), 'utf8'));
const problems: string[] = [];
const only = process.argv.includes('--contract') ? process.argv[process.argv.indexOf('--contract') + 1] : undefined;
if (process.argv.includes('--contract')) {
  if (only === undefined || rulesOf(only).length === 0) {
    console.error(`no contract of that name has rules: ${only ?? ''}`);
    process.exit(2);
  }
  const ladder = await runZoo(root, tell, only);
  console.log(toSummary(ladder, rules));
  problems.push(...rowProblems(ladder, rulesOf(only), exceptionsOf(only, ladder, exceptions)));
} else {
  const ladder = await chooseLadder();
  console.log(toSummary(ladder, rules));
  problems.push(...gateProblems(ladder, rules, exceptions));
}
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

function rulesOf(contract: string): typeof rules {
  return rules.filter((rule) => rule.contract === contract);
}

/** The exceptions that are about rows of one contract. */
function exceptionsOf(contract: string, { faults }: Ladder, all: LadderExceptions): LadderExceptions {
  const ids = new Set(rulesOf(contract).map(({ id }) => id));
  return {
    rules: all.rules.filter(({ rule }) => ids.has(rule)),
    producers: all.producers.filter(({ rule }) => ids.has(rule)),
    constraints: all.constraints.filter(({ id }) => id.startsWith(`${contract}/`)),
    faults: all.faults.filter(({ id }) => faults.some((fault) => fault.id === id)),
  };
}

function tell(next: string): void {
  console.error(`${next} …`);
}

async function chooseLadder(): Promise<Ladder> {
  if (process.argv.includes('--check')) {
    const committed = readLadder(root);
    const inputs = await readLadderInputs(root);
    for (const [name, digest] of Object.entries(inputs)) {
      const isFresh = isDeepStrictEqual(
        Object.entries(committed.inputs).find(([other]) => other === name)?.[1],
        digest,
      );
      if (!isFresh) problems.push(`stale: the ladder follows from other ${name}; npm run zoo writes it anew`);
    }
    return committed;
  }
  const fresh = await runZoo(root, tell);
  const text = toLadderText(fresh);
  const isSame = existsSync(path) && readFileSync(path, 'utf8') === text;
  if (!process.argv.includes('--again')) writeFileSync(path, text);
  else if (!isSame) problems.push(`stale: ${LADDER_FILE}; npm run zoo writes it anew`);
  return fresh;
}
