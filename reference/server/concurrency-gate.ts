import { HttpProblem } from './http-problem.ts';

/** Runs the task unless as many as allowed are under way. Throws HttpProblem 503 then, at once: no queue to fill. */
export type ConcurrencyGate = <T>(task: () => Promise<T>) => Promise<T>;

export function concurrencyGate(limit: number): ConcurrencyGate {
  let running = 0;
  return async (task) => {
    if (running >= limit) throw new HttpProblem(503, 'Too many requests under way');
    running += 1;
    try {
      return await task();
    } finally {
      running -= 1;
    }
  };
}
