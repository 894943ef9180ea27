import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildFacts, BuiltTarget } from '../../../reference/distribution/produce/build-facts.ts';
import { buildMoment } from '../../../reference/distribution/produce/build-moment.ts';
import { outputFolder } from '../../../reference/distribution/produce/build-sources.ts';
import { LANE, produceDistribution } from '../../../reference/distribution/produce/produce-distribution.ts';
import { type ProducerInputs, readInputs } from '../../../reference/distribution/produce/producer-inputs.ts';
import { folderReader } from '../../../reference/distribution/resolve/folder-reader.ts';
import type { Finding } from '../../../reference/report/finding.ts';
import { FindingCollector } from '../../../reference/report/finding-collector.ts';
import { HARDENED } from '../../../reference/report/rule-selection.ts';

/** What became of a repository; the findings say why nothing did. */
export interface ProducedRepository {
  readonly produced: boolean;
  readonly findings: readonly Finding[];
}

interface RepositoryRequest {
  readonly input: string;
  readonly output: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Publishes what section 8.1 of contracts/distribution/v1 gives a producer. The output is the repository. */
export async function produceRepository({ input, output, options }: RepositoryRequest): Promise<ProducedRepository> {
  // Links as they stand, wherever they lead.
  cpSync(join(input, 'repository'), output, { recursive: true, verbatimSymlinks: true });
  const collector = new FindingCollector(HARDENED);
  const inputs = await readInputs(folderReader(output), collector);
  if (inputs === undefined) return { produced: false, findings: collector.findings() };
  const { outcome, findings } = await produceDistribution({
    root: output,
    facts: toFacts(options, inputs),
    built: toBuilt(input, output, inputs),
    newRevision: options.newRevision === true,
    now: textIn(options, 'now') ?? '',
    ticket: randomBytes(16).toString('hex'),
    patience: 0,
  });
  rmSync(join(output, LANE), { recursive: true, force: true });
  return { produced: outcome !== 'refused', findings };
}

function toFacts(options: RepositoryRequest['options'], { config }: ProducerInputs): BuildFacts {
  const toolchain = textIn(options, 'toolchain') ?? '';
  const time = textIn(options, 'commitTime');
  const commitTime = time === undefined ? undefined : Number(time);
  return {
    version: textIn(options, 'version') ?? '',
    gitRev: textIn(options, 'gitRev') ?? '',
    isTreeClean: options.dirty !== true,
    sourceDateEpoch: buildMoment(config, { stated: textIn(options, 'sourceDateEpoch'), commitTime }),
    toolchain,
    toolchainFull: textIn(options, 'toolchainFull') ?? toolchain,
    repository: textIn(options, 'repository') ?? '',
  };
}

/** Each profile and each target of the configuration, as often as it was built. */
function toBuilt(input: string, sources: string, { config }: ProducerInputs): readonly BuiltTarget[] {
  const builds = join(input, 'builds');
  const rounds = existsSync(builds) ? readdirSync(builds).sort((a, b) => Number(a) - Number(b)) : [];
  return config.profiles.flatMap((profile) =>
    config.targets.map((target) => ({
      target,
      profile,
      outputs: rounds.map((round) => ({
        programs: join(builds, round, outputFolder(config, { target, profile })),
        sources,
      })),
    })),
  );
}

function textIn(options: RepositoryRequest['options'], name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}
