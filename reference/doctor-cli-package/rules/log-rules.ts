import type { Check } from '../../report/check.ts';
import { type DoctorModel, placeIn } from '../doctor-model.ts';

/** Section 3.1: the log of the run. */
export const logRules: readonly Check<DoctorModel>[] = [
  {
    rule: 'doctor-cli-package/log-sequence',
    check({ payload }, report) {
      if (payload === undefined) return;
      for (const [index, { sequence }] of payload.value.structured_logs.entries()) {
        const expected = index + 1;
        if (sequence !== expected) {
          report(placeIn(payload, `/structured_logs/${index}/sequence`), { sequence, expected });
        }
      }
    },
  },
  {
    rule: 'doctor-cli-package/log-events',
    check({ payload }, report) {
      if (payload === undefined) return;
      const { structured_logs: logs, config_templates: templates, install_smoke: smoke } = payload.value;
      const expected: readonly string[] = [
        'package-started',
        ...templates.map(() => 'template-materialized'),
        ...(smoke === undefined ? [] : ['install-smoke-passed']),
        'manifest-written',
        'package-completed',
      ];
      // Behind the first event that is another, everything is out of step.
      for (let index = 0; index < Math.max(logs.length, expected.length); index += 1) {
        const event = logs[index]?.event ?? 'nothing';
        const wanted = expected[index] ?? 'nothing';
        if (event === wanted) continue;
        const pointer = index < logs.length ? `/structured_logs/${index}/event` : '/structured_logs';
        report(placeIn(payload, pointer), { event, expected: wanted });
        return;
      }
    },
  },
];
