import type { Recipe } from '../recipe.ts';
import { events, minimalPayload, richPayload, toLogs } from './base-packages.ts';
import { acceptDocument, placeOf, rejectDocument, rule } from './package-recipe.ts';

const { started, ci, local, smoke, manifest, completed } = events;

/** Payloads with other events. `length` says of how many. */
const LOGS: readonly (readonly [name: string, why: string, logs: Parameters<typeof toLogs>[0], pointer: string])[] = [
  [
    'without-start',
    'The events begin with a template, not with the start.',
    [ci, local, manifest, completed],
    '/0/event',
  ],
  [
    'without-template',
    'There are two templates, and the event of one.',
    [started, ci, manifest, completed],
    '/2/event',
  ],
  [
    'with-third-template',
    'There are two templates, and the events of three.',
    [started, ci, local, local, manifest, completed],
    '/3/event',
  ],
  [
    'with-smoke',
    'A smoke run has an event, and there is no install_smoke.',
    [started, ci, local, smoke, manifest, completed],
    '/3/event',
  ],
  [
    'completed-ahead-of-manifest',
    'The package is complete ahead of its manifest.',
    [started, ci, local, completed, manifest],
    '/3/event',
  ],
  ['without-completion', 'The last event is that of the manifest.', [started, ci, local, manifest], ''],
  [
    'after-completion',
    'The manifest is written once more after the completion.',
    [started, ci, local, manifest, completed, manifest],
    '/5/event',
  ],
  ['of-start-alone', 'There is the event of the start, and no other.', [started], ''],
];

/** The events of a payload: which ones, how many and in which order. */
export const logs: readonly Recipe[] = [
  ...LOGS.map(([name, why, given, pointer]): Recipe => {
    const value = { ...minimalPayload, structured_logs: toLogs(given) };
    const at = { pointer: `/structured_logs${pointer}` };
    return rejectDocument({
      name: `log-events-${name}`,
      cites: [rule('log-events')],
      why,
      value,
      at,
      twin: 'package-payload-base-1',
    });
  }),
  rejectDocument({
    name: 'log-events-without-smoke',
    cites: [rule('log-events')],
    why: 'There is an install_smoke, and no event of a smoke run.',
    value: { ...richPayload, structured_logs: toLogs([started, ci, local, manifest, completed]) },
    at: { pointer: '/structured_logs/3/event' },
    twin: 'package-payload-base-2',
  }),
  rejectDocument({
    name: 'log-events-smoke-behind-manifest',
    cites: [rule('log-events')],
    why: 'The smoke run stands behind the manifest, which records it.',
    value: { ...richPayload, structured_logs: toLogs([started, ci, local, manifest, smoke, completed]) },
    at: { pointer: '/structured_logs/3/event' },
    twin: 'package-payload-base-2',
  }),
  ...(
    [
      ['from-two', [2, 3, 4, 5, 6], '/0'],
      ['with-gap', [1, 2, 4, 5, 6], '/2'],
      ['with-repetition', [1, 2, 2, 3, 4], '/2'],
      ['descending', [5, 4, 3, 2, 1], '/0'],
    ] as const
  ).map(([name, numbers, pointer]) => {
    const numbered = toLogs([started, ci, local, manifest, completed]).map((log, index) => ({
      ...log,
      sequence: numbers[index],
    }));
    const value = { ...minimalPayload, structured_logs: numbered };
    return rejectDocument({
      name: `log-sequence-${name}`,
      cites: [rule('log-sequence')],
      why: `The events are numbered ${numbers.join(', ')}.`,
      value,
      at: placeOf(value, `/structured_logs${pointer}/sequence`),
      twin: 'package-payload-base-1',
    });
  }),
  acceptDocument({
    name: 'log-details-of-every-type',
    cites: [rule('log-events'), rule('log-sequence')],
    why: 'The details of an event hold a text, a number and a truth value; which ones is left open.',
    value: {
      ...minimalPayload,
      structured_logs: toLogs([[started[0], { a: 'x', b: -1.5, c: false }], ci, local, manifest, completed]),
    },
  }),
];
