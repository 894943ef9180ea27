import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackagerBreach } from './packager.ts';
import { type OrderedSchema, toCanonicalText, unknownMembers } from './schema-order.ts';

const PAYLOAD = 'the payload';
const MANIFEST = 'release-manifest.json';
const TEMPLATES = ['config/demo.ci.json', 'config/demo.local.json'];

/** Whether a packager wrote its documents in its one form, and no more into a template than the schema lists. */
export function examineDocuments(root: string, folder: string, payload: string): readonly PackagerBreach[] {
  const schemaOf = (name: string): OrderedSchema =>
    JSON.parse(readFileSync(join(root, `contracts/doctor-cli-package/v1/schemas/${name}.schema.json`), 'utf8'));
  const template = schemaOf('config-template');
  const written = (path: string): string => readFileSync(join(folder, path), 'utf8');
  return [
    ...checkForm(PAYLOAD, payload, schemaOf('package-payload')),
    ...checkForm(MANIFEST, written(MANIFEST), schemaOf('release-manifest')),
    ...TEMPLATES.flatMap((path) => checkForm(path, written(path), template)),
    ...TEMPLATES.flatMap((path) => checkMembers(path, written(path), template)),
  ];
}

function checkForm(path: string, text: string, schema: OrderedSchema): readonly PackagerBreach[] {
  if (toCanonicalText(JSON.parse(text), schema) === text) return [];
  return [{ rule: 'doctor-cli-package/package-not-canonical', what: path }];
}

function checkMembers(path: string, text: string, schema: OrderedSchema): readonly PackagerBreach[] {
  return unknownMembers(JSON.parse(text), schema).map((member) => ({
    rule: 'doctor-cli-package/template-unknown-member',
    what: `${path}: ${member}`,
  }));
}
