import { isJsonObject, type JsonObject } from '../document/parsed-document.ts';
import { checkSchema } from '../document/schema-findings.ts';
import { validators } from '../generated/anpkg-validators.ts';
import { compareCodePoints } from '../report/code-point-order.ts';
import { childNode, entryNodes, placeOf, rootNode, stringAt, typeName } from './document-walk.ts';
import { MACHINE_PROFILE } from './package-layout.ts';
import type { PackageDocument } from './package-model.ts';
import { toExportedAt } from './produce-exported-at.ts';
import type { ProjectReader } from './project-reader.ts';

/** A document of a project that is a mapping. */
export interface ProjectMapping extends PackageDocument {
  readonly mapping: JsonObject;
}

/** Reads the machine profile (section 9.1); undefined where the findings say why not. */
export function readProfile({ read, collector }: ProjectReader): ProjectMapping | undefined {
  const profile = read(MACHINE_PROFILE, 'yaml', { member: MACHINE_PROFILE }, MACHINE_PROFILE);
  if (profile.state === 'missing') collector.add('anpkg/project-missing-machine-profile', { member: MACHINE_PROFILE });
  return profile.state === 'read' ? toMappingDocument(profile, { collector }) : undefined;
}

export interface ProjectVariants {
  readonly manual: ProjectMapping | undefined;
  /** Names of the other variants whose file exists, sorted. */
  readonly omitted: readonly string[];
}

/** Reads the runtime configuration of every variant whose file exists; the manual one must. */
export function readVariants(profile: ProjectMapping, { read, collector }: ProjectReader): ProjectVariants {
  const profiles = childNode(rootNode(profile.document), 'runtime_profiles');
  const omitted: string[] = [];
  let manual: ProjectMapping | undefined;
  let isManualRefused = false;
  for (const { key, value, pointer } of entryNodes(profiles)) {
    if (typeof value !== 'string' || value === '') continue;
    const variant = read(value, 'yaml', placeOf(profile.member, profile.document, pointer), `runtime_profiles.${key}`);
    if (key !== 'manual') {
      if (variant.state === 'read') omitted.push(key);
    } else if (variant.state === 'read') {
      manual = toMappingDocument(variant, { collector });
      isManualRefused = manual === undefined;
    } else isManualRefused = variant.state === 'refused';
  }
  if (manual === undefined && !isManualRefused) {
    const pointer = childNode(profiles, 'manual')?.pointer ?? profiles?.pointer ?? '';
    collector.add('anpkg/project-no-manual-variant', placeOf(profile.member, profile.document, pointer));
  }
  return { manual, omitted: omitted.sort(compareCodePoints) };
}

const SIDECAR = 'workbench.json';

/** `exported_at` by the project's sidecar; undefined where there is none that is usable. */
export function readExportedAt({ read, collector }: ProjectReader): string | undefined {
  const sidecar = read(SIDECAR, 'json', { member: SIDECAR }, SIDECAR);
  if (sidecar.state !== 'read') return undefined;
  const { document } = sidecar;
  checkSchema(document, validators['anpkg/project-sidecar'], 'anpkg/project-sidecar-schema', collector, SIDECAR);
  const created = stringAt(childNode(rootNode(document), 'meta'), 'created');
  if (created === undefined) return undefined;
  const exportedAt = toExportedAt(created);
  if (exportedAt === undefined)
    collector.add('anpkg/project-created-invalid', placeOf(SIDECAR, document, '/meta/created'));
  return exportedAt;
}

function toMappingDocument(
  { member, document }: PackageDocument,
  { collector }: Pick<ProjectReader, 'collector'>,
): ProjectMapping | undefined {
  if (isJsonObject(document.value)) return { member, document, mapping: document.value };
  collector.add('anpkg/project-not-mapping', placeOf(member, document, ''), { type: typeName(document.value) });
  return undefined;
}
