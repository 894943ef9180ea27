const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const cleanups = new Set<() => void>();
/** Ends the watch for each signal; empty while there is nothing to clean up. */
let watches: (() => void)[] = [];

/**
 * Has `cleanup` done where the process is told to stop before the answer is called; the process then ends as it would
 * have without. A signal that somebody else listens to is left to them: the process goes on, and so does the work.
 */
export function onInterruption(cleanup: () => void): () => void {
  if (cleanups.size === 0) watches = SIGNALS.map(watch);
  cleanups.add(cleanup);
  return () => {
    cleanups.delete(cleanup);
    if (cleanups.size === 0) unwatch();
  };
}

/** Lets a signal that has come in be heard; whoever works without a pause hears none. */
export function hearSignals(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function watch(signal: NodeJS.Signals): () => void {
  if (process.listenerCount(signal) > 0) return () => {};
  const listener = (): void => {
    // The latest first: what was begun last stands in what was begun before. One that cannot clean up must not keep the
    // others from it.
    for (const cleanup of [...cleanups].reverse()) attempt(cleanup);
    unwatch();
    process.kill(process.pid, signal);
  };
  process.on(signal, listener);
  return () => process.off(signal, listener);
}

function unwatch(): void {
  for (const end of watches) end();
  watches = [];
}

function attempt(cleanup: () => void): void {
  try {
    cleanup();
  } catch {}
}
