import { toCanonicalText } from '../document-text.ts';
import type { Recipe } from '../recipe.ts';
import { minimal, minimalProfile, minimalProvenance, minimalProvider, rich, richRuntime } from './base-packages.ts';
import {
  type PackageDraft,
  PROFILE,
  PROVENANCE,
  placeIn,
  RUNTIME,
  SIM0,
  withJson,
  withMembers,
  withYaml,
} from './package-draft.ts';
import { accept, reject } from './package-recipe.ts';

/** The rich package with another runtime configuration. */
function withRuntime(runtime: unknown): PackageDraft {
  return withYaml(rich, RUNTIME, runtime);
}

function withPolicy(policy: object): PackageDraft {
  return withYaml(minimal, RUNTIME, { providers: [{ ...minimalProvider, restart_policy: policy }] });
}

function withParameter(parameter: object): PackageDraft {
  return withRuntime({ ...richRuntime, automation: { ...richRuntime.automation, parameters: [parameter] } });
}

function withCall(list: 'before_transition' | 'after_transition', call: object): PackageDraft {
  return withRuntime({
    ...richRuntime,
    automation: { ...richRuntime.automation, mode_transition_hooks: { [list]: [{ calls: [call] }] } },
  });
}

const POLICY = { enabled: true, max_attempts: 3, backoff_ms: [100, 200, 400], timeout_ms: 1000 };

const providerConfigs: readonly Recipe[] = [
  ...(
    [
      ['sequence', ['a']],
      ['string', 'a'],
      ['null', null],
      ['number', 7],
    ] as const
  ).flatMap(([name, value]): Recipe[] => [
    reject({
      name: `provider-config-${name}`,
      cites: ['anpkg/provider-config-not-mapping'],
      why: `The provider configuration is a ${name}, not a mapping.`,
      draft: withYaml(minimal, SIM0, value),
      at: { member: SIM0, pointer: '', line: 1, column: 1 },
      twin: 'provider-config-empty-mapping',
    }),
    accept({
      name: `core-provider-config-${name}`,
      cites: ['anpkg/provider-config-not-mapping'],
      why: `The provider configuration is a ${name}; the published reader does not look at it.`,
      draft: withYaml(minimal, SIM0, value),
      profile: 'core',
    }),
  ]),
  accept({
    name: 'provider-config-empty-mapping',
    cites: ['anpkg/provider-config-not-mapping'],
    why: 'The provider configuration is an empty mapping, as an exporter writes it for a project that has none.',
    draft: withYaml(minimal, SIM0, {}),
  }),
  accept({
    name: 'sequence-beside-provider-configs',
    cites: ['anpkg/provider-config-not-mapping'],
    why: 'A YAML document that is a sequence lies below providers/, but not directly in it.',
    draft: withYaml(minimal, 'providers/tables/ramps.yaml', [1, 2]),
    warnings: ['anpkg/unreferenced-member'],
  }),
];

const repeated = withYaml(minimal, RUNTIME, { providers: [minimalProvider, minimalProvider] });
const shortBackoff = withPolicy({ ...POLICY, backoff_ms: [100, 200] });
const longBackoff = withPolicy({ ...POLICY, backoff_ms: [100, 200, 400, 800] });
const crossedBounds = withParameter({ name: 'target', type: 'double', default: 5, min: 6, max: 4 });
const zeroCall = { device_handle: 'mixer0/pump', function_id: 0 };

