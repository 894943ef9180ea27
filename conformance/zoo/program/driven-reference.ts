import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerInProcess } from '../../adapters/reference/in-process-adapter.ts';
import { type Answer, compareOutcome } from '../../suite/compare-outcome.ts';
import { isVerdictVector, type StoredVector } from '../../suite/read-vectors.ts';
import { CaseFolder } from '../../suite/runner/case-folder.ts';
import { examineCase } from '../../suite/runner/examine-case.ts';
import type { VerdictVector } from '../../suite/vector.ts';
import { changingOutcome } from './changing-source.ts';
import { goldenOutcome } from './golden-outcome.ts';
import { inProcessSession } from './in-process-session.ts';
import { toRefusedOutcome } from './refused-outcome.ts';
import { placeValidator, withValidator } from './swappable-validators.ts';

/** What a bundle of the reference offers to the zoo. Everything throws where the reference does: a crash is no verdict. */
export interface DrivenReference {
  /** What became of a vector, with some rules left out. */
  readonly outcomeOf: (stored: StoredVector, without?: readonly string[]) => Promise<string>;
  /** The answer to a vector of kind accept or reject, with some rules left out. */
  readonly answer: (stored: StoredVector<VerdictVector>, without: readonly string[]) => Promise<Answer>;
  /** What became of a golden that is made again, under usual circumstances and under others. */
  readonly goldenOutcome: typeof goldenOutcome;
  readonly changingOutcome: typeof changingOutcome;
  readonly placeValidator: typeof placeValidator;
  readonly withValidator: typeof withValidator;
}

export const driven: DrivenReference = {
  outcomeOf,
  answer: answerInProcess,
  goldenOutcome,
  changingOutcome,
  placeValidator,
  withValidator,
};

async function outcomeOf(stored: StoredVector, without: readonly string[] = []): Promise<string> {
  if (isVerdictVector(stored)) {
    return compareOutcome(stored.vector, await answerInProcess(stored, without)).outcome;
  }
  const parent = mkdtempSync(join(tmpdir(), 'package-contracts-zoo-'));
  try {
    const session = inProcessSession(without);
    const folder = new CaseFolder(parent);
    const verdict = await examineCase(stored, { session, folder, level: 'location', producerWarnings: true });
    return stored.vector.kind === 'golden' && stored.vector.expect.produced && verdict.outcome === 'wrong-verdict'
      ? toRefusedOutcome(primaryOf(verdict.got))
      : verdict.outcome;
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

function primaryOf(got: unknown): string | undefined {
  return typeof got === 'object' && got !== null && 'primary' in got ? String(got.primary) : undefined;
}
