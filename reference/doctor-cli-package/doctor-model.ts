import type { ParsedDocument } from '../document/parsed-document.ts';
import type { Location } from '../report/finding.ts';
import type { ObservedMember } from '../report/observation.ts';
import type { DocumentKind, DocumentTypes } from './document-kinds.ts';
import type { BinaryFormat } from './platform-of-binary.ts';

/** A document that fits its schema. */
export interface DoctorDocument<Kind extends DocumentKind> {
  /** Its path in the folder; absent where the document is judged alone. */
  readonly member: string | undefined;
  readonly document: ParsedDocument;
  readonly value: DocumentTypes[Kind];
}

/** A file of the folder that the release manifest refers to, as it is. */
export interface ReferredFile {
  readonly member: ObservedMember;
  /** What the manifest states of it. */
  readonly stated: { readonly size_bytes: number; readonly sha256: string };
}

/** A template of the folder. */
export interface TemplateFile extends ReferredFile {
  /** Place of its entry in `config_templates`. */
  readonly index: number;
  /** Absent where it cannot be read or does not fit its schema. */
  readonly template: DoctorDocument<'config-template'> | undefined;
}

export interface ProgramFile extends ReferredFile {
  readonly isExecutable: boolean;
  readonly binary: BinaryFormat;
}

/** What a folder holds, where one is judged. */
export interface FolderFacts {
  readonly members: readonly ObservedMember[];
  readonly files: ReadonlyMap<string, ObservedMember>;
  /** The packaged program, where the manifest leads to one. */
  readonly program: ProgramFile | undefined;
  /** The templates that the manifest leads to. */
  readonly templates: readonly TemplateFile[];
}

/** What is judged: a folder with what its manifest leads to, or one document. Facts only. */
export interface DoctorModel {
  readonly folder: FolderFacts | undefined;
  /** Everything that could be parsed, by path; the empty path for a document that is judged alone. */
  readonly documents: ReadonlyMap<string, ParsedDocument>;
  readonly manifest: DoctorDocument<'release-manifest'> | undefined;
  readonly payload: DoctorDocument<'package-payload'> | undefined;
  /** The template that is judged alone. */
  readonly template: DoctorDocument<'config-template'> | undefined;
}

/** Every template that could be read. */
export function templatesOf({ folder, template }: DoctorModel): readonly DoctorDocument<'config-template'>[] {
  const inFolder = folder?.templates.map((file) => file.template) ?? [];
  return [...inFolder, template].filter((found) => found !== undefined);
}

/** The place of a value in a document. */
export function placeIn(
  { member, document }: { readonly member: string | undefined; readonly document: ParsedDocument },
  pointer: string,
): Location {
  return { ...(member === undefined ? {} : { member }), pointer, ...document.locate(pointer) };
}
