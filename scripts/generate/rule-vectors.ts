import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Vector } from '../../reference/generated/types/interfaces-vector.ts';

/** A vector that cites a rule. */
export interface Citation {
  readonly path: string;
  readonly vector: Vector;
}

/** Rule → the vectors that cite it, by contract and id. */
export function citingVectors(root: string): ReadonlyMap<string, readonly Citation[]> {
  const found = new Map<string, Citation[]>();
  for (const contract of foldersIn(join(root, 'conformance/vectors'))) {
    for (const id of foldersIn(join(root, 'conformance/vectors', contract))) {
      const path = `conformance/vectors/${contract}/${id}`;
      const file = join(root, path, 'vector.json');
      if (!existsSync(file)) continue;
      const vector: Vector = JSON.parse(readFileSync(file, 'utf8'));
      for (const rule of vector.cites) {
        const citations = found.get(rule) ?? [];
        citations.push({ path, vector });
        found.set(rule, citations);
      }
    }
  }
  return found;
}

/** The rule whose page it is. */
interface Cited {
  readonly id: string;
  /** Whether it is in force in the profile `core`. */
  readonly inCore: boolean;
}

/** The vectors of a rule as its page lists them: by what they show of it. */
export function vectorSections(rule: Cited, citations: readonly Citation[]): string {
  if (citations.length === 0) return 'None cites this rule yet.';
  return SECTIONS.flatMap((title) => {
    const lines = citations.filter(({ vector }) => sectionOf(rule, vector) === title).map(citationLine);
    return lines.length === 0 ? [] : [`### ${title}\n\n${lines.join('\n')}`];
  }).join('\n\n');
}

const SECTIONS = [
  'Rejected by this rule',
  'Warned of',
  'Accepted',
  'Accepted in `core`, where this rule is not in force',
  'Rejected by another rule',
  'Of many inputs',
] as const;

function sectionOf({ id, inCore }: Cited, { kind, profile, expect }: Vector): (typeof SECTIONS)[number] {
  if (kind === 'relation') return 'Of many inputs';
  const broken = expect.primary ?? expect.refused;
  if (broken !== undefined) return broken === id ? 'Rejected by this rule' : 'Rejected by another rule';
  if (expect.warnings?.includes(id) === true) return 'Warned of';
  return profile === 'core' && !inCore ? 'Accepted in `core`, where this rule is not in force' : 'Accepted';
}

function citationLine({ path, vector: { kind, why } }: Citation): string {
  return `- [\`${path.split('/').slice(-2).join('/')}\`](../../../${path}/vector.json) (${kind}): ${why}`;
}

function foldersIn(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
