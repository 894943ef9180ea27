import { join } from 'node:path';
import { generateCatalogue } from './generate/catalogue.ts';
import { generateContracts } from './generate/contracts.ts';
import { generateLimits } from './generate/limits.ts';
import { generateOpenapi } from './generate/openapi.ts';
import { generateTool } from './generate/tool.ts';
import { generateValidators } from './generate/validators.ts';
import { type GeneratedFiles, writeGenerated } from './generate/write-generated.ts';

// Writes everything that is made from contracts/; with --check, says what would change and exits 1.
const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');
const isInterface = (contract: string): boolean => contract === 'interfaces';
const files: GeneratedFiles = {
  'reference/generated/catalogue.ts': generateCatalogue(root),
  'reference/generated/limits.ts': generateLimits(root),
  'reference/generated/contracts.ts': generateContracts(root),
  'reference/generated/openapi.ts': generateOpenapi(root),
  'reference/generated/tool.ts': generateTool(root),
  'reference/generated/validators.ts': await generateValidators(root, {
    name: 'validators',
    type: 'SchemaId',
    contracts: (contract) => !isInterface(contract),
  }),
};
const changes = writeGenerated({ root, files, folders: ['reference/generated'], check });
for (const { path, change } of changes) console.log(`${check ? 'stale' : change} ${path}`);
if (check && changes.length > 0) process.exitCode = 1;
