import { posix } from 'node:path';
import { readBytes } from '../archive/byte-source.ts';
import { parseStrictJson } from '../document/json/index.ts';
import { parseStrictYaml } from '../document/yaml/index.ts';
import { LIMITS } from '../generated/limits.ts';
import type { Location } from '../report/finding.ts';
import type { FindingCollector } from '../report/finding-collector.ts';
import type { PackageDocument } from './package-model.ts';
import type { ProjectFolder } from './project-folder.ts';

/** A document of a project: absent, refused (the findings say why), or read; `member` is its path in the project. */
export type ProjectDocument =
  | { readonly state: 'missing' }
  | { readonly state: 'refused' }
  | ({ readonly state: 'read' } & PackageDocument);

export interface ProjectReader {
  readonly folder: ProjectFolder;
  readonly collector: FindingCollector;
  /** Reads a document once. `from` is where its path stands, and `label` how the contract calls that place. */
  read(path: string, syntax: 'yaml' | 'json', from: Location, label: string): ProjectDocument;
}

/** Reads the documents of a project strictly; holds no more than the limits of one package allow. */
export function createProjectReader(folder: ProjectFolder, collector: FindingCollector): ProjectReader {
  const known = new Map<string, ProjectDocument>();
  const total = { yaml: 0, json: 0 };

  const readFile = (member: string, syntax: 'yaml' | 'json', from: Location, label: string): ProjectDocument => {
    const found = folder.find(member, 'project');
    if (found.state === 'missing') return found;
    if (found.state !== 'file') {
      if (found.state === 'special') collector.add('anpkg/project-special-file', { member }, { kind: found.kind });
      else collector.add('anpkg/project-path-escapes', from, { label });
      return REFUSED;
    }
    const source = found.open();
    try {
      const limit = LIMITS[`${syntax}.size`].value;
      const together = LIMITS[`${syntax}.packageTotal`].value;
      total[syntax] += source.size;
      if (source.size > limit) {
        collector.add(`${syntax}/too-large`, { member }, { size: source.size, limit });
        return REFUSED;
      }
      if (total[syntax] > together) {
        collector.add(`anpkg/${syntax}-total-too-large`, {}, { size: total[syntax], limit: together });
        return REFUSED;
      }
      const parse = syntax === 'yaml' ? parseStrictYaml : parseStrictJson;
      const document = parse(readBytes(source, 0, source.size), collector, member);
      return document === undefined ? REFUSED : { state: 'read', member, document };
    } finally {
      source.close();
    }
  };

  return {
    folder,
    collector,
    read(path, syntax, from, label) {
      const member = posix.normalize(path);
      const document = known.get(member) ?? readFile(member, syntax, from, label);
      known.set(member, document);
      return document;
    },
  };
}

const REFUSED: ProjectDocument = { state: 'refused' };
