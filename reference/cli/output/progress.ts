import { maskCredentials } from '../../report/mask-credentials.ts';
import { toVisible } from '../../report/visible-text.ts';
import type { Edge } from '../edge.ts';

// Milliseconds before anything is said, and between two lines.
const PATIENCE = 1000;
const INTERVAL = 100;

/** Says on a terminal what is being worked on, once the work takes longer than a second. */
export interface Progress {
  begin(name: string): void;
  clear(): void;
}

export function createProgress({ stderr, elapsed }: Edge, total: number): Progress {
  const start = elapsed();
  let last = start + PATIENCE - INTERVAL;
  let count = 0;
  let isShown = false;
  return {
    begin(name) {
      count += 1;
      if (!stderr.isTTY || elapsed() - last < INTERVAL) return;
      last = elapsed();
      isShown = true;
      stderr.write(`\r\u001b[K${count} of ${total}: ${[...maskCredentials(toVisible(name))].slice(0, 60).join('')}`);
    },
    clear() {
      if (isShown) stderr.write('\r\u001b[K');
      isShown = false;
    },
  };
}
