import { isJsonObject, type JsonObject, type JsonValue } from '../document/parsed-document.ts';
import { isBlank, stripWhiteSpace } from '../integrity/line-breaks.ts';
import { childNode, type DocumentNode, entryNodes, itemNodes, placeOf, rootNode, typeName } from './document-walk.ts';
import type { PackageDocument } from './package-model.ts';
import { toMapping } from './produce-mapping.ts';
import type { ProjectMapping } from './project-documents.ts';
import type { ProjectDocument, ProjectReader } from './project-reader.ts';

/** A provider of the manual variant, with what the package carries of it. */
export interface ProjectProvider {
  readonly id: string;
  /** Its item of the runtime configuration, and the arguments there as texts. */
  readonly item: JsonObject;
  readonly args: readonly string[];
  readonly config: JsonObject;
  /** Where the configuration comes from; undefined where the project has no such file. */
  readonly source: PackageDocument | undefined;
}

/** The providers of the manual variant, in order; what is wrong with one goes to the findings. */
export function readProviders(
  profile: ProjectMapping,
  runtime: ProjectMapping,
  reader: ProjectReader,
): readonly ProjectProvider[] {
  const configs = readConfigs(profile, reader);
  const { collector } = reader;
  const list = childNode(rootNode(runtime.document), 'providers');
  const place = (pointer: string) => placeOf(runtime.member, runtime.document, pointer);
  const items = itemNodes(list);
  if (items.length === 0) collector.add('anpkg/project-provider-list', place(list?.pointer ?? ''));
  const seen = new Set<string>();
  return items.flatMap((node) => {
    const given = childNode(node, 'id');
    if (!isJsonObject(node.value) || typeof given?.value !== 'string' || isBlank(given.value)) {
      collector.add('anpkg/project-provider-list', place(given?.pointer ?? node.pointer));
      return [];
    }
    const id = stripWhiteSpace(given.value);
    if (seen.has(id)) {
      collector.add('anpkg/project-duplicate-provider', place(given.pointer), { id });
      return [];
    }
    seen.add(id);
    if (/[^A-Za-z0-9_-]/.test(id)) {
      collector.add('anpkg/project-provider-id', place(given.pointer));
      return [];
    }
    const args = readArguments(node, (pointer, type) => {
      collector.add('anpkg/project-argument-type', place(pointer), { id, type });
    });
    const config = configOf(id, configs.get(id), reader, place(given.pointer));
    return config === undefined ? [] : [{ id, item: node.value, args, ...config }];
  });
}

interface NamedConfig {
  readonly from: ReturnType<typeof placeOf>;
  readonly file: ProjectDocument;
}

// Every configuration that the profile names is read, as strictly as if it were carried.
function readConfigs(profile: ProjectMapping, { read }: ProjectReader): ReadonlyMap<string, NamedConfig> {
  const configs = new Map<string, NamedConfig>();
  for (const entry of entryNodes(childNode(rootNode(profile.document), 'providers'))) {
    const config = childNode(entry, 'config');
    if (typeof config?.value !== 'string' || config.value === '') continue;
    const from = placeOf(profile.member, profile.document, config.pointer);
    configs.set(entry.key, { from, file: read(config.value, 'yaml', from, `providers.${entry.key}.config`) });
  }
  return configs;
}

function configOf(
  id: string,
  named: NamedConfig | undefined,
  { collector }: ProjectReader,
  place: ReturnType<typeof placeOf>,
): { config: JsonObject; source: PackageDocument | undefined } | undefined {
  if (named === undefined) {
    collector.add('anpkg/project-provider-config-missing', place, { id });
    return undefined;
  }
  const { file } = named;
  if (file.state === 'missing') {
    collector.add('anpkg/project-provider-file-missing', named.from, { id });
    return { config: toMapping([]), source: undefined };
  }
  if (file.state === 'refused') return undefined;
  const { member, document } = file;
  if (isJsonObject(document.value)) return { config: document.value, source: { member, document } };
  const type = typeName(document.value);
  collector.add('anpkg/project-provider-config-not-mapping', placeOf(member, document, ''), { id, type });
  return undefined;
}

// Whole numbers are taken as their decimal digits, which every reader agrees on; anything else would be a guess.
function readArguments(node: DocumentNode, report: (pointer: string, type: string) => void): readonly string[] {
  const list = childNode(node, 'args');
  if (list === undefined || list.value === null) return [];
  if (!Array.isArray(list.value)) report(list.pointer, typeName(list.value));
  return itemNodes(list).flatMap(({ value, pointer }) => {
    const text = toArgument(value);
    if (text === undefined) report(pointer, typeName(value));
    return text ?? [];
  });
}

function toArgument(value: JsonValue): string | undefined {
  if (typeof value === 'string') return value;
  return Number.isSafeInteger(value) && typeof value === 'number' ? String(value) : undefined;
}
