import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { isDay } from '../../distribution/documents/changelog.ts';
import { applyRetention, planRetention, type RetentionRequest } from '../../distribution/upkeep/retention.ts';
import type { Upkeep, UpkeepRequest } from '../../distribution/upkeep/upkeep.ts';
import { yankArtifact } from '../../distribution/upkeep/yank.ts';
import { type Invocation, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { identityOptions } from '../input/identity-options.ts';
import { nowOption } from '../input/moment-option.ts';
import { repositoryRoot } from '../input/repository-root.ts';
import { wholeNumber } from '../input/whole-number.ts';
import { toUpkeepEndText, toUpkeepJson, toUpkeepPlanText } from '../output/render-upkeep.ts';
import { tellOfSignature } from '../output/signing-notice.ts';
import { usageError } from '../usage-error.ts';

const PATIENCE = 60_000;
const LEAST = 6;

/** `distribution retention plan`: says what would be removed, and changes nothing. */
export async function runRetentionPlan(invocation: Invocation): Promise<number> {
  return show(invocation, await planRetention(retentionRequest(invocation)));
}

/** `distribution retention apply`: says what goes, and removes it then. */
export async function runRetentionApply(invocation: Invocation): Promise<number> {
  let isTold = false;
  const onPlan = (plan: Upkeep): void => {
    isTold = true;
    // A document is printed once, as a whole, at the end: people are told beside it.
    const output = isJson(invocation) ? invocation.edge.stderr : invocation.edge.stdout;
    output.write(toUpkeepPlanText(plan));
  };
  return show(invocation, await applyRetention({ ...retentionRequest(invocation), onPlan }), () => isTold);
}

/** `distribution yank`: marks one artifact as withdrawn. */
export async function runYank(invocation: Invocation): Promise<number> {
  const { options } = invocation;
  const [reason = '', since = ''] = [textOption(options, 'reason'), textOption(options, 'since')];
  if (reason === '' || reason.length > 1024) throw usageError('--reason takes a text of at most 1024 characters');
  if (!isDay(since)) throw usageError('--since takes a day as 2026-07-01');
  const identity = identityOptions(options);
  return show(invocation, await yankArtifact({ ...upkeepRequest(invocation), identity, reason, since }));
}

function upkeepRequest({ arguments: [given = ''], options, edge }: Invocation): UpkeepRequest {
  const root = repositoryRoot(given, edge.cwd);
  return { root, now: nowOption(options), ticket: randomBytes(16).toString('hex'), patience: PATIENCE };
}

function retentionRequest(invocation: Invocation): RetentionRequest {
  const text = textOption(invocation.options, 'keep');
  const keep = text === undefined ? undefined : wholeNumber(text);
  if (keep !== undefined && !(keep >= LEAST)) {
    throw usageError(`--keep takes a number of generations, at least ${LEAST}, not ${text}`);
  }
  return { ...upkeepRequest(invocation), keep };
}

function isJson({ options }: Invocation): boolean {
  return textOption(options, 'format') === 'json';
}

async function show(invocation: Invocation, upkeep: Upkeep, isTold = (): boolean => false): Promise<number> {
  const { edge } = invocation;
  const plan = isTold() ? '' : toUpkeepPlanText(upkeep);
  edge.stdout.write(isJson(invocation) ? toUpkeepJson(upkeep) : `${plan}${toUpkeepEndText(upkeep)}`);
  if (upkeep.outcome === 'changed' || upkeep.outcome === 'unchanged') {
    await tellOfSignature(resolve(edge.cwd, invocation.arguments[0] ?? ''), edge);
  }
  return upkeep.outcome === 'refused' ? EXIT.findings : EXIT.holds;
}
