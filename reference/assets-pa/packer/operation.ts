import { join } from 'node:path';
import { lookAt } from '../../archive/look-up.ts';
import type { ProcessOwner } from '../../archive/process-owner.ts';
import { type PublishSystem, realSystem } from '../../archive/publish-system.ts';
import { inWriteLane } from '../../process/write-lane.ts';
import { severityOf, toArtifactReport } from '../../report/artifact-report.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { maskCredentials } from '../../report/mask-credentials.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { EFFECTS, type Ending, NOTHING_CHANGED, type OperationName, type OperationResult } from './operation-result.ts';
import { checkOwnFolders } from './own-folders.ts';
import { createEmitter, type Emit, type PackerListener } from './packer-event.ts';
import { dropEmptyStages } from './stray-stages.ts';
import { resolveProject } from './workspace.ts';
import { LANE, REGISTRY } from './workspace-layout.ts';

/** Where and with what an operation works. Randomness and time come in here, from the edge. */
export interface PackerRequest {
  /** Folder of the project: the one that holds `assets/`. */
  readonly project: string;
  /** So many random bytes, in hex. */
  readonly draw: (bytes: number) => string;
  /** Milliseconds to wait while another operation changes the workspace. */
  readonly patience: number;
  readonly listener?: PackerListener;
  /**
   * The operating system and this process; others in tests.
   * @internal
   */
  readonly surroundings?: { readonly system?: PublishSystem; readonly owner?: ProcessOwner };
}

/** An operation under way. */
export interface Operation {
  /** Absolute path of the project, symbolic links resolved. */
  readonly project: string;
  readonly collector: FindingCollector;
  readonly emit: Emit;
  readonly system: PublishSystem;
  readonly draw: (bytes: number) => string;
}

/**
 * Runs an operation that only reads. A finding of level MUST blocks it; a file that changes underneath or a system that
 * refuses lets it fail. Throws ContractsError `usage` for what the caller got wrong.
 */
export function readProject(
  name: OperationName,
  request: PackerRequest,
  task: (operation: Operation) => Ending | Promise<Ending>,
): Promise<OperationResult> {
  return run(name, request, async (operation) => task(operation));
}

/** Runs an operation that changes something, while no other one does; beside that, as `readProject`. */
export function changeProject(
  name: OperationName,
  request: PackerRequest,
  task: (operation: Operation) => Ending | Promise<Ending>,
): Promise<OperationResult> {
  return run(name, request, async (operation) => {
    if (!checkOwnFolders(operation.project, operation.collector)) return NOTHING_CHANGED;
    // In a folder that is no workspace nothing is put down.
    if (name !== 'init' && lookAt(join(operation.project, REGISTRY)) === undefined) return task(operation);
    return inWriteLane(
      {
        folder: join(operation.project, LANE),
        ticket: request.draw(16),
        patience: request.patience,
        ...request.surroundings,
      },
      async () => {
        dropEmptyStages(operation);
        return task(operation);
      },
    );
  });
}

async function run(
  name: OperationName,
  { project, draw, listener, surroundings }: PackerRequest,
  task: (operation: Operation) => Promise<Ending>,
): Promise<OperationResult> {
  const collector = new FindingCollector(HARDENED);
  const emit = createEmitter(listener);
  const base = { operation: name, effect: EFFECTS[name] };
  const folder = resolveProject(project);
  try {
    const system = surroundings?.system ?? realSystem;
    const ending = await task({ project: folder, collector, emit, system, draw });
    const { findings, truncated } = toFindings(collector);
    const blocked = findings.some(({ severity }) => severity === 'error');
    return { ...base, ...ending, outcome: blocked ? 'blocked' : 'success', findings, truncated };
  } catch (error) {
    if (!(error instanceof ContractsError) || error.code === 'usage') throw error;
    emit('action_failed', `${name} failed`);
    const failure = { code: error.code, message: maskCredentials(withoutFolder(error.message, folder)) };
    return { ...base, ...NOTHING_CHANGED, outcome: 'failed', ...toFindings(collector), failure };
  }
}

function toFindings(collector: FindingCollector): Pick<OperationResult, 'findings' | 'truncated'> {
  const judgement = { findings: collector.findings(), dropped: collector.droppedCount, secrets: [] };
  const artifact = { path: '', contract: 'assets-pa@1', profile: HARDENED.profile };
  const { findings, truncated } = toArtifactReport(artifact, judgement, maskCredentials);
  return { findings, truncated };
}

/** Whether anything so far keeps an operation from going on. */
export function isBlocked({ collector }: Operation): boolean {
  return collector.findings().some((finding) => severityOf(finding) === 'error');
}

// A result holds no absolute path: the same workspace elsewhere gives the same one.
function withoutFolder(message: string, folder: string): string {
  return message.replaceAll(`${folder}/`, '').replaceAll(folder, '.');
}
