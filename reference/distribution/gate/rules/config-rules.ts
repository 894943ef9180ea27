import type { Check } from '../../../report/check.ts';
import { compareCodePoints } from '../../../report/code-point-order.ts';
import { placeIn } from '../../documents/distribution-document.ts';
import type { DistributionModel } from '../../documents/distribution-model.ts';
import { FEWEST_GENERATIONS } from '../../documents/rules/contract-rules.ts';
import { PLACEHOLDERS, placeholdersOf, placeholdersOfWord } from '../../documents/templates.ts';

const CONTRACT = 'docs/distribution-contract.json';

/** Section 3.6: the configuration of the orchestrator. */
export const configRules: readonly Check<DistributionModel>[] = [
  {
    rule: 'distribution/unknown-placeholder',
    check({ config }, report) {
      if (config === undefined) return;
      const { output = '', build_command: command } = config.value;
      const found = [
        { pointer: '/output', names: placeholdersOf(output) },
        ...command.map((word, place) => ({ pointer: `/build_command/${place}`, names: placeholdersOfWord(word) })),
      ];
      for (const { pointer, names } of found) {
        if (names?.every((name) => PLACEHOLDERS.build.includes(name)) !== true) report(placeIn(config, pointer));
      }
    },
  },
  {
    rule: 'distribution/config-mismatch',
    check({ config, contract }, report) {
      if (config === undefined || contract === undefined) return;
      const { naming, release_artifacts: release } = contract.value.artifact;
      const kept = contract.value.retention?.minimum_generations ?? FEWEST_GENERATIONS;
      const { value } = config;
      if (value.contract !== CONTRACT) report(placeIn(config, '/contract'));
      if (value.dist_root !== naming.namespace) report(placeIn(config, '/dist_root'));
      if (!release.formats.includes(value.format)) report(placeIn(config, '/format'));
      if ((value.retention_generations ?? kept) < kept) report(placeIn(config, '/retention_generations'));
    },
  },
  {
    rule: 'distribution/config-order',
    check({ config }, report) {
      if (config === undefined) return;
      for (const name of ['targets', 'profiles'] as const) {
        const list: readonly string[] = config.value[name];
        for (const [index, item] of list.entries()) {
          const before = list[index - 1];
          if (before !== undefined && compareCodePoints(before, item) >= 0)
            report(placeIn(config, `/${name}/${index}`));
        }
      }
    },
  },
];
