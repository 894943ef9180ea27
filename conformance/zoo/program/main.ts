import { judgeConstraints } from './judge-constraints.ts';
import { createJudge, type EditedMutant } from './judge-edit.ts';
import { judgeRules } from './judge-rules.ts';
import type { Part } from './part.ts';

/** What a process of the zoo is to do. */
export type Job = { readonly root: string } & (
  | { readonly kind: 'edits'; readonly mutants: readonly EditedMutant[] }
  | { readonly kind: 'rules'; readonly part: Part; readonly contracts: readonly string[] }
  | {
      readonly kind: 'constraints';
      readonly part: Part;
      readonly contracts: readonly string[];
      readonly hints: Readonly<Record<string, string>>;
    }
);

// A process of the zoo: takes a job on standard input and prints one result a line.
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const job: Job = JSON.parse(Buffer.concat(chunks).toString('utf8'));
if (job.kind === 'edits') {
  const judge = createJudge(job.root);
  for (const mutant of job.mutants) print(await judge(mutant));
} else if (job.kind === 'rules') {
  for await (const row of judgeRules(job.root, job.part, job.contracts)) print(row);
} else {
  for await (const result of judgeConstraints(job.root, job.part, job)) print(result);
}

function print(result: object): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
