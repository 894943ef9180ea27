import { type FaultCounts, injectFaults } from './torture/inject-faults.ts';
import { killBuilds } from './torture/kill-builds.ts';
import { killReleases } from './torture/kill-releases.ts';
import { injectReleaseFaults } from './torture/release-faults.ts';
import { SCENARIOS } from './torture/scenarios.ts';

// `npm run torture`: every operation on assets, a release and the removal of a generation are interrupted at every call that changes something, and processes that
// build are killed, and pairs of processes that release into one repository. Nothing may be lost, nothing half-written, and the next run must complete.
// --short kills for less time.
const seconds = process.argv.includes('--short') ? 2 : 60;

const counts: FaultCounts[] = [];
for (const scenario of SCENARIOS) {
  const counted = await injectFaults(scenario);
  counts.push(counted);
  console.log(
    `${counted.scenario}: ${counted.calls} calls, ${counted.tried} interruptions, ${counted.problems.length} problems`,
  );
}
for (const counted of await injectReleaseFaults()) {
  counts.push(counted);
  console.log(
    `${counted.scenario}: ${counted.calls} calls, ${counted.tried} interruptions, ${counted.problems.length} problems`,
  );
}
const killed = await killBuilds(seconds);
console.log(
  `SIGKILL: ${killed.kills} processes killed, ${killed.builds} builds after them, ${killed.problems.length} problems`,
);
const released = await killReleases(seconds);
console.log(
  `SIGKILL to two that release at once: ${released.kills} processes killed, ${released.releases} releases ahead of it, ${released.problems.length} problems`,
);

const problems = [...counts.flatMap((counted) => counted.problems), ...killed.problems, ...released.problems];
for (const problem of problems.slice(0, 50)) console.log(`  ${problem}`);
const tried = counts.reduce((total, counted) => total + counted.tried, 0);
console.log(`${tried} interruptions and ${killed.kills + released.kills} kills, ${problems.length} problems`);
if (problems.length > 0) process.exitCode = 1;
