import { randomBytes } from 'node:crypto';
import {
  adoptAsset,
  buildPack,
  doctorWorkspace,
  excludeAsset,
  forgetAsset,
  includeAsset,
  initWorkspace,
  listAssets,
  type OperationResult,
  type PackerEvent,
  type PackerRequest,
  registerAsset,
  relocateAsset,
  removeAsset,
  showAsset,
  toAssetsResult,
} from '../assets-pa/packer/index.ts';
import { ContractsError } from '../report/contracts-error.ts';
import { toJsonText } from '../report/json-text.ts';
import type { AssetsBody } from './assets-request.ts';
import { HttpProblem } from './http-problem.ts';
import type { AssetsRequest } from './server-services.ts';

type Operation = (request: PackerRequest, body: AssetsBody) => Promise<OperationResult>;

const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['init', initWorkspace],
  [
    'register',
    (request, body) =>
      registerAsset(request, {
        root: body.text('root'),
        declaration: body.object('declaration'),
        included: body.flag('included', true),
      }),
  ],
  ['adopt', (request, body) => adoptAsset(request, { root: body.text('root'), included: body.flag('included', true) })],
  ['include', (request, body) => includeAsset(request, body.text('asset'))],
  ['exclude', (request, body) => excludeAsset(request, body.text('asset'))],
  ['forget', (request, body) => forgetAsset(request, endingOf(body))],
  ['remove', (request, body) => removeAsset(request, endingOf(body))],
  ['relocate', (request, body) => relocateAsset(request, { ...endingOf(body), to: body.text('to') })],
  ['list', listAssets],
  ['show', (request, body) => showAsset(request, body.text('asset'))],
  [
    'doctor',
    (request, body) =>
      doctorWorkspace(request, { workspace: body.flag('workspace', false), fix: body.flag('fix', false) }),
  ],
  ['build', (request, body) => buildPack(request, { full: body.flag('full', false) })],
]);

/** How long a request waits for its turn, in milliseconds. */
const PATIENCE = 2_000;

/**
 * Carries out an operation of the packer, and gives its result as text. Throws HttpProblem 400 for what the caller got
 * wrong, 409 where somebody else works on the project, and ContractsError `io` where the system refuses.
 */
export async function runAssets({ project, name, operation, body }: AssetsRequest): Promise<string> {
  const run = OPERATIONS.get(operation);
  if (run === undefined) throw new ContractsError('internal', `no operation ${operation}`);
  const events: PackerEvent[] = [];
  const request: PackerRequest = {
    project,
    draw: (bytes) => randomBytes(bytes).toString('hex'),
    patience: PATIENCE,
    listener: { projectId: name, operationId: 'request', onEvent: (event) => events.push(event) },
  };
  const result = await run(request, body).catch((error: unknown) => {
    if (error instanceof ContractsError && error.code === 'usage')
      throw new HttpProblem(400, withoutPath(error, project));
    throw error;
  });
  const { failure } = result;
  if (failure?.code === 'busy') throw new HttpProblem(409, failure.message, { code: 'workspace_busy' });
  if (failure?.code === 'source-changed') throw new HttpProblem(409, failure.message, { code: 'workspace_changed' });
  if (failure !== undefined) throw new ContractsError('io', failure.message);
  return toJsonText(toAssetsResult(result, body.flag('events', false) ? events : undefined));
}

function endingOf(body: AssetsBody): { readonly asset: string; readonly apply: boolean } {
  return { asset: body.text('asset'), apply: body.flag('apply', false) };
}

function withoutPath({ message }: ContractsError, project: string): string {
  return message.replaceAll(`${project}/`, '').replaceAll(project, 'the project');
}
