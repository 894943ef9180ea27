import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onInterruption } from '../../archive/interruption.ts';
import { isToolchain } from '../../distribution/documents/versions.ts';
import type { BuildFacts, BuiltTarget } from '../../distribution/produce/build-facts.ts';
import { buildMoment } from '../../distribution/produce/build-moment.ts';
import { buildSources, outputFolder, removeBuilds } from '../../distribution/produce/build-sources.ts';
import { type CompilerFacts, readCompilerFacts } from '../../distribution/produce/compiler-facts.ts';
import { type GitEdge, readGitFacts } from '../../distribution/produce/git-facts.ts';
import { checkFacts, rebuildsOf, type SoundFacts } from '../../distribution/produce/plan-artifact.ts';
import { produceDistribution, type Release } from '../../distribution/produce/produce-distribution.ts';
import { type ProducerInputs, readInputs } from '../../distribution/produce/producer-inputs.ts';
import { folderReader } from '../../distribution/resolve/folder-reader.ts';
import { findProgram } from '../../process/find-program.ts';
import { runProcess } from '../../process/run-process.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { flagOption, type Invocation, listOption, type OptionValues, textOption } from '../command.ts';
import type { Edge } from '../edge.ts';
import { EXIT } from '../exit-code.ts';
import { nowOption } from '../input/moment-option.ts';
import { repositoryRoot } from '../input/repository-root.ts';
import { sourceVersion } from '../input/source-version.ts';
import { toReleaseJson, toReleaseText } from '../output/render-release.ts';
import { tellOfSignature } from '../output/signing-notice.ts';
import { usageError } from '../usage-error.ts';

const PATIENCE = 60_000;
const MOST_URI = 2048;
const MOST_COMPILER_TEXT = 1024;

/** `produce distribution`: builds the commit that is checked out and publishes it below `dist`, or says why not. */
export async function runProduceDistribution({ arguments: [given = ''], options, edge }: Invocation): Promise<number> {
  const root = repositoryRoot(given, edge.cwd);
  const release = await releaseOf(root, options, edge);
  edge.stdout.write(textOption(options, 'format') === 'json' ? toReleaseJson(release) : toReleaseText(release));
  if (release.outcome === 'refused') return EXIT.findings;
  await tellOfSignature(root, edge);
  return EXIT.holds;
}

async function releaseOf(root: string, options: OptionValues, edge: Edge): Promise<Release> {
  const now = nowOption(options);
  const collector = new FindingCollector(HARDENED);
  const inputs = await readInputs(folderReader(root), collector);
  if (inputs === undefined) return refused(collector);
  const path = edge.env.PATH ?? '';
  const git: GitEdge = { git: findProgram('git', { folder: root, path }), root, path, run: runProcess };
  const facts = await factsOf({ root, git, inputs, options, edge });
  const sound = checkFacts(facts, inputs, collector);
  if (sound === undefined) return refused(collector);
  const scratch = mkdtempSync(join(tmpdir(), 'package-contracts-build-'));
  const noLonger = onInterruption(() => removeBuilds(scratch));
  const mask = process.umask(0o022);
  try {
    const built = await builtOf({ root, git, inputs, options, edge, facts: sound, scratch }, collector);
    if (built === undefined) return refused(collector);
    const newRevision = flagOption(options, 'newRevision');
    const ticket = randomBytes(16).toString('hex');
    return await produceDistribution({
      ...{ root, facts, built, newRevision, ticket },
      now,
      patience: PATIENCE,
    });
  } finally {
    process.umask(mask);
    noLonger();
    removeBuilds(scratch);
  }
}

interface Sources {
  readonly root: string;
  readonly git: GitEdge;
  readonly inputs: ProducerInputs;
  readonly options: OptionValues;
  readonly edge: Edge;
}

async function factsOf({ root, git, inputs: { config }, options, edge }: Sources): Promise<BuildFacts> {
  const known = await readGitFacts(git);
  const repository = textOption(options, 'repository') ?? known.repository;
  if (repository === undefined) throw usageError('git knows no origin: name the repository with --repository');
  if (!isRepositoryUri(repository)) {
    throw usageError('the repository has to be a URI without a user, a secret or spaces: name it with --repository');
  }
  const version = textOption(options, 'artifactVersion') ?? sourceVersion(root);
  if (version === undefined) throw usageError('no Cargo.toml or package.json states a version: use --artifact-version');
  const stated = textOption(options, 'toolchain');
  if (stated !== undefined && !isToolchain(stated)) throw usageError('--toolchain takes a release such as 1.84.0');
  const full = textOption(options, 'toolchainFull') ?? stated;
  if (full === '' || (full ?? '').length > MOST_COMPILER_TEXT) {
    throw usageError(`--toolchain-full takes a text of at most ${MOST_COMPILER_TEXT} characters`);
  }
  const compiler: CompilerFacts | undefined =
    stated === undefined
      ? await readCompilerFacts(config.build_command, { root, path: git.path, run: runProcess })
      : { toolchain: stated, toolchainFull: full ?? stated };
  if (compiler === undefined) throw usageError('which compiler builds is not known: name it with --toolchain');
  const { gitRev, isTreeClean } = known;
  const sourceDateEpoch = buildMoment(config, { stated: edge.env.SOURCE_DATE_EPOCH, commitTime: known.commitTime });
  return { version, gitRev, isTreeClean, ...compiler, repository, sourceDateEpoch };
}

/** What the schema of a provenance takes; the value is not shown, since it may hold a secret. */
function isRepositoryUri(text: string): boolean {
  return text.length <= MOST_URI && /^[a-z][a-z0-9+.-]*:[!-~]*$/u.test(text) && !/:\/\/[^/@]*@+/u.test(text);
}

async function builtOf(
  { root, git, inputs, options, edge, facts, scratch }: Sources & { facts: SoundFacts; scratch: string },
  collector: FindingCollector,
): Promise<readonly BuiltTarget[] | undefined> {
  const { config } = inputs;
  const targets = chosen(config.targets, listOption(options, 'target'), 'target');
  const profiles = chosen(config.profiles, listOption(options, 'buildProfile'), 'build profile');
  const programs = listOption(options, 'programs').map((folder) => resolve(edge.cwd, folder));
  const absent = programs.find((folder) => !existsSync(folder));
  if (absent !== undefined) throw usageError(`there is no folder ${absent}`);
  if (programs.length === 0) {
    const onBuild = (what: string): void => edge.stderr.write(`building ${what}\n`);
    const epoch = facts.sourceDateEpoch;
    const request = { git, config, targets, profiles, epoch, rebuilds: rebuildsOf(inputs), scratch, run: runProcess };
    return buildSources({ ...request, onBuild }, collector);
  }
  return profiles.flatMap((profile) =>
    targets.map((target) => ({
      target,
      profile,
      outputs: programs.map((folder) => ({
        programs: join(folder, outputFolder(config, { target, profile })),
        sources: root,
      })),
    })),
  );
}

/** Those of the configuration that were asked for; all where none was. */
function chosen<T extends string>(known: readonly T[], asked: readonly string[], what: string): readonly T[] {
  const stranger = asked.find((name) => !known.some((entry) => entry === name));
  if (stranger !== undefined) throw usageError(`the configuration has no ${what} ${stranger}: ${known.join(', ')}`);
  return asked.length === 0 ? known : known.filter((entry) => asked.includes(entry));
}

function refused(collector: FindingCollector): Release {
  return { outcome: 'refused', artifacts: [], findings: collector.findings() };
}
