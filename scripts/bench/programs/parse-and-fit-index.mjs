// Reads an index of a repository, parses it, and holds it against its schema as compiled here. FILE
import { readFileSync } from 'node:fs';
import { validators } from '../../../dist/reference/generated/distribution-validators.js';

if (!validators['distribution/index'](JSON.parse(readFileSync(process.argv[2], 'utf8')))) process.exit(1);
