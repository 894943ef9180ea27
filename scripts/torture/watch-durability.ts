import { dirname } from 'node:path';
import type { PublishSystem } from '../../reference/archive/publish-system.ts';

/** Follows the calls of a system, and knows what was not yet safe from a power failure when it was relied on. */
export interface DurabilityWatch {
  see(name: keyof PublishSystem, parameters: readonly unknown[], answer: unknown): void;
  /** Files that were renamed before they were synchronised, and folders in which a name changed and that never were. */
  unsafe(): readonly string[];
}

/** Begins with a system on which nothing is open. */
export function watchDurability(): DurabilityWatch {
  const opened = new Map<unknown, string>();
  const dirty = new Set<string>();
  const early: string[] = [];
  const seeRename = (from: string, to: string): void => {
    if (dirty.has(from)) early.push(`${to} was renamed before it was synchronised`);
    for (const folder of [dirname(from), dirname(to)]) dirty.add(folder);
  };
  return {
    see(name, [first, second], answer) {
      if (name === 'create' || name === 'openForSync') opened.set(answer, String(first));
      const path = opened.get(first) ?? '';
      if (name === 'write' || name === 'setMode') dirty.add(path);
      if (name === 'synchronise') dirty.delete(path);
      if (name === 'rename') seeRename(String(first), String(second));
      // What is gone need not survive.
      if (name === 'remove' || name === 'removeFolder') dirty.delete(String(first));
    },
    unsafe: () => [...early, ...[...dirty].map((path) => `${path} was never synchronised`)],
  };
}
