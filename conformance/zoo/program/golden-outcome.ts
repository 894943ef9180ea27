import { type GoldenCase, readExpected } from '../../../scripts/golden/golden-case.ts';
import { rebuildWithReference } from '../../../scripts/golden/rebuild-golden.ts';
import { toRefusedOutcome } from './refused-outcome.ts';

/** Makes a golden again, then once more under another umask and in another time zone. */
export async function goldenOutcome(golden: GoldenCase): Promise<string> {
  const usual = await rebuild(golden);
  return usual === 'pass' ? elsewhere(() => rebuild(golden)) : usual;
}

async function rebuild(golden: GoldenCase): Promise<string> {
  const rebuilt = await rebuildWithReference(golden);
  if (!rebuilt.built) return toRefusedOutcome(rebuilt.why[0]?.split(' ')[0]);
  const expected = readExpected(golden);
  for (const path of new Set([...expected.keys(), ...rebuilt.files.keys()])) {
    const left = expected.get(path);
    const right = rebuilt.files.get(path);
    if (left === undefined || right === undefined) return 'wrong-files';
    if (!left.bytes.equals(right.bytes) || left.isExecutable !== right.isExecutable) return 'wrong-bytes';
  }
  return 'pass';
}

async function elsewhere(task: () => Promise<string>): Promise<string> {
  const { TZ } = process.env;
  const umask = process.umask(0o077);
  process.env.TZ = 'Pacific/Kiritimati';
  try {
    const outcome = await task();
    return outcome === 'pass' ? outcome : `${outcome} elsewhere`;
  } finally {
    process.umask(umask);
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  }
}
