import type { ParsedDocument } from '../document/parsed-document.ts';
import { checkSchema } from '../document/schema-findings.ts';
import { findInvalidUtf8 } from '../document/utf8.ts';
import { type SchemaId, validators } from '../generated/anpkg-validators.ts';
import type { RuleId } from '../generated/catalogue.ts';
import { parseChecksumList } from '../integrity/checksum-list.ts';
import type { FindingCollector } from '../report/finding-collector.ts';
import { type ContainerReading, DocumentReader } from './document-reader.ts';
import type { PackageIntake } from './package-intake.ts';
import { CHECKSUM_LIST, documentSyntax, MACHINE_PROFILE, PROVENANCE, RUNTIME_CONFIG } from './package-layout.ts';
import type { ChecksumListState, PackageDocument, PackageModel } from './package-model.ts';
import { type PackageReference, profileReferences, runtimeReferences } from './package-references.ts';

/** Reads the documents of a verified container: findings of syntax and schemas, and the model that rules judge. */
export async function readPackage(
  reading: ContainerReading,
  intake: PackageIntake,
  collector: FindingCollector,
): Promise<PackageModel> {
  const files = new Map(reading.members.filter(({ type }) => type === 'file').map((member) => [member.path, member]));
  const isFile = (path: string): boolean => files.has(path);
  const reader = new DocumentReader({ reading, files, intake, collector });
  await reader.read([...files.keys()].filter((path) => documentSyntax(path) !== undefined));
  const { documents } = reader;

  const profile = documentAt(documents, MACHINE_PROFILE);
  const ofProfile = profile === undefined ? [] : profileReferences(profile.document, isFile);
  const paths = runtimePaths(profile, ofProfile);
  // Whatever its name ends in, a runtime configuration is YAML.
  await reader.read(paths.filter((path) => documentSyntax(path) === undefined));
  const runtimes = paths.flatMap((path) => documentAt(documents, path) ?? []);
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
    checksums: readChecksums(intake, files.get(CHECKSUM_LIST)?.size),
    yamlBytes: reader.totals.yaml,
    jsonBytes: reader.totals.json,
    documents,
    profile,
    runtimes,
    provenance,
    provenanceText: provenanceBytes && Buffer.from(provenanceBytes).toString('utf8'),
    references: [...ofProfile, ...runtimes.flatMap((runtime) => runtimeReferences(runtime, isFile))],
    credentials: intake.credentials,
  };
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

function readChecksums({ bytes }: PackageIntake, size: number | undefined): ChecksumListState {
  if (size === undefined) return { state: 'absent' };
  const text = bytes.get(CHECKSUM_LIST);
  if (text === undefined) return { state: 'too-large', size };
  const list = parseChecksumList(text);
  return list === undefined ? { state: 'not-utf8', offset: findInvalidUtf8(text) ?? 0 } : { state: 'read', list };
}

function documentAt(documents: ReadonlyMap<string, ParsedDocument>, member: string): PackageDocument | undefined {
  const document = documents.get(member);
  return document && { member, document };
}
