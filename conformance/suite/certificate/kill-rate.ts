import { createHash } from 'node:crypto';
import type { KillRate } from './create-certificate.ts';

/**
 * How many faulty implementations the vectors tell from a right one, by the ladder that the zoo wrote (`ladder.json`);
 * undefined where the ladder is about other vectors. Rules, constraints of schemas, producers and realistic faults count
 * alike.
 */
export function parseKillRate(ladder: Uint8Array, vectorsDigest: string): KillRate | undefined {
  const value: unknown = JSON.parse(Buffer.from(ladder).toString('utf8'));
  if (!isMembers(value) || !isMembers(value.inputs)) return undefined;
  // The ladder names its inputs by the list that `sha256sum` prints for them.
  const listed = sha256(`${vectorsDigest}  conformance/vectors/MANIFEST.sha256\n`);
  if (value.inputs.vectors !== listed) return undefined;
  const { rules, producers, constraints, faults } = value;
  const mutants: unknown[] = [];
  for (const rows of [rules, producers, constraints, faults]) {
    if (!Array.isArray(rows)) return undefined;
    mutants.push(...rows);
  }
  if (mutants.length === 0) return undefined;
  const killed = mutants.filter((row) => isMembers(row) && isKilled(row)).length;
  return { mutants: mutants.length, killed, ladderDigest: sha256(ladder) };
}

function isKilled(row: Members): boolean {
  return row.status === 'killed' || row.discriminated === true || row.caught === true;
}

type Members = Readonly<Record<string, unknown>>;

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
