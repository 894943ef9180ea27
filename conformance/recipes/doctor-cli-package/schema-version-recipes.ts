import type { Recipe } from '../recipe.ts';
import { ciTemplate, minimal, minimalManifest, minimalPayload, minimalReport } from './base-packages.ts';
import { CI, changeMembers, MANIFEST, placeIn, withFinishedManifest, withJson } from './package-draft.ts';
import { placeOf, reject, rejectDocument, rule } from './package-recipe.ts';

interface Broken {
  readonly name: string;
  readonly why: string;
  readonly value: unknown;
  readonly pointer: string;
}

const UNKNOWN: readonly Broken[] = [
  {
    name: 'schema-version-of-next-version',
    why: 'The payload is of version 2, which is not read as version 1.',
    value: { ...minimalPayload, schema_version: 'doctor-cli-package-v2' },
    pointer: '/schema_version',
  },
  {
    name: 'schema-version-with-space',
    why: 'A space follows the version of a template.',
    value: { ...ciTemplate, schema_version: 'doctor-cli-package-config-v1 ' },
    pointer: '/schema_version',
  },
  {
    name: 'schema-version-upper-case',
    why: 'The version of a report is written with upper-case letters.',
    value: { schema_version: 'Doctor-Core-Report-V1' },
    pointer: '/schema_version',
  },
  {
    name: 'schema-version-number',
    why: 'The version is the number 1.',
    value: { ...minimalManifest, schema_version: 1 },
    pointer: '/schema_version',
  },
  {
    name: 'schema-version-prototype-name',
    why: 'The version is a name that every object of some languages has.',
    value: { schema_version: '__proto__' },
    pointer: '/schema_version',
  },
  {
    name: 'schema-version-list',
    why: 'The version is a list with the right text in it.',
    value: { schema_version: ['doctor-core-report-v1'] },
    pointer: '/schema_version',
  },
  {
    name: 'schema-version-in-list',
    why: 'The document is a list with a report in it, and not an object.',
    value: [minimalReport],
    pointer: '',
  },
  {
    name: 'schema-version-other-case',
    why: 'The member is called schemaVersion.',
    value: { schemaVersion: 'doctor-core-report-v1' },
    pointer: '',
  },
];

/** Documents of a version that there is not. */
export const versions: readonly Recipe[] = UNKNOWN.map(({ name, why, value, pointer }) =>
  rejectDocument({
    name,
    cites: [rule('unknown-schema-version')],
    why,
    value,
    at: pointer === '' ? { pointer } : placeOf(value, pointer),
    twin: twinOf(value),
  }),
);

function twinOf(value: unknown): string {
  const text = JSON.stringify(value);
  if (text.includes('upgrade_path')) return 'release-manifest-base-1';
  if (text.includes('structured_logs')) return 'package-payload-base-1';
  return text.includes('rch_binary') ? 'config-template-base-1' : 'core-report-base-1';
}

/** In a folder the path says which document is meant, and a wrong version breaks that document's schema. */
export const inFolder: readonly Recipe[] = (
  [
    [MANIFEST, 'release-manifest', { ...minimalManifest, schema_version: 'doctor-cli-release-manifest-v2' }],
    [CI, 'config-template', { ...ciTemplate, schema_version: 'doctor-cli-package-config-v2' }],
  ] as const
).flatMap(([member, schema, nextVersion]): Recipe[] => {
  const around = (value: unknown) =>
    member === MANIFEST ? withFinishedManifest(minimal, () => value) : withJson(minimal, member, value);
  const refuse = (name: string, why: string, value: unknown, keyword: string, pointer: string, place: boolean) => {
    const draft = around(value);
    const at = place ? placeIn(draft, member, pointer) : { member, pointer };
    const recipe = reject({
      name: `${schema}-in-folder-${name}`,
      cites: [rule(`${schema}-schema`)],
      why,
      draft,
      at,
      twin: 'minimal',
    });
    const schemaPointer = keyword === 'const' ? '#/properties/schema_version/const' : `#/${keyword}`;
    return { ...recipe, expect: { ...recipe.expect, details: { keyword, schemaPointer } } };
  };
  return [
    refuse('of-next-version', 'The document is of version 2.', nextVersion, 'const', '/schema_version', true),
    refuse(
      'without-version',
      'The document has no schema_version; its path says what it is.',
      changeMembers(nextVersion, { schema_version: undefined }),
      'required',
      '',
      false,
    ),
    refuse('is-list', 'The document is a list.', [], 'type', '', false),
    refuse('is-null', 'The document is null.', null, 'type', '', false),
  ];
});
