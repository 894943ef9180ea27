/** Type of a plain scalar in YAML 1.1, as PyYAML resolves it. */
export type OldType = 'null' | 'boolean' | 'integer' | 'float' | 'timestamp' | 'merge key' | 'value key' | 'string';

// The types of YAML 1.1 (yaml.org/type) in the notation that PyYAML gives them, which is what the published reader has.
const OLD_TYPES: readonly (readonly [OldType, RegExp])[] = [
  ['boolean', /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/],
  ['float', /^[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?$/],
  ['float', /^\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?$/],
  ['float', /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/],
  ['float', /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/],
  ['integer', /^[-+]?(?:0b[0-1_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+)$/],
  ['integer', /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/],
  ['merge key', /^<<$/],
  ['null', /^(?:~|null|Null|NULL|)$/],
  ['timestamp', /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/],
  [
    'timestamp',
    /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?$/,
  ],
  ['value key', /^=$/],
];

export function resolveOldType(text: string): OldType {
  return OLD_TYPES.find(([, pattern]) => pattern.test(text))?.[0] ?? 'string';
}

/**
 * Whether an integer of both schemas has two values. Decimal and hexadecimal are the same in both; a leading zero
 * makes octal in YAML 1.1 alone.
 */
export function isOctalInOldSchema(text: string): boolean {
  return /^[-+]?0[0-7]+$/.test(text) && Number.parseInt(text, 8) !== Number.parseInt(text, 10);
}
