import type { RuleId } from '../../../generated/catalogue.ts';
import type { DistributionContract } from '../../../generated/types/distribution-contract.ts';
import type { Check } from '../../../report/check.ts';
import type { Details } from '../../../report/finding.ts';
import type { DistributionModel } from '../../documents/distribution-model.ts';
import { majorMinor } from '../../documents/versions.ts';
import { compareMatrices } from './text-matrix.ts';

const TEXT = 'docs/distribution.md';
const CONTRACT_ID = /distribution-contract@([0-9]+\.[0-9]+)/u;
const SECTION = /^#{1,6}[ \t]+([0-9]+)[.)]/u;

/** Section 9.1: the text of the contract says what the contract says. */
export const textRules: readonly Check<DistributionModel>[] = [
  textRule('distribution/docs-contract-id', ({ lines, contract, report }) => {
    const expected = majorMinor(contract.contract_version);
    const named = lines.flatMap((line, index) => {
      const found = line.matchAll(new RegExp(CONTRACT_ID, 'gu'));
      return [...found].map(([, version]) => ({ version, line: index + 1 }));
    });
    const other = named.find(({ version }) => version !== expected);
    if (other !== undefined || named.length === 0)
      report(other?.line, { expected: `distribution-contract@${expected}` });
  }),
  textRule('distribution/docs-template', ({ text, contract, report }) => {
    const { release_artifacts: release, naming } = contract.artifact;
    for (const expected of [release.artifact_directory_template, naming.canonical_pattern]) {
      if (!text.includes(expected)) report(undefined, { expected });
    }
  }),
  textRule('distribution/docs-index-path', ({ text, contract, report }) => {
    const { canonical, legacy } = contract.artifact.distribution_index;
    for (const expected of [canonical, ...legacy.map(({ path }) => path)]) {
      if (!text.includes(expected)) report(undefined, { expected });
    }
  }),
  textRule('distribution/docs-sunset', ({ text, contract, report }) => {
    for (const { deprecation_sunset } of contract.artifact.distribution_index.legacy) {
      const expected = deprecation_sunset.slice(0, 10);
      if (!text.includes(expected)) report(undefined, { expected });
    }
  }),
  textRule('distribution/docs-matrix', ({ lines, contract, report }) => {
    for (const { line, problem } of compareMatrices(lines, contract.compatibility_matrix)) report(line, { problem });
  }),
  textRule('distribution/docs-section-number', ({ lines, report }) => {
    const seen = new Set<string>();
    for (const [index, line] of lines.entries()) {
      const number = SECTION.exec(line)?.[1];
      if (number !== undefined && seen.has(number)) report(index + 1, { number });
      if (number !== undefined) seen.add(number);
    }
  }),
];

interface JudgedText {
  /** With the names of the published text for two placeholders replaced by ours. */
  readonly text: string;
  readonly lines: readonly string[];
  readonly contract: DistributionContract;
  readonly report: (line: number | undefined, details: Details) => void;
}

function textRule(rule: RuleId, check: (judged: JudgedText) => void): Check<DistributionModel> {
  return {
    rule,
    check({ repository, contract }, report) {
      if (repository?.text === undefined || contract === undefined) return;
      const text = repository.text
        .replaceAll('{distribution_contract_version}', '{contract_version}')
        .replaceAll('{artifact_version}', '{version}');
      const reportAt: JudgedText['report'] = (line, details) =>
        report({ member: TEXT, ...(line === undefined ? {} : { line, column: 1 }) }, details);
      check({ text, lines: text.split(/\r?\n/u), contract: contract.value, report: reportAt });
    },
  };
}
