import { type FaultCounts, injectFaults } from './torture/inject-faults.ts';
import { killBuilds } from './torture/kill-builds.ts';
import { killReleases } from './torture/kill-releases.ts';
import { injectReleaseFaults } from './torture/release-faults.ts';
import { SCENARIOS } from './torture/scenarios.ts';

// `npm run torture`: every operation on assets, a release and the removal of a generation are interrupted at every call
// that changes something; processes that build are killed, and so are pairs of processes that release into one repository.
// Nothing may be lost, nothing half-written, and the next run must complete. --short kills for less time.
const seconds = process.argv.includes('--short') ? 2 : 60;

const counts: FaultCounts[] = [];
for (const scenario of SCENARIOS) tell(await injectFaults(scenario));
for (const counted of await injectReleaseFaults()) tell(counted);
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

function tell(counted: FaultCounts): void {
  counts.push(counted);
  const { scenario, calls, tried: interruptions, problems: found } = counted;
  console.log(`${scenario}: ${calls} calls, ${interruptions} interruptions, ${found.length} problems`);
}
