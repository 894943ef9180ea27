import type { JsonValue } from './parsed-document.ts';

export interface MutableJsonObject {
  [key: string]: JsonValue;
}

/**
 * Makes objects that inherit nothing, so that `__proto__` and `constructor` are keys like any other. Their prototype
 * is one empty frozen object without a prototype, and not null itself, because V8 keeps objects without a prototype
 * as hash tables: this way the rows of a large table share one shape.
 */
export const BareObject: new () => MutableJsonObject = makeBareObject();

function makeBareObject(): new () => MutableJsonObject {
  class Bare {
    [key: string]: JsonValue;
  }
  const construct = function (this: MutableJsonObject): void {};
  construct.prototype = Object.freeze(Object.create(null));
  return construct as unknown as typeof Bare;
}
