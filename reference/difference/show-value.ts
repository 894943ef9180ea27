import { isJsonObject, type JsonValue } from '../document/parsed-document.ts';
import { toMasked } from '../report/mask-credentials.ts';
import type { Masker } from '../report/masker.ts';
import { mentionsSecret } from '../report/sensitive-text.ts';

const LONGEST = 120;

/** A field's value in a few words, for a difference: masked under a key that names a secret, and shortened. */
export function showValue(value: JsonValue, pointer: string, mask: Masker): string {
  if (isJsonObject(value)) return `object of ${Object.keys(value).length}`;
  if (typeof value === 'object' && value !== null) return `array of ${value.length}`;
  if (typeof value === 'string' && (mentionsSecret(pointer) || mentionsSecret(value))) return toMasked(value);
  if (typeof value === 'number' && mentionsSecret(pointer)) return toMasked(String(value));
  const text = JSON.stringify(typeof value === 'string' ? mask(value) : value);
  const points = [...text];
  return points.length > LONGEST ? `${points.slice(0, LONGEST).join('')}…` : text;
}
