import type { ByteSource } from '../archive/byte-source.ts';
import { bufferSource, type FileSource } from '../archive/byte-source.ts';
import { checkMemberPaths } from '../archive/zip/index.ts';
import { toCanonicalYaml } from '../document/yaml/canonical-yaml.ts';
import { compareCodePoints } from '../report/code-point-order.ts';
import type { Finding } from '../report/finding.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import type { Judgement } from '../report/judgement.ts';
import { HARDENED } from '../report/rule-selection.ts';
import { CHECKSUM_LIST, MACHINE_PROFILE, PROVENANCE, providerConfigPath, RUNTIME_CONFIG } from './package-layout.ts';
import { writeChecksumList } from './produce-checksums.ts';
import { type MemberOrigin, toProjectFinding } from './produce-findings.ts';
import { rewriteProfile } from './produce-profile.ts';
import { writeProvenance } from './produce-provenance.ts';
import { rewriteRuntime } from './produce-runtime.ts';
import { findBehavior, type ProjectBehavior } from './project-behavior.ts';
import { type ProjectMapping, readExportedAt, readProfile, readVariants } from './project-documents.ts';
import type { ProjectFolder } from './project-folder.ts';
import { type ProjectProvider, readProviders } from './project-providers.ts';
import { createProjectReader } from './project-reader.ts';

export interface ProduceAnpkgOptions {
  /** `source_project` of the provenance; the name of the folder where absent. */
  readonly sourceProject?: string;
}

/** A file of the package to be. */
export interface ProducedMember {
  readonly path: string;
  readonly source: ByteSource;
}

export type ProduceOutcome =
  | { readonly produced: false; readonly judgement: Judgement }
  | {
      readonly produced: true;
      /** Warnings only. */
      readonly judgement: Judgement;
      /** Sorted by path; what `writeZip` takes. */
      readonly members: readonly ProducedMember[];
      /** Names of the variants that the package leaves out. */
      readonly omittedVariants: readonly string[];
      /** Says where in the project a finding about the package is to be mended. */
      readonly toProjectFinding: (finding: Finding) => Finding;
      /** Closes the behavior tree; the members must not be read afterwards. */
      readonly release: () => void;
    };

/**
 * What a project gives: the members of its package, or the findings that say why there is none (section 9). A
 * package still has to be judged before it is published. Throws ContractsError `io` and `source-changed` while reading.
 */
export function produceAnpkg(folder: ProjectFolder, options: ProduceAnpkgOptions = {}): ProduceOutcome {
  const collector = new FindingCollector(HARDENED);
  const reader = createProjectReader(folder, collector);
  const profile = readProfile(reader);
  const exportedAt = readExportedAt(reader);
  const { manual, omitted } = profile === undefined ? NO_VARIANTS : readVariants(profile, reader);
  const isReadable = profile !== undefined && manual !== undefined;
  const providers = isReadable ? readProviders(profile, manual, reader) : [];
  const behavior = manual === undefined ? undefined : findBehavior(manual, reader);
  if (collector.errorCount > 0 || !isReadable) return { produced: false, judgement: toJudgement(collector) };

  const { runtime, removed } = rewriteRuntime(manual.mapping, providers, behavior?.path);
  const ids = providers.map(({ id }) => id);
  const provenance = writeProvenance({
    sourceProject: options.sourceProject ?? folder.name,
    exportedAt,
    omittedVariants: omitted,
    tokenRemoved: removed,
  });
  const texts: (readonly [string, string])[] = [
    [MACHINE_PROFILE, toCanonicalYaml(rewriteProfile(profile.mapping, { providers: ids, behavior: behavior?.path }))],
    [RUNTIME_CONFIG, toCanonicalYaml(runtime)],
    ...providers.map(({ id, config }) => [providerConfigPath(id), toCanonicalYaml(config)] as const),
    [PROVENANCE, provenance],
  ];
  const origins = toOrigins(profile, manual, providers, behavior);
  const paths = [...texts.map(([path]) => path), ...(behavior === undefined ? [] : [behavior.path])];
  checkMemberPaths(paths, collector);
  const inProject = (finding: Finding): Finding => toProjectFinding(finding, origins);
  if (collector.errorCount > 0) return { produced: false, judgement: toJudgement(collector, inProject) };

  const tree = behavior?.open();
  const files = texts.map(([path, text]) => toMember(path, text));
  if (behavior !== undefined && tree !== undefined) files.push({ path: behavior.path, source: tree });
  const checksums = closingOnError(tree, () => writeChecksumList(files));
  const members = [...files, toMember(CHECKSUM_LIST, checksums)];
  return {
    produced: true,
    judgement: toJudgement(collector),
    members: members.sort((a, b) => compareCodePoints(a.path, b.path)),
    omittedVariants: omitted,
    toProjectFinding: inProject,
    release: () => tree?.close(),
  };
}

const NO_VARIANTS = { manual: undefined, omitted: [] };

function toJudgement(
  collector: FindingCollector,
  place: (finding: Finding) => Finding = (finding) => finding,
): Judgement {
  return { findings: collector.findings().map(place), dropped: collector.droppedCount, secrets: [] };
}

function toMember(path: string, text: string): ProducedMember {
  return { path, source: bufferSource(Buffer.from(text)) };
}

function toOrigins(
  profile: ProjectMapping,
  runtime: ProjectMapping,
  providers: readonly ProjectProvider[],
  behavior: ProjectBehavior | undefined,
): ReadonlyMap<string, MemberOrigin> {
  const origins = new Map<string, MemberOrigin>([
    [MACHINE_PROFILE, profile],
    [RUNTIME_CONFIG, runtime],
  ]);
  for (const { id, source } of providers) {
    if (source !== undefined) origins.set(providerConfigPath(id), source);
  }
  if (behavior !== undefined) origins.set(behavior.path, { member: behavior.member });
  return origins;
}

function closingOnError<T>(source: FileSource | undefined, task: () => T): T {
  try {
    return task();
  } catch (error) {
    source?.close();
    throw error;
  }
}