const runtimes: readonly Recipe[] = [
  reject({
    name: 'duplicate-runtime-provider',
    cites: ['anpkg/duplicate-runtime-provider'],
    why: 'Two providers of the runtime configuration have one id.',
    draft: repeated,
    at: placeIn(repeated, RUNTIME, '/providers/1/id'),
    twin: 'minimal',
  }),
  accept({
    name: 'core-duplicate-runtime-provider',
    cites: ['anpkg/duplicate-runtime-provider'],
    why: 'Two providers of the runtime configuration have one id; the published reader compares sets.',
    draft: repeated,
    profile: 'core',
  }),
  accept({
    name: 'runtime-provider-id-begins-like-another',
    cites: ['anpkg/duplicate-runtime-provider', 'anpkg/provider-not-in-profile', 'anpkg/provider-not-in-runtime'],
    why: 'One provider id is another one with a further digit, which makes them different.',
    draft: withSecondProvider('sim00'),
  }),
  reject({
    name: 'backoff-too-short',
    cites: ['anpkg/backoff-length'],
    why: 'An enabled restart policy has three attempts and two backoff times.',
    draft: shortBackoff,
    at: placeIn(shortBackoff, RUNTIME, '/providers/0/restart_policy/backoff_ms'),
    twin: 'backoff-length',
  }),
  reject({
    name: 'backoff-too-long',
    cites: ['anpkg/backoff-length'],
    why: 'An enabled restart policy has three attempts and four backoff times.',
    draft: longBackoff,
    at: placeIn(longBackoff, RUNTIME, '/providers/0/restart_policy/backoff_ms'),
    twin: 'backoff-length',
  }),
  accept({
    name: 'backoff-length',
    cites: ['anpkg/backoff-length'],
    why: 'An enabled restart policy has as many backoff times as attempts.',
    draft: withPolicy(POLICY),
  }),
  accept({
    name: 'backoff-of-disabled-policy',
    cites: ['anpkg/backoff-length'],
    why: 'The numbers of attempts and backoff times differ, but the restart policy is disabled.',
    draft: withPolicy({ ...POLICY, enabled: false, backoff_ms: [100] }),
  }),
  reject({
    name: 'parameter-bounds',
    cites: ['anpkg/parameter-bounds'],
    why: 'The min of a parameter is greater than its max.',
    draft: crossedBounds,
    at: { member: RUNTIME, pointer: '/automation/parameters/0/min' },
    twin: 'parameter-bounds-equal',
  }),
  accept({
    name: 'parameter-bounds-equal',
    cites: ['anpkg/parameter-bounds'],
    why: 'The min of a parameter equals its max.',
    draft: withParameter({ name: 'target', type: 'double', default: 5, min: 4, max: 4 }),
  }),
  accept({
    name: 'parameter-bound-alone',
    cites: ['anpkg/parameter-bounds'],
    why: 'A parameter has a min and no max.',
    draft: withParameter({ name: 'target', type: 'int64', default: 5, min: 6 }),
  }),
  ...(['before_transition', 'after_transition'] as const).map((list) =>
    reject({
      name: `function-id-zero-${list.replace('_transition', '')}`,
      cites: ['anpkg/function-id-zero'],
      why: `A call in ${list} has the function_id 0 and no function_name.`,
      draft: withCall(list, zeroCall),
      at: placeIn(withCall(list, zeroCall), RUNTIME, `/automation/mode_transition_hooks/${list}/0/calls/0/function_id`),
      twin: `function-id-one-${list.replace('_transition', '')}`,
    }),
  ),
  ...(['before_transition', 'after_transition'] as const).map((list) =>
    accept({
      name: `function-id-one-${list.replace('_transition', '')}`,
      cites: ['anpkg/function-id-zero'],
      why: `A call in ${list} has the function_id 1 and no function_name.`,
      draft: withCall(list, { ...zeroCall, function_id: 1 }),
    }),
  ),
  accept({
    name: 'function-id-zero-with-name',
    cites: ['anpkg/function-id-zero'],
    why: 'A call has the function_id 0, and a function_name that counts.',
    draft: withCall('before_transition', { ...zeroCall, function_name: 'stop' }),
  }),
  accept({
    name: 'core-function-id-zero',
    cites: ['anpkg/function-id-zero'],
    why: 'A call has the function_id 0 and no function_name, which the schema allows.',
    draft: withCall('before_transition', zeroCall),
    profile: 'core',
  }),
];

/** The minimal package with a second provider of the id. */
function withSecondProvider(id: string): PackageDraft {
  const path = `providers/${id}.yaml`;
  const profile = {
    ...minimalProfile,
    providers: { ...minimalProfile.providers, [id]: { config: path } },
  };
  const providers = [minimalProvider, { ...minimalProvider, id, args: ['--config', path] }];
  return withYaml(withYaml(withYaml(minimal, PROFILE, profile), RUNTIME, { providers }), path, {});
}

const at = (time: string): PackageDraft => withJson(minimal, PROVENANCE, { ...minimalProvenance, exported_at: time });
const omitted = (variants: readonly string[]): PackageDraft =>
  withJson(minimal, PROVENANCE, { ...minimalProvenance, omitted_variants: variants });
const provenanceText = (change: (canonical: string) => string): PackageDraft => {
  const document = toCanonicalText(minimalProvenance);
  return withMembers(minimal, { [PROVENANCE]: { ...document, text: change(document.text) } });
};

