import { isJsonObject, type JsonValue } from '../document/parsed-document.ts';
import { compareCodePoints } from '../report/code-point-order.ts';

/**
 * The canonical text of a provenance (section 4.3): keys sorted by code point, two spaces a level, ASCII only, one
 * final line break.
 */
export function toProvenanceText(value: JsonValue): string {
  return `${toIndented(value, '')}\n`.replaceAll(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function toIndented(value: JsonValue, indent: string): string {
  if (!isJsonObject(value) && !Array.isArray(value)) return JSON.stringify(value);
  const inner = `${indent}  `;
  const lines = isJsonObject(value)
    ? Object.entries(value)
        .sort(([a], [b]) => compareCodePoints(a, b))
        .map(([key, child]) => `${inner}${JSON.stringify(key)}: ${toIndented(child, inner)}`)
    : value.map((item: JsonValue) => `${inner}${toIndented(item, inner)}`);
  const [open, close] = isJsonObject(value) ? '{}' : '[]';
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}
