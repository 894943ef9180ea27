import type { ParsedDocument } from '../../document/parsed-document.ts';
import type { Location } from '../../report/finding.ts';
import type { DocumentKind, DocumentTypes } from './document-kinds.ts';

/** A document that fits its schema. */
export interface DistributionDocument<Kind extends DocumentKind> {
  readonly kind: Kind;
  /** Its path in the repository; absent where the document is judged alone. */
  readonly member: string | undefined;
  readonly document: ParsedDocument;
  readonly value: DocumentTypes[Kind];
  /** Whether its text is the canonical one but for the order of members (section 3.1). */
  readonly isPretty: () => boolean;
}

/** The place of a value in a document. */
export function placeIn(
  { member, document }: Pick<DistributionDocument<DocumentKind>, 'member' | 'document'>,
  pointer: string,
): Location {
  return { ...(member === undefined ? {} : { member }), pointer, ...document.locate(pointer) };
}

/** The place of a member's name. */
export function keyPlaceIn(
  { member, document }: Pick<DistributionDocument<DocumentKind>, 'member' | 'document'>,
  pointer: string,
): Location {
  return { ...(member === undefined ? {} : { member }), pointer, ...document.locateKey(pointer) };
}
