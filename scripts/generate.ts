import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateCatalogue } from './generate/catalogue.ts';
import { generateContracts } from './generate/contracts.ts';
import { generateLimits } from './generate/limits.ts';
import { generateOpenapi } from './generate/openapi.ts';
import { generateTool } from './generate/tool.ts';

// Writes everything that is made from contracts/; with --check, says what would change and exits 1.
const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');
const outputs: readonly (readonly [string, () => string | Promise<string>])[] = [
  ['reference/generated/catalogue.ts', () => generateCatalogue(root)],
  ['reference/generated/limits.ts', () => generateLimits(root)],
  ['reference/generated/contracts.ts', () => generateContracts(root)],
  ['reference/generated/openapi.ts', () => generateOpenapi(root)],
  ['reference/generated/tool.ts', () => generateTool(root)],
];
let stale = 0;
for (const [path, generate] of outputs) {
  const target = join(root, path);
  const text = await generate();
  if (current(target) === text) continue;
  stale += 1;
  console.log(`${check ? 'stale' : 'wrote'} ${path}`);
  if (check) continue;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
if (check && stale > 0) process.exitCode = 1;

function current(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
