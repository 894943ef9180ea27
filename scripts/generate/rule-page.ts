import type { RuleCatalogue } from '../../reference/generated/types/interfaces-rule-catalogue.ts';
import { ruleReason } from './rule-reason.ts';
import { type Citation, vectorSections } from './rule-vectors.ts';

type Rule = RuleCatalogue[number];

/** What the page of a rule is made of. */
export interface RulePageContent {
  readonly rule: Rule;
  readonly contract: string;
  /** The contract's README. */
  readonly text: string;
  readonly vectors: readonly Citation[];
}

/** The page that a finding leads to: what is asked, why, what the finding says, what to do, and examples. */
export function rulePage({ rule, contract, text, vectors }: RulePageContent): string {
  const severity = rule.level === 'MUST' ? 'error' : 'warning';
  const limit = rule.limit === undefined ? '' : `| limit | \`${rule.limit}\` (see \`package-contracts limits\`) |\n`;
  const retired = rule.status === 'retired' ? '\nThis rule is retired: it is no longer checked.\n' : '';
  const reason = ruleReason(text, contract, rule.id);
  const note = rule.message.includes('{')
    ? "\nA word in braces stands for that member of the finding's `details`.\n"
    : '';
  return `# ${rule.id}

> ${rule.text}
${retired}${reason === undefined ? '' : `\n${reason}\n`}
| | |
|---|---|
| contract | [\`${contract}\` v1](../../../contracts/${contract}/v1/${rule.source}) |
| level | ${rule.level} (${severity}) |
| role | ${rule.role} |
| phase | ${rule.phase} |
| origin | ${rule.origin}: ${ORIGINS[rule.origin]} |
| profile | ${isInCore(rule) ? '`core` and `hardened`' : '`hardened`'} |
| since | ${rule.since} |
${limit}
## Message

\`\`\`text
${rule.message}
\`\`\`
${note}
## Remedy

${rule.remedy}

## Vectors

A vector is a folder with an input and what is expected of it; [how to read one](../../../conformance/README.md).

${vectorSections({ id: rule.id, inCore: isInCore(rule) }, vectors)}
`;
}

const ORIGINS: Readonly<Record<Rule['origin'], string>> = {
  seed: 'a document that the contract was made from states it',
  published: 'the published implementation does it',
  specification: "the format's own specification asks for it",
  ours: 'this project added it',
};

// A limit holds in every profile, whoever asks for it (interfaces, Profiles).
function isInCore({ origin, limit }: Rule): boolean {
  return origin !== 'ours' || limit !== undefined;
}
