// Reads an index of a repository, parses it, and holds it against its schema with ajv, compiled on the spot. FILE
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

const schema = new URL('../../../contracts/distribution/v1/schemas/index.schema.json', import.meta.url);
const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(schema, 'utf8')));
if (!validate(JSON.parse(readFileSync(process.argv[2], 'utf8')))) process.exit(1);
