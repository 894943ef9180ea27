import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderTutorial, runTutorial, TUTORIAL } from './tutorial/tutorial.ts';

// `npm run tutorial`: builds, publishes, resolves, signs, withdraws and retires a program, as docs/distribution-tutorial.md
// says: its blocks are what is run. Another document of the kind may be named. --write puts into it what the commands print
// now; read the difference.
const document = process.argv.slice(2).find((argument) => argument.endsWith('.md')) ?? TUTORIAL;
const markdown = readFileSync(document, 'utf8');
const steps = runTutorial(join(import.meta.dirname, '../dist/bin'), markdown);
for (const { line, command, expected, actual, status } of steps) {
  console.log(`$ ${command.trimEnd()}\n${actual}`.trimEnd());
  if (status === undefined) console.error(`line ${line}: the shell ended here`);
  else if (actual !== expected) console.error(`line ${line}: the document says\n${expected}`);
}
if (process.argv.includes('--write')) writeFileSync(document, renderTutorial(markdown, steps));
else if (steps.some(({ expected, actual, status }) => actual !== expected || status === undefined))
  process.exitCode = 1;
