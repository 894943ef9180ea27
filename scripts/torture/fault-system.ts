import { type PublishSystem, realSystem } from '../../reference/archive/publish-system.ts';
import { watchDurability } from './watch-durability.ts';

/** How a call of the system goes wrong. */
export type Fault =
  /** The system refuses this one call. */
  | 'refuse'
  /** A write takes half of the bytes, and then the disk is full. */
  | 'fill'
  /** A write takes half of the bytes, as it may, and nothing is wrong. */
  | 'short'
  /** The process is killed: nothing happens from this call on. */
  | 'kill';

export interface FaultySystem {
  readonly system: PublishSystem;
  /** Names of the calls that change something, as they came. */
  readonly calls: readonly string[];
  /** What a power failure could have taken, although it was called done. */
  readonly unsafe: () => readonly string[];
}

/** What only looks, or only gives back; it cannot be where a fault shows. */
const HARMLESS: ReadonlySet<keyof PublishSystem> = new Set(['kindOf', 'modeOf']);

/** The real system, in which the call of number `at` goes wrong; none where it is negative. */
export function faultySystem(fault: Fault, at: number): FaultySystem {
  const calls: string[] = [];
  const durability = watchDurability();
  let isDead = false;
  let isFull = false;
  const system = new Proxy(realSystem, {
    get(real, name: keyof PublishSystem) {
      const call: (...parameters: never[]) => unknown = real[name];
      return (...parameters: never[]) => {
        if (isDead) throw failure('killed');
        if (HARMLESS.has(name)) return call(...parameters);
        calls.push(name);
        const isHit = calls.length - 1 === at;
        if (isHit && fault === 'kill') {
          isDead = true;
          throw failure('killed');
        }
        if (isFull && name === 'write') throw failure('ENOSPC');
        if (isHit && fault === 'fill' && name === 'write') {
          isFull = true;
          return writeHalf(parameters);
        }
        if (isHit && fault === 'short' && name === 'write') return writeHalf(parameters);
        if (isHit) throw failure('EIO');
        // The disk need not be waited for: it is enough to know that it would have been.
        const answer = name === 'synchronise' ? undefined : call(...parameters);
        durability.see(name, parameters, answer);
        return answer;
      };
    },
  });
  return { system, calls, unsafe: durability.unsafe };
}

function writeHalf(parameters: readonly unknown[]): number {
  const [descriptor, bytes] = parameters;
  if (typeof descriptor !== 'number' || !(bytes instanceof Uint8Array)) throw failure('EINVAL');
  return realSystem.write(descriptor, bytes.subarray(0, Math.ceil(bytes.length / 2)));
}

function failure(code: string): Error {
  return Object.assign(new Error(`injected: ${code}`), { code });
}
