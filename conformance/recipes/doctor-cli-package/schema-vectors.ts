import { boundaryRecipes } from '../boundary-recipes.ts';
import type { Recipe } from '../recipe.ts';
import {
  ciTemplate,
  localTemplate,
  minimalError,
  minimalManifest,
  minimalPayload,
  minimalReport,
  richError,
  richManifest,
  richPayload,
  richReport,
} from './base-packages.ts';
import { isSound } from './document-soundness.ts';
import { acceptDocument, placeOf, rejectDocument } from './package-recipe.ts';

const bases: Readonly<Record<string, readonly unknown[]>> = {
  'package-payload': [minimalPayload, richPayload],
  'release-manifest': [minimalManifest, richManifest],
  'config-template': [ciTemplate, localTemplate],
  'core-report': [minimalReport, richReport],
  error: [minimalError, richError],
};

/** The schemas of the contract's documents, and the rule that each of them is. */
export const schemaConstraints: Readonly<Record<string, string>> = {
  'package-payload': 'doctor-cli-package/payload-schema',
  'release-manifest': 'doctor-cli-package/release-manifest-schema',
  'config-template': 'doctor-cli-package/config-template-schema',
  'core-report': 'doctor-cli-package/core-report-schema',
  error: 'doctor-cli-package/error-schema',
};

// Without its version a document that is judged alone is of no schema.
const UNKNOWN = 'doctor-cli-package/unknown-schema-version';
const OF_VERSION = /-(?:type|required-schema-version|schema-version-const)-outside$/;

/** For every constraint of every schema, documents on their own just inside and just outside of it. */
export const schemaRecipes: readonly Recipe[] = Object.entries(schemaConstraints).flatMap(([schema, rule]) =>
  boundaryRecipes({
    contract: 'doctor-cli-package',
    schema,
    rule,
    bases: bases[schema] ?? [],
    isUsable: isSound,
    accepted: ({ name, why, instance }) => {
      const cites = name === `${schema}-base-1` ? [rule, UNKNOWN] : [rule];
      return acceptDocument({ name, cites, why, value: instance });
    },
    rejected: ({ name, why, instance, pointer, isOfNames, twin }) => {
      const isUnknown = OF_VERSION.test(name) && (pointer === '' || pointer === '/schema_version');
      const at = isOfNames || isUnknown ? { pointer } : placeOf(instance, pointer);
      return rejectDocument({ name, cites: [isUnknown ? UNKNOWN : rule], why, value: instance, at, twin });
    },
  }),
);
