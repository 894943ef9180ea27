/** Type of a scalar in the core schema of YAML 1.2. */
export type CoreType = 'null' | 'boolean' | 'integer' | 'float' | 'string';

export interface CoreScalar {
  readonly type: CoreType;
  readonly value: null | boolean | number | string;
}

/** Resolves a plain scalar by the core schema (YAML 1.2.2 section 10.3.2). */
export function resolveCoreScalar(text: string): CoreScalar {
  if (/^(?:null|Null|NULL|~|)$/.test(text)) return { type: 'null', value: null };
  if (/^(?:true|True|TRUE)$/.test(text)) return { type: 'boolean', value: true };
  if (/^(?:false|False|FALSE)$/.test(text)) return { type: 'boolean', value: false };
  if (/^[-+]?[0-9]+$/.test(text) || /^0o[0-7]+$/.test(text) || /^0x[0-9a-fA-F]+$/.test(text)) {
    return { type: 'integer', value: withoutMinusZero(Number(text)) };
  }
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(text)) {
    return { type: 'float', value: withoutMinusZero(Number(text)) };
  }
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) {
    return { type: 'float', value: text.startsWith('-') ? -Infinity : Infinity };
  }
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return { type: 'float', value: Number.NaN };
  return { type: 'string', value: text };
}

// −0 is read as 0, as in strict JSON.
function withoutMinusZero(value: number): number {
  return value + 0;
}
