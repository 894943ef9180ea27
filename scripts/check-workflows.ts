import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workflowProblems } from './check/workflow-problems.ts';

// Every workflow is pinned, bounded, without rights that it does not need, and does nothing that is not a local command.
const root = join(import.meta.dirname, '..');
const folder = '.github/workflows';
const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const local = {
  scripts: Object.keys(scripts),
  programs: ['.ci/run'].filter((path) => existsSync(join(root, path))),
};
const files = readdirSync(join(root, folder)).sort();
const pins = new Map<string, string>();
let problems = 0;
for (const file of files) {
  const text = readFileSync(join(root, folder, file), 'utf8');
  const found = [...workflowProblems(text, local), ...otherPins(text)];
  problems += found.length;
  for (const problem of found) console.log(`${folder}/${file}: ${problem}`);
}
console.log(`${files.length} workflows, ${problems} problems`);
if (problems > 0 || files.length === 0) process.exitCode = 1;

/** An action is the same one everywhere. */
function otherPins(text: string): readonly string[] {
  return [...text.matchAll(/uses: ([^@\s]+)@(\S+)/g)].flatMap(([, action = '', sha = '']) => {
    const known = pins.get(action) ?? sha;
    pins.set(action, known);
    return known === sha ? [] : [`${action} is pinned to another commit elsewhere`];
  });
}
