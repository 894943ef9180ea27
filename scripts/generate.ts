import { join } from 'node:path';
import { generateAssetsPaLayout } from './generate/assets-pa-layout.ts';
import { generateCatalogue } from './generate/catalogue.ts';
import { generateCliPage } from './generate/cli-page.ts';
import { generateContracts } from './generate/contracts.ts';
import { generateExampleTypes } from './generate/example-types.ts';
import { generateLimits } from './generate/limits.ts';
import { generateOpenapi } from './generate/openapi.ts';
import { generateRetiredRules } from './generate/retired-rules.ts';
import { generateRulePages } from './generate/rule-pages.ts';
import { generateTool } from './generate/tool.ts';
import { generateTypes } from './generate/types.ts';
import { generateValidators } from './generate/validators.ts';
import { type GeneratedFiles, writeGenerated } from './generate/write-generated.ts';

// Writes everything that is made from contracts/; with --check, says what would change and exits 1.
const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');
const files: GeneratedFiles = {
  'reference/generated/catalogue.ts': generateCatalogue(root),
  'reference/generated/retired-rules.ts': generateRetiredRules(root),
  'reference/generated/limits.ts': generateLimits(root),
  'reference/generated/contracts.ts': generateContracts(root),
  'reference/generated/openapi.ts': generateOpenapi(root),
  'reference/generated/tool.ts': generateTool(root),
  'docs/cli.md': generateCliPage(),
  ...(await generateValidators(root)),
  'scripts/generated/example-types.ts': generateExampleTypes(root),
  ...(await generateTypes(root)),
  ...generateAssetsPaLayout(root),
  ...generateRulePages(root),
};
const changes = writeGenerated({
  root,
  files,
  folders: ['reference/generated', 'scripts/generated', 'docs/rules'],
  check,
});
for (const { path, change } of changes.slice(0, 20)) console.log(`${check ? 'stale' : change} ${path}`);
if (changes.length > 20) console.log(`and ${changes.length - 20} more`);
if (check && changes.length > 0) {
  console.log('npm run generate writes it anew');
  process.exitCode = 1;
}
