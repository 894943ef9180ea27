import type { ChunkSink } from '../archive/package-members.ts';
import { parseStrictJson } from '../document/json/index.ts';
import type { ParsedDocument } from '../document/parsed-document.ts';
import { checkSchema } from '../document/schema-findings.ts';
import { findInvalidUtf8 } from '../document/utf8.ts';
import { parseStrictYaml } from '../document/yaml/index.ts';
import { type SchemaId, validators } from '../generated/anpkg-validators.ts';
import type { RuleId } from '../generated/catalogue.ts';
import { LIMITS } from '../generated/limits.ts';
import { parseChecksumList } from '../integrity/checksum-list.ts';
import { compareCodePoints } from '../report/code-point-order.ts';
import type { FindingCollector } from '../report/finding-collector.ts';
import type { ObservedMember } from '../report/observation.ts';
import { createDocumentBuffer, type PackageIntake } from './package-intake.ts';
import { CHECKSUM_LIST, documentSyntax, MACHINE_PROFILE, PROVENANCE, RUNTIME_CONFIG } from './package-layout.ts';
import type { ChecksumListState, PackageDocument, PackageModel } from './package-model.ts';
import { type PackageReference, profileReferences, runtimeReferences } from './package-references.ts';

/** A container that was read and verified, whatever it is. */
export interface ContainerReading {
  readonly members: readonly ObservedMember[];
  readMember(path: string, sink: ChunkSink): void | Promise<void>;
}

/** Reads the documents of a verified container: findings of syntax and schemas, and the model that rules judge. */
export async function readPackage(
  reading: ContainerReading,
  intake: PackageIntake,
  collector: FindingCollector,
): Promise<PackageModel> {
  const files = new Map(reading.members.filter(({ type }) => type === 'file').map((member) => [member.path, member]));
  const isFile = (path: string): boolean => files.has(path);
  const documents = readDocuments(intake, collector);

  const profile = documentAt(documents, MACHINE_PROFILE);
  const ofProfile = profile === undefined ? [] : profileReferences(profile.document, isFile);
  const runtimes = await readRuntimes(runtimePaths(profile, ofProfile), {
    reading,
    files,
    intake,
    documents,
    collector,
  });
  const provenance = documentAt(documents, PROVENANCE);
  const judge = (found: PackageDocument | undefined, schema: SchemaId, rule: RuleId): void => {
    if (found === undefined) return;
    checkSchema(found.document, validators[schema], rule, collector, found.member);
  };
  judge(profile, 'anpkg/machine-profile', 'anpkg/machine-profile-schema');
  for (const runtime of runtimes) judge(runtime, 'anpkg/runtime-config', 'anpkg/runtime-config-schema');
  judge(provenance, 'anpkg/provenance', 'anpkg/provenance-schema');

  const provenanceBytes = intake.bytes.get(PROVENANCE);
  return {
    members: reading.members,
    files,
    checksums: readChecksums(intake),
    yamlBytes: intake.yamlBytes,
    jsonBytes: intake.jsonBytes,
    documents,
    profile,
    runtimes,
    provenance,
    provenanceText: provenanceBytes && Buffer.from(provenanceBytes).toString('utf8'),
    references: [...ofProfile, ...runtimes.flatMap((runtime) => runtimeReferences(runtime, isFile))],
    credentials: intake.credentials,
  };
}

function readDocuments(intake: PackageIntake, collector: FindingCollector): Map<string, ParsedDocument> {
  for (const [member, size] of intake.oversize) {
    const syntax = documentSyntax(member);
    if (syntax === undefined || size <= LIMITS[`${syntax}.size`].value) continue;
    collector.add(`${syntax}/too-large`, { member }, { size, limit: LIMITS[`${syntax}.size`].value });
  }
  const documents = new Map<string, ParsedDocument>();
  for (const member of [...intake.bytes.keys()].sort(compareCodePoints)) {
    const bytes = intake.bytes.get(member);
    const syntax = documentSyntax(member);
    if (bytes === undefined || syntax === undefined) continue;
    const parse = syntax === 'yaml' ? parseStrictYaml : parseStrictJson;
    const document = parse(bytes, collector, member);
    if (document !== undefined) documents.set(member, document);
  }
  return documents;
}

// Without a machine profile to say which, the configuration that every package holds is judged.
function runtimePaths(
  profile: PackageDocument | undefined,
  references: readonly PackageReference[],
): readonly string[] {
  if (profile === undefined) return [RUNTIME_CONFIG];
  const named = references.flatMap(({ kind, resolution }) =>
    kind === 'runtime-profile' && resolution.state === 'file' ? [resolution.path] : [],
  );
  return [...new Set(named)];
}

interface RuntimeReading {
  readonly reading: ContainerReading;
  readonly files: ReadonlyMap<string, ObservedMember>;
  readonly intake: PackageIntake;
  readonly documents: Map<string, ParsedDocument>;
  readonly collector: FindingCollector;
}

async function readRuntimes(paths: readonly string[], context: RuntimeReading): Promise<PackageDocument[]> {
  const runtimes: PackageDocument[] = [];
  let total = context.intake.yamlBytes;
  for (const path of paths) {
    const size = context.files.get(path)?.size;
    // Whatever its name ends in, a runtime configuration is YAML; those with another suffix are read now.
    if (size !== undefined && documentSyntax(path) === undefined) {
      total += size;
      if (total > LIMITS['yaml.packageTotal'].value) continue;
      const document = await readRuntime(path, size, context);
      if (document !== undefined) context.documents.set(path, document);
    }
    const runtime = documentAt(context.documents, path);
    if (runtime !== undefined) runtimes.push(runtime);
  }
  return runtimes;
}

async function readRuntime(path: string, size: number, context: RuntimeReading): Promise<ParsedDocument | undefined> {
  const limit = LIMITS['yaml.size'].value;
  if (size > limit) {
    context.collector.add('yaml/too-large', { member: path }, { size, limit });
    return undefined;
  }
  const buffer = createDocumentBuffer(size);
  await context.reading.readMember(path, buffer.push);
  return parseStrictYaml(buffer.take(), context.collector, path);
}

function readChecksums({ bytes, oversize }: PackageIntake): ChecksumListState {
  const size = oversize.get(CHECKSUM_LIST);
  if (size !== undefined) return { state: 'too-large', size };
  const text = bytes.get(CHECKSUM_LIST);
  if (text === undefined) return { state: 'absent' };
  const list = parseChecksumList(text);
  return list === undefined ? { state: 'not-utf8', offset: findInvalidUtf8(text) ?? 0 } : { state: 'read', list };
}

function documentAt(documents: ReadonlyMap<string, ParsedDocument>, member: string): PackageDocument | undefined {
  const document = documents.get(member);
  return document && { member, document };
}
