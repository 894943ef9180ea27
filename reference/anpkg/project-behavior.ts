import type { FileSource } from '../archive/byte-source.ts';
import { stripWhiteSpace } from '../integrity/line-breaks.ts';
import { placeOf } from './document-walk.ts';
import { BEHAVIORS_FOLDER } from './package-layout.ts';
import { behaviorTree } from './package-references.ts';
import type { ProjectMapping } from './project-documents.ts';
import type { ProjectReader } from './project-reader.ts';

/** The behavior tree that a package carries. */
export interface ProjectBehavior {
  /** Its path in the project, as the runtime configuration has it. */
  readonly member: string;
  /** Its path in the package: folders are flattened away. */
  readonly path: string;
  readonly open: () => FileSource;
}

/**
 * The behavior tree of the manual variant, whether automation is enabled or not; undefined where it names none, or
 * where the findings say why it cannot be carried. A value that is no path is left for the schema to refuse.
 */
export function findBehavior(
  runtime: ProjectMapping,
  { folder, collector }: ProjectReader,
): ProjectBehavior | undefined {
  const tree = behaviorTree({ value: runtime.mapping, pointer: '' });
  if (typeof tree?.value !== 'string') return undefined;
  const member = stripWhiteSpace(tree.value);
  if (member === '') return undefined;
  const place = placeOf(runtime.member, runtime.document, tree.pointer);
  if (member.startsWith('/')) {
    collector.add('anpkg/project-behavior-absolute', place);
    return undefined;
  }
  const found = folder.find(member, 'project-or-data-root');
  if (found.state === 'file') {
    return { member, path: `${BEHAVIORS_FOLDER}${member.slice(member.lastIndexOf('/') + 1)}`, open: found.open };
  }
  if (found.state === 'special') collector.add('anpkg/project-special-file', { member }, { kind: found.kind });
  else collector.add('anpkg/project-behavior-missing', place);
  return undefined;
}
