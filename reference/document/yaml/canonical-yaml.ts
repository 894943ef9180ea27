import { isJsonObject, type JsonValue } from '../parsed-document.ts';

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const ESCAPED = /["\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
const NAMED_ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t' };

/**
 * The canonical YAML form of a value (contracts/strict-yaml/v1, section "Canonical form"): block style, strings in
 * double quotes, read as the same value by YAML 1.1 and YAML 1.2 readers. Ends with a line feed. The value must come
 * from a strict document (finite numbers, well-formed strings, nesting within the limit), with keys of at most 1,000
 * characters as they are written.
 */
export function toCanonicalYaml(value: JsonValue): string {
  const lines: string[] = [];
  writeNode(value, '', '', lines);
  return `${lines.join('\n')}\n`;
}

/** Writes a node's lines; `first` stands before the first of them and `rest` before the others. */
function writeNode(value: JsonValue, first: string, rest: string, lines: string[]): void {
  if (!isBlock(value)) {
    lines.push(first + toFlowText(value));
  } else if (isJsonObject(value)) {
    Object.entries(value).forEach(([key, item], index) => {
      writeMember(key, item, index === 0 ? first : rest, rest, lines);
    });
  } else if (Array.isArray(value)) {
    value.forEach((item: JsonValue, index) => {
      writeNode(item, `${index === 0 ? first : rest}- `, `${rest}  `, lines);
    });
  }
}

function writeMember(key: string, value: JsonValue, first: string, rest: string, lines: string[]): void {
  const text = toKeyText(key);
  if (isBlock(value)) {
    lines.push(`${first}${text}:`);
    writeNode(value, `${rest}  `, `${rest}  `, lines);
  } else {
    lines.push(`${first}${text}: ${toFlowText(value)}`);
  }
}

function isBlock(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function toFlowText(value: JsonValue): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return toNumberText(value);
  if (Array.isArray(value)) return '[]';
  return value !== null && typeof value === 'object' ? '{}' : String(value);
}

function toKeyText(key: string): string {
  return PLAIN_KEY.test(key) && !RESERVED.test(key) ? key : quote(key);
}

function quote(text: string): string {
  return `"${text.replace(ESCAPED, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  const named = NAMED_ESCAPES[character];
  if (named !== undefined) return named;
  const hex = character.charCodeAt(0).toString(16);
  return hex.length <= 2 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

// YAML 1.1 takes a number for a float only with a point, and an exponent only with a sign.
function toNumberText(value: number): string {
  const text = String(value);
  if (Number.isSafeInteger(value) || text.includes('.')) return text;
  const [digits, exponent] = text.split('e');
  return exponent === undefined ? `${digits}.0` : `${digits}.0e${exponent}`;
}
