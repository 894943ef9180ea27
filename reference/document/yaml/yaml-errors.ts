import type { ErrorCode } from 'yaml';
import type { RuleId } from '../../generated/catalogue.ts';

/** The rule that an error of the parser breaks, where it is not `yaml/syntax`. */
const RULE_OF_ERROR: { readonly [code in ErrorCode]?: RuleId } = {
  BAD_ALIAS: 'yaml/anchor-name',
  BAD_DQ_ESCAPE: 'yaml/invalid-escape',
  MULTIPLE_DOCS: 'yaml/several-documents',
  TAB_AS_INDENT: 'yaml/tab',
  TAG_RESOLVE_FAILED: 'yaml/unknown-tag',
};

// The parser's own messages quote the document, which a finding may not do.
const PROBLEMS: { readonly [code in ErrorCode]?: string } = {
  ALIAS_PROPS: 'an alias has an anchor or tag of its own',
  BAD_INDENT: 'the indentation does not fit',
  BAD_PROP_ORDER: 'an anchor or tag stands before an indicator',
  BAD_SCALAR_START: 'a plain scalar cannot begin with this character',
  BLOCK_AS_IMPLICIT_KEY: 'a block collection stands where a key or a value on the same line is expected',
  BLOCK_IN_FLOW: 'a block collection stands in a flow collection',
  MISSING_CHAR: 'an indicator, quotation mark or white space is missing',
  MULTIPLE_ANCHORS: 'a node has two anchors',
  MULTIPLE_TAGS: 'a node has two tags',
  UNEXPECTED_TOKEN: 'something stands here that the grammar does not allow',
};

export function ruleOfYamlError(code: ErrorCode): RuleId {
  return RULE_OF_ERROR[code] ?? 'yaml/syntax';
}

export function problemOfYamlError(code: ErrorCode): string {
  return PROBLEMS[code] ?? 'the parser cannot make sense of it';
}
