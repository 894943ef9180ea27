import { createInterface } from 'node:readline';

/** Level that an adapter claims where it says nothing else. */
const LEVEL = 'verdict';

/**
 * The frame of a degenerate adapter for strict-json@1: describes itself, answers each `validate` with what `judge` makes
 * of the request, and ends when it is told to. `judge` gives a result, or nothing where it has answered in its own way.
 */
export async function speak(name, judge, { level = LEVEL } = {}) {
  await converse(name, judge, { 'strict-json@1': { roles: ['consumer'], level, unsupported: [] } });
}

/** The same for a resolver of distribution@1, and each `resolve`. */
export async function speakAsResolver(name, resolve) {
  await converse(name, resolve, { 'distribution@1': { roles: ['resolver'], level: 'rule', unsupported: [] } });
}

async function converse(name, judge, contracts) {
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
