import { readFileSync } from 'node:fs';

const NANOSECONDS = 1e6;

/**
 * Milliseconds for which a process, without what it started, has been ready to run while others had the processors; 0
 * where the system does not say.
 */
export function waitingTime(process: number): number {
  try {
    // The scheduler's statistics: nanoseconds that it ran, nanoseconds that it waited, and how often.
    const waited = Number(readFileSync(`/proc/${process}/schedstat`, 'latin1').split(' ')[1]);
    return Number.isFinite(waited) ? waited / NANOSECONDS : 0;
  } catch {
    return 0;
  }
}
