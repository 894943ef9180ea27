// Reads a JSON file and parses it; nothing is checked. FILE
import { readFileSync } from 'node:fs';

JSON.parse(readFileSync(process.argv[2], 'utf8'));
