import { isJsonObject, type JsonValue } from '../document/parsed-document.ts';
import { type Masker, toMasked } from '../report/masker.ts';
import { mentionsSecret } from '../report/sensitive-text.ts';

const LONGEST = 120;

/** A field's value in a few words, for a difference: masked under a key that names a secret, and shortened. */
export function showValue(value: JsonValue, pointer: string, mask: Masker): string {
  if (isJsonObject(value)) return `object of ${Object.keys(value).length}`;
  if (typeof value === 'object' && value !== null) return `array of ${value.length}`;
  if (typeof value === 'string' && (mentionsSecret(pointer) || mentionsSecret(value))) return toMasked(value);
  if (typeof value === 'number' && mentionsSecret(pointer)) return toMasked(String(value));
  const text = mask(JSON.stringify(value));
  const points = [...text];
  return points.length > LONGEST ? `${points.slice(0, LONGEST).join('')}…` : text;
}