const provenance: readonly Recipe[] = [
  ...(
    [
      ['february-30', '2026-02-30T00:00:00Z', 'the 30th of February'],
      ['february-29', '2026-02-29T00:00:00Z', 'the 29th of February of a year that has none'],
      ['february-29-1900', '1900-02-29T00:00:00Z', 'the 29th of February 1900, which was no leap year'],
      ['april-31', '2026-04-31T12:00:00Z', 'the 31st of April'],
    ] as const
  ).map(([name, time, said]) =>
    reject({
      name: `exported-at-${name}`,
      cites: ['anpkg/exported-at-invalid'],
      why: `The time of the export is on ${said}.`,
      draft: at(time),
      at: placeIn(at(time), PROVENANCE, '/exported_at'),
      twin: 'minimal',
    }),
  ),
  accept({
    name: 'exported-at-leap-day',
    cites: ['anpkg/exported-at-invalid'],
    why: 'The time of the export is on the 29th of February of a leap year.',
    draft: at('2024-02-29T23:59:59Z'),
  }),
  accept({
    name: 'exported-at-leap-day-2000',
    cites: ['anpkg/exported-at-invalid'],
    why: 'The time of the export is on the 29th of February 2000, which was a leap year.',
    draft: at('2000-02-29T00:00:00Z'),
  }),
  accept({
    name: 'core-exported-at-february-30',
    cites: ['anpkg/exported-at-invalid'],
    why: 'The time of the export does not exist; the published reader does not look at it.',
    draft: at('2026-02-30T00:00:00Z'),
    profile: 'core',
  }),
  reject({
    name: 'omitted-variant-present',
    cites: ['anpkg/omitted-variant-present'],
    why: 'The provenance lists as omitted the variant that the machine profile names.',
    draft: omitted(['manual']),
    at: placeIn(omitted(['manual']), PROVENANCE, '/omitted_variants/0'),
    twin: 'omitted-variants',
  }),
  accept({
    name: 'omitted-variants',
    cites: ['anpkg/omitted-variant-present', 'anpkg/provenance-not-canonical'],
    why: 'The provenance lists variants that the machine profile does not name, in order.',
    draft: omitted(['automation']),
  }),
  accept({
    name: 'provenance-unsorted-variants',
    cites: ['anpkg/provenance-not-canonical'],
    why: 'The provenance lists the omitted variants out of order.',
    draft: omitted(['telemetry', 'automation']),
    warnings: ['anpkg/provenance-not-canonical'],
  }),
  ...(
    [
      ['compact', (text: string) => `${JSON.stringify(JSON.parse(text))}\n`, 'stands on one line'],
      ['no-final-line-break', (text: string) => text.trimEnd(), 'has no final line break'],
      ['four-spaces', (text: string) => text.replaceAll('  ', '    '), 'is indented by four spaces a level'],
      ['crlf', (text: string) => text.replaceAll('\n', '\r\n'), 'has CRLF line ends'],
    ] as const
  ).map(([name, change, said]) =>
    accept({
      name: `provenance-${name}`,
      cites: ['anpkg/provenance-not-canonical'],
      why: `The provenance ${said}.`,
      draft: provenanceText(change),
      warnings: ['anpkg/provenance-not-canonical'],
    }),
  ),
  accept({
    name: 'provenance-escaped',
    cites: ['anpkg/provenance-not-canonical'],
    why: 'The name of the project is not ASCII, and escaped in the provenance.',
    draft: withJson(minimal, PROVENANCE, { ...minimalProvenance, source_project: 'b\u00e4nk-\u{1f600}' }),
  }),
  accept({
    name: 'core-provenance-list',
    cites: ['anpkg/provenance-schema'],
    why: 'The provenance is an empty list; the published reader only parses it.',
    draft: withJson(minimal, PROVENANCE, []),
    profile: 'core',
  }),
  accept({
    name: 'core-provenance-version-99',
    cites: ['anpkg/provenance-schema'],
    why: 'The provenance is of format version 99; the published reader only parses it.',
    draft: withJson(minimal, PROVENANCE, { ...minimalProvenance, package_format_version: 99 }),
    profile: 'core',
  }),
];

/** Section 4: the documents beyond their schemas. */
export const documentRecipes: readonly Recipe[] = [...providerConfigs, ...runtimes, ...provenance];
