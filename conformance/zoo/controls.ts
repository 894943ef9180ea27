import type { SourceEdit } from './bundle-reference.ts';

/** A mutant of which it is known beforehand what must become of it; if it does not, the run is void. */
export interface Control {
  readonly id: string;
  readonly edit?: SourceEdit;
  readonly expected: 'killed' | 'survived' | 'broken';
}

const COLLECT = 'return [...this.#byRule.values()].flat().sort(compareFindings);';

export const controls: readonly Control[] = [
  { id: 'identity', expected: 'survived' },
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
