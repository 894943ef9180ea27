import type { RuleFacts } from '../suite/rule-facts.ts';
import type { SourceEdit } from './bundle-reference.ts';
import type { EditedMutant } from './program/judge-edit.ts';

/** A mutant of which it is known beforehand what must become of it; if it does not, the run is void. */
export interface Control {
  readonly id: string;
  readonly edit?: SourceEdit;
  /** Judged as a faulty producer is that breaks every rule for producers: by the goldens among the vectors as well. */
  readonly isProducer?: true;
  /** Judged as a race is. */
  readonly isRace?: true;
  readonly expected: 'killed' | 'survived' | 'broken';
}

const COLLECT = 'return [...this.#byRule.values()].flat().sort(compareFindings);';

export const controls: readonly Control[] = [
  { id: 'identity', expected: 'survived' },
  { id: 'identity-of-producers', isProducer: true, expected: 'survived' },
  { id: 'identity-in-a-race', isRace: true, expected: 'survived' },
  {
    id: 'always-valid',
    edit: { file: 'report/finding-collector.ts', find: COLLECT, replace: 'return [];' },
    expected: 'killed',
  },
  {
    id: 'crashes-on-every-finding',
    edit: {
      file: 'report/finding-collector.ts',
      find: COLLECT,
      replace: `const found = [...this.#byRule.values()].flat(); if (found.length > 0) throw new Error('no finding'); return found;`,
    },
    expected: 'broken',
  },
  {
    id: 'does-not-start',
    edit: {
      file: 'report/finding-collector.ts',
      find: 'const KEPT_PER_RULE = 1000;',
      replace: `throw new Error('no start');`,
    },
    expected: 'broken',
  },
  {
    id: 'not-applied',
    edit: { file: 'report/finding-collector.ts', find: 'a text that stands nowhere', replace: '' },
    expected: 'broken',
  },
];

/** The control as it is judged, by what is about the contracts. */
export function toControlled(
  { id, edit, isProducer, isRace }: Control,
  contracts: readonly string[],
  rules: Iterable<RuleFacts>,
): EditedMutant {
  const ofProducers = [...rules].filter(({ status, role, contract }) => {
    return status === 'active' && role === 'producer' && contracts.includes(contract);
  });
  return {
    id,
    contracts,
    ...(edit !== undefined && { edit }),
    ...(isRace && { isRace }),
    ...(isProducer === true && { breaks: ofProducers.map((rule) => rule.id) }),
  };
}
