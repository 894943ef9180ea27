import { createInterface } from 'node:readline';

/** Level that an adapter claims where it says nothing else. */
const LEVEL = 'verdict';

/**
 * The frame of a degenerate adapter for strict-json@1: describes itself, answers each `validate` with what `judge` makes
 * of the request, and ends when it is told to. `judge` gives a result, or nothing where it has answered in its own way.
 */
export async function speak(name, judge, { level = LEVEL } = {}) {
  const contracts = { 'strict-json@1': { roles: ['consumer'], level, unsupported: [] } };
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, op, ...request } = JSON.parse(line);
    if (op === 'shutdown') process.exit(0);
    if (op === 'describe')
      say({ id, result: { protocol: 'package-contracts-adapter/1', name, version: '1', contracts } });
    else {
      const result = judge(request, id);
      if (result !== undefined) say({ id, result });
    }
  }
}

/** Writes one line. */
export function say(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
