import { FIELD } from './tar-records.ts';

/**
 * The place to divide a name that does not fit into its field: the first slash that leaves no more than the field
 * holds. 0 for a name that fits, undefined for one that cannot be divided.
 */
export function splitName(name: Buffer): number | undefined {
  if (name.length <= FIELD.name.length) return 0;
  for (let at = name.indexOf('/', 1); at !== -1 && at <= FIELD.prefix.length; at = name.indexOf('/', at + 1)) {
    const rest = name.length - at - 1;
    if (rest <= FIELD.name.length) return rest > 0 ? at : undefined;
  }
  return undefined;
}
