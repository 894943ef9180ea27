export type { DocumentPosition, JsonObject, JsonValue, ParsedDocument } from '../parsed-document.ts';
export { parseStrictYaml } from './parse-strict-yaml.ts';
export { validateYaml } from './validate-yaml.ts';
