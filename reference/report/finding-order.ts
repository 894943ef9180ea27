import { catalogue } from '../generated/catalogue.ts';
import { compareCodePoints } from './code-point-order.ts';
import type { Finding, Location } from './finding.ts';

const PHASES = ['container', 'integrity', 'documents', 'references', 'policy'] as const;

/** Report order: phase, position in the catalogues (foundation contracts first), location, constraint of a schema. */
export function compareFindings(a: Finding, b: Finding): number {
  const left = catalogue[a.rule];
  const right = catalogue[b.rule];
  return (
    PHASES.indexOf(left.phase) - PHASES.indexOf(right.phase) ||
    left.rank - right.rank ||
    compareLocations(a.at, b.at) ||
    compareCodePoints(constraintOf(a), constraintOf(b))
  );
}

function constraintOf({ details }: Finding): string {
  const { schemaPointer } = details;
  return typeof schemaPointer === 'string' ? schemaPointer : '';
}

/** By member, offset, line, column, pointer; an absent member of the location sorts first. */
function compareLocations(a: Location, b: Location): number {
  return (
    compareCodePoints(a.member ?? '', b.member ?? '') ||
    (a.offset ?? -1) - (b.offset ?? -1) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compareCodePoints(a.pointer ?? '', b.pointer ?? '')
  );
}
