import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { OrchestratorConfig } from '../../generated/types/distribution-orchestrator-config.ts';
import { describeEnd } from '../../process/describe-end.ts';
import { findProgram } from '../../process/find-program.ts';
import type { RunProcess } from '../../process/run-process.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { renderTemplate } from '../documents/templates.ts';
import type { BuildOutput, BuiltTarget } from './build-facts.ts';
import { checkOut, type GitEdge } from './git-facts.ts';
import { buildCommand, buildEnvironment } from './write-sidecars.ts';

export interface BuildRequest {
  readonly git: GitEdge;
  readonly config: OrchestratorConfig;
  readonly targets: readonly string[];
  readonly profiles: readonly ('release' | 'debug')[];
  readonly epoch: number;
  /** How often each is built. */
  readonly rebuilds: number;
  /** An empty folder to build in. */
  readonly scratch: string;
  readonly run: RunProcess;
  /** Told ahead of each build. */
  readonly onBuild?: (what: string) => void;
}

const SECONDS = 3600;
const MOST_OUTPUT = 65_536;

/** The folder that a build leaves its programs in, from that of its sources. */
export function outputFolder(
  { output = 'target/{target}/{profile}' }: OrchestratorConfig,
  { target, profile }: { readonly target: string; readonly profile: string },
): string {
  return renderTemplate(output, { target, profile });
}

/**
 * Builds every target as often as it is asked for, each time from the commit in a new folder and in the fixed environment
 * (section 8). Undefined, with a finding, where a build fails. Throws ContractsError `usage` where there is no such
 * program.
 */
export async function buildSources(
  request: BuildRequest,
  collector: FindingCollector,
): Promise<readonly BuiltTarget[] | undefined> {
  const built: BuiltTarget[] = [];
  for (const profile of request.profiles) {
    for (const target of request.targets) {
      const outputs: BuildOutput[] = [];
      for (let round = 1; round <= request.rebuilds; round += 1) {
        request.onBuild?.(`${target} ${profile}, build ${round} of ${request.rebuilds}`);
        const output = await buildOnce(request, { target, profile }, collector);
        if (output === undefined) return undefined;
        outputs.push(output);
      }
      built.push({ target, profile, outputs });
    }
  }
  return built;
}

async function buildOnce(
  { git, config, epoch, scratch, run }: BuildRequest,
  what: { readonly target: string; readonly profile: 'release' | 'debug' },
  collector: FindingCollector,
): Promise<BuildOutput | undefined> {
  const folder = mkdtempSync(join(scratch, 'build-'));
  const checkedOut = join(folder, 'sources');
  mkdirSync(checkedOut);
  const sources = await checkOut(git, checkedOut, join(folder, 'index'));
  const [program = '', ...args] = buildCommand(config, what);
  const ended = await run({
    file: findProgram(program, { folder: sources, path: git.path }),
    args,
    folder: sources,
    seconds: SECONDS,
    outputLimit: MOST_OUTPUT,
    environment: { PATH: git.path, ...buildEnvironment(config, epoch) },
  });
  if (ended.kind === 'exit' && ended.code === 0) {
    return { sources, programs: join(sources, outputFolder(config, what)) };
  }
  const said = ended.kind === 'overrun' ? undefined : describeEnd(ended);
  const end = said === undefined ? `no end within ${SECONDS} seconds` : `${said.outcome}, ${said.output}`;
  collector.add('distribution/build-failed', {}, { problem: `the build of ${what.target} ended with ${end}` });
  return undefined;
}

/** Removes what was built. */
export function removeBuilds(scratch: string): void {
  rmSync(scratch, { recursive: true, force: true });
}
