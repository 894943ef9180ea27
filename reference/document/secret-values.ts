import { mentionsSecret } from '../report/sensitive-text.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './parsed-document.ts';

// A larger document is not searched to its end, and then nothing is known to be safe.
const MOST_SEARCHED = 1_000_000;
// A value equal to a shorter one says nothing; neither does a text that holds a shorter one.
const SHORTEST_EQUAL = 4;
const SHORTEST_PART = 8;

// One member names a secret, another one holds it: `{name: API_TOKEN, value: …}`; so does a list of arguments.
const NAME = /^[\w.-]{1,128}$/u;
const HOLDS_VALUE = /^(?:values?|content|data|default|text|literal)/iu;

/** The strings and numbers of a document that something calls secret, so that they are hidden wherever they stand. */
export interface SecretValues {
  isSecret(text: string): boolean;
  /** The secrets that stand within the text, the longest first. */
  within(text: string): readonly string[];
}

/** Searches a document for secrets. Undefined for a document that is too large to be searched. */
export function findSecretValues(root: JsonValue): SecretValues | undefined {
  const found = new Set<string>();
  const open: { readonly value: JsonValue; readonly isSecret: boolean }[] = [{ value: root, isSecret: false }];
  let searched = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, isSecret } = next;
    if (typeof value === 'object' && value !== null) {
      const children = isJsonObject(value) ? Object.entries(value) : value.entries();
      const inside = secrecyIn(value, isSecret);
      for (const [key, child] of children) {
        searched += 1;
        if (searched > MOST_SEARCHED) return undefined;
        open.push({ value: child, isSecret: inside(key, child) });
      }
    } else if (isSecret && (typeof value === 'string' || typeof value === 'number')) {
      found.add(String(value));
    }
  }
  const parts = [...found].filter(({ length }) => length >= SHORTEST_PART).sort((a, b) => b.length - a.length);
  return {
    isSecret: (text) => text.length >= SHORTEST_EQUAL && found.has(text),
    within: (text) => parts.filter((part) => text.includes(part)),
  };
}

/**
 * Says which members or items of a container are secret: by where the container stands, by their own name, and by what
 * stands beside them.
 */
export function secrecyIn(
  container: JsonObject | readonly JsonValue[],
  isSecret: boolean,
): (key: string | number, child: JsonValue) => boolean {
  if (isSecret) return () => true;
  const items: readonly JsonValue[] = isJsonObject(container) ? Object.values(container) : container;
  const isNamed = items.some((item) => typeof item === 'string' && NAME.test(item) && mentionsSecret(item));
  return (key, child) => {
    const isScalar = typeof child !== 'object';
    if (typeof key === 'number') return isNamed && isScalar;
    return mentionsSecret(key) || (isNamed && (isScalar || HOLDS_VALUE.test(key)));
  };
}
