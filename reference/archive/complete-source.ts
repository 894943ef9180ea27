import { ContractsError } from '../report/contracts-error.ts';
import type { ByteSource } from './byte-source.ts';

/**
 * The source of a caller, whose reads are done when they return. The type cannot see to that: it takes a `read` that
 * gives a promise, or a count as the system's own do, and bytes that are not there yet would be judged. Such a read
 * throws ContractsError `usage`.
 */
export function completeSource(source: ByteSource): ByteSource {
  return {
    size: source.size,
    read(position, target) {
      const given: unknown = source.read(position, target);
      if (given instanceof Promise) {
        // What comes of it is of no use any more.
        given.catch(() => undefined);
        throw new ContractsError('usage', 'a read of the source gives a promise: it must have read when it returns');
      }
      if (typeof given === 'number' && given < target.length) {
        throw new ContractsError(
          'usage',
          `a read of the source gives ${given} of ${target.length} bytes: it must give all`,
        );
      }
    },
  };
}
