import { isJsonObject, type JsonValue } from '../../document/parsed-document.ts';
import { LIMITS } from '../../generated/limits.ts';
import type { Check } from '../../report/check.ts';
import { compareCodePoints } from '../../report/code-point-order.ts';
import { childNode, entryNodes, itemNodes, placeOf, rootNode, stringAt, typeName } from '../document-walk.ts';
import { documentSyntax, isProviderConfigName, PROVENANCE } from '../package-layout.ts';
import type { PackageModel } from '../package-model.ts';
import { toProvenanceText } from '../provenance-text.ts';

/** Section 4: limits, provider configurations and provenance. The schemas are checked where documents are read. */
export const documentRules: readonly Check<PackageModel>[] = [
  {
    rule: 'anpkg/yaml-total-too-large',
    check({ yamlBytes }, report) {
      const limit = LIMITS['yaml.packageTotal'].value;
      if (yamlBytes > limit) report({}, { size: yamlBytes, limit });
    },
  },
  {
    rule: 'anpkg/json-total-too-large',
    check({ jsonBytes }, report) {
      const limit = LIMITS['json.packageTotal'].value;
      if (jsonBytes > limit) report({}, { size: jsonBytes, limit });
    },
  },
  {
    rule: 'anpkg/provider-config-not-mapping',
    check({ documents }, report) {
      for (const [member, document] of documents) {
        const isConfig = isProviderConfigName(member) && documentSyntax(member) === 'yaml';
        if (!isConfig || member.indexOf('/') !== member.lastIndexOf('/') || isJsonObject(document.value)) continue;
        report(placeOf(member, document, ''), { type: typeName(document.value) });
      }
    },
  },
  {
    rule: 'anpkg/exported-at-invalid',
    check({ provenance }, report) {
      if (provenance === undefined) return;
      const text = stringAt(rootNode(provenance.document), 'exported_at');
      if (text === undefined || isExistingTime(text) !== false) return;
      report(placeOf(PROVENANCE, provenance.document, '/exported_at'));
    },
  },
  {
    rule: 'anpkg/omitted-variant-present',
    check({ profile, provenance }, report) {
      if (provenance === undefined || profile === undefined) return;
      const carried = new Set(
        entryNodes(childNode(rootNode(profile.document), 'runtime_profiles')).map(({ key }) => key),
      );
      for (const { value, pointer } of itemNodes(childNode(rootNode(provenance.document), 'omitted_variants'))) {
        if (typeof value !== 'string' || !carried.has(value)) continue;
        report(placeOf(PROVENANCE, provenance.document, pointer), { variant: value });
      }
    },
  },
  {
    rule: 'anpkg/provenance-not-canonical',
    check({ provenance, provenanceText }, report) {
      if (provenance === undefined || provenanceText === undefined) return;
      if (toProvenanceText(withSortedVariants(provenance.document.value)) === provenanceText) return;
      report({ member: PROVENANCE });
    },
  },
];

function withSortedVariants(value: JsonValue): JsonValue {
  if (!isJsonObject(value) || !Array.isArray(value.omitted_variants)) return value;
  const variants: readonly JsonValue[] = value.omitted_variants;
  if (!variants.every((variant) => typeof variant === 'string')) return value;
  return { ...value, omitted_variants: variants.toSorted(compareCodePoints) };
}

/** Whether a text of the form that the schema asks for is a time that exists; undefined where it has another form. */
function isExistingTime(text: string): boolean | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/.exec(text)?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return undefined;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return year >= 1 && day <= days;
}
