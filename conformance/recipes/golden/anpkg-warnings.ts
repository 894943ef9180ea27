import type { RecipeFolder } from '../recipe.ts';
import { goldenFolder, goldenOptions } from './golden-files.ts';

const CONTRACT = 'anpkg';

// Where the data root lies is another matter: here in a folder of the project, which names nothing in it.
const DATA_ROOT: ToldProject['given'] = {
  input: { ...goldenFolder(CONTRACT, 'data-root/input'), ...goldenFolder(CONTRACT, 'data-root/data', 'elsewhere/') },
  options: { ...goldenOptions(CONTRACT, 'data-root'), dataRoot: 'input/elsewhere' },
  expected: 'data-root',
};

/** A project of which a package can be made, and the rule of level SHOULD that it breaks or comes close to. */
interface ToldProject {
  readonly name: string;
  readonly why: string;
  readonly rule: string;
  readonly isBroken: boolean;
  readonly given: {
    readonly input: RecipeFolder;
    readonly options: Readonly<Record<string, unknown>>;
    /** The golden whose package is made of it. */
    readonly expected: string;
  };
}

const FILE = 'project-provider-file-missing';
const CREATED = 'project-created-invalid';
const SIDECAR = 'project-sidecar-schema';

/** What an exporter that tells of warnings says of each of these projects. */
export const toldProjects: readonly ToldProject[] = [
  kept(FILE, 'provider-with-file', 'The one provider has its file.', ofGolden('minimal')),
  broken(FILE, 'provider-without-file', 'A provider has no file.', DATA_ROOT),
  kept(CREATED, 'usable-moment', 'The project was made at a moment.', ofGolden('dated-sidecar')),
  kept(CREATED, 'usable-date', 'The project was made on a day.', ofGolden('date-only-sidecar')),
  broken(
    CREATED,
    'unusable-date',
    'The project was made on a day that no month has.',
    ofGolden('unusable-sidecar-date'),
  ),
  kept(SIDECAR, 'sidecar-of-something-else', 'The sidecar says nothing of the project.', withSidecar({ authored: 1 })),
  broken(SIDECAR, 'sidecar-is-a-list', 'The sidecar is a list.', withSidecar([])),
  broken(SIDECAR, 'sidecar-with-text-as-facts', 'The facts about the project are a text.', withSidecar({ meta: '' })),
  broken(
    SIDECAR,
    'sidecar-with-number-as-moment',
    'The moment at which the project was made is a number.',
    withSidecar({ meta: { created: 0 } }),
  ),
];

function kept(rule: string, name: string, why: string, given: ToldProject['given']): ToldProject {
  return { rule, name, why, given, isBroken: false };
}

function broken(rule: string, name: string, why: string, given: ToldProject['given']): ToldProject {
  return { rule, name, why, given, isBroken: true };
}

function ofGolden(expected: string): ToldProject['given'] {
  const options = goldenOptions(CONTRACT, expected);
  return { input: goldenFolder(CONTRACT, `${expected}/input`), options, expected };
}

/** A sidecar that says nothing usable counts as absent. */
function withSidecar(value: unknown): ToldProject['given'] {
  const { input, ...minimal } = ofGolden('minimal');
  return { ...minimal, input: { ...input, 'workbench.json': new TextEncoder().encode(`${JSON.stringify(value)}\n`) } };
}
