import { CONTRACT_STEPS } from './check/contract-steps.ts';
import { runSteps } from './check/step.ts';

// `validate-contracts` without arguments, in this repository: whether the contracts and all that hangs on them hold.
const results = await runSteps(CONTRACT_STEPS, {
  lanes: 2,
  onResult({ step, passed, output }) {
    if (!passed) console.error(`--- ${step.name}\n${lastLines(output)}\n`);
  },
});
// What is of interest all the same stands ahead: a table may be long, and the end is what is looked at.
for (const { step, passed, output } of results) {
  if (step.isTable === true && passed) console.log(`${output.trimEnd()}\n`);
}
const width = Math.max(...results.map(({ step }) => step.name.length));
for (const { step, passed, seconds } of results) {
  console.log(`${passed ? 'holds ' : 'BROKEN'}  ${step.name.padEnd(width)}  ${seconds.toFixed(1).padStart(5)} s`);
}
if (results.some(({ passed }) => !passed)) process.exitCode = 1;

function lastLines(output: string): string {
  return output.trimEnd().split('\n').slice(-40).join('\n');
}
