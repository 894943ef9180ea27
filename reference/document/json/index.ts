export type { DocumentPosition, JsonObject, JsonValue, ParsedDocument } from '../parsed-document.ts';
export { parseStrictJson } from './parse-strict-json.ts';
export { validateJson } from './validate-json.ts';
