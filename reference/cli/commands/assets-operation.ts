import { randomBytes } from 'node:crypto';
import { basename, resolve } from 'node:path';
import {
  type OperationResult,
  type PackerEvent,
  type PackerRequest,
  toAssetsResult,
} from '../../assets-pa/packer/index.ts';
import { toJsonText } from '../../report/json-text.ts';
import { flagOption, type Invocation, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { choosePaint } from '../output/choose-paint.ts';
import { usageError } from '../usage-error.ts';
import { toAssetsText } from './assets-text.ts';

const OUTCOMES = { success: EXIT.holds, blocked: EXIT.findings, failed: EXIT.failure } as const;

/** Runs an operation of the packer on the project that the options name, and writes its result. */
export async function runOperation(
  { options, edge }: Invocation,
  operation: (request: PackerRequest) => Promise<OperationResult>,
): Promise<number> {
  const project = resolve(edge.cwd, textOption(options, 'project') ?? '.');
  const wait = textOption(options, 'wait') ?? '0';
  if (!/^\d{1,6}$/.test(wait)) throw usageError(`--wait takes a number of seconds: ${wait}`);
  const isJson = textOption(options, 'format') === 'json';
  if (flagOption(options, 'events') && !isJson) throw usageError('--events needs --format json: the result holds them');
  const events: PackerEvent[] = [];
  const result = await operation({
    project,
    draw: (bytes) => randomBytes(bytes).toString('hex'),
    patience: Number(wait) * 1000,
    listener: { projectId: basename(project), operationId: 'command', onEvent: (event) => events.push(event) },
  });
  if (isJson) {
    edge.stdout.write(toJsonText(toAssetsResult(result, flagOption(options, 'events') ? events : undefined)));
  } else {
    edge.stdout.write(toAssetsText(result, choosePaint(options, edge)));
    if (result.failure !== undefined) edge.stderr.write(`package-contracts: ${result.failure.message}\n`);
  }
  return OUTCOMES[result.outcome];
}
