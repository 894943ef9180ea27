import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type OnLoadResult, type Plugin } from 'esbuild';
import type { Fault } from './fault.ts';

export interface Bundle {
  readonly path: string;
  /** Files of the project that it was made of, relative to its root, sorted. */
  readonly sources: readonly string[];
}

export type SourceEdit = Pick<Fault, 'file' | 'find' | 'replace' | 'also'>;

export interface BundleOptions {
  readonly root: string;
  /** Where the bundle goes: below the project's root, so that it finds the dependencies. */
  readonly out: string;
  readonly edit?: SourceEdit;
  /** Whether the validators of the schemas give way to ones that can be exchanged. */
  readonly swappable?: boolean;
  /** Whether what was generated is taken from `bundleZoo`: most of the text, which no fault is in. */
  readonly sharesGenerated?: boolean;
}

/** Where bundles are put; not part of the repository. */
const BUNDLES = 'node_modules/.cache/package-contracts-zoo';
/** Of these the generated modules, each as it is; they import nothing. */
const GENERATED = 'generated';

/**
 * Whether a document may be trusted further on is always asked of the schema as it is: else the reader of a document
 * that lacks what the faulty schema no longer asks for would crash, and a crash shows nothing.
 */
const TRUST_ONLY_THE_SOUND: readonly SourceEdit[] = [
  {
    file: 'doctor-cli-package/document-kinds.ts',
    find: 'return DOCUMENT_KINDS[kind].validator(value);',
    replace: 'return DOCUMENT_KINDS[kind].validator.sound(value) && DOCUMENT_KINDS[kind].validator(value);',
  },
  {
    file: 'distribution/documents/document-kinds.ts',
    find: 'return DOCUMENT_KINDS[kind].validator(value);',
    replace: 'return DOCUMENT_KINDS[kind].validator.sound(value) && DOCUMENT_KINDS[kind].validator(value);',
  },
  {
    file: 'assets-pa/packer/declaration.ts',
    find: '=> validator(value),',
    replace: '=> validator.sound(value) && validator(value),',
  },
  {
    file: 'assets-pa/packer/registry.ts',
    find: '=> validator(value),',
    replace: '=> validator.sound(value) && validator(value),',
  },
  // What cannot be trusted is not built, and the product tells of it.
  {
    file: 'assets-pa/packer/check-workspace.ts',
    find: '.filter(({ registered }) => registered.included_in_build)',
    replace: '.filter(({ registered, declared }) => registered.included_in_build && declared !== undefined)',
  },
];

const MODULE = { format: 'esm', target: 'node20.19', logLevel: 'silent' } as const;
const PROGRAM = { ...MODULE, bundle: true, packages: 'external', platform: 'node' } as const;

/** Puts the reference and what drives it into one program, with a fault where one is given. Throws where it cannot be applied. */
export async function bundleReference(options: BundleOptions): Promise<Bundle> {
  const { root, out, edit, swappable, sharesGenerated } = options;
  const result = await build({
    entryPoints: [join(root, 'conformance/zoo/program/driven-reference.ts')],
    outfile: join(root, BUNDLES, out),
    absWorkingDir: root,
    ...PROGRAM,
    metafile: true,
    plugins: [
      ...(edit === undefined ? [] : [edit, ...(edit.also ?? [])]).map((one) => applyEdit(root, one)),
      ...(swappable ? [swapValidators(root), ...TRUST_ONLY_THE_SOUND.map((sound) => applyEdit(root, sound))] : []),
      ...(sharesGenerated ? [shareGenerated()] : []),
    ],
  });
  const sources = Object.keys(result.metafile.inputs).filter((path) => path.endsWith('.ts'));
  return { path: join(root, BUNDLES, out), sources: sources.sort() };
}

/** Puts the program that the processes of the zoo run into one file, and what they share beside it; gives its path. */
export async function bundleZoo(root: string): Promise<string> {
  await build({
    entryPoints: [join(root, 'reference/generated/*.ts')],
    outdir: join(root, BUNDLES, GENERATED),
    outExtension: { '.js': '.mjs' },
    absWorkingDir: root,
    ...MODULE,
  });
  const outfile = join(root, BUNDLES, 'zoo.mjs');
  await build({
    entryPoints: [join(root, 'conformance/zoo/program/main.ts')],
    outfile,
    absWorkingDir: root,
    ...PROGRAM,
  });
  return outfile;
}

function applyEdit(root: string, { file, find, replace }: SourceEdit): Plugin {
  const path = join(root, 'reference', file);
  const [before, after, ...more] = readFileSync(path, 'utf8').split(find);
  if (before === undefined || after === undefined) throw new Error(`${file} does not hold the text to replace`);
  if (more.length > 0) throw new Error(`${file} holds the text to replace ${more.length + 1} times`);
  const contents = `${before}${replace}${after}`;
  return loading('fault', path, () => ({ contents, loader: 'ts' }));
}

function swapValidators(root: string): Plugin {
  const contents = `import { swappableValidators } from '../../conformance/zoo/program/swappable-validators.ts';
export const validators = swappableValidators();`;
  const path = join(root, 'reference/generated/(anpkg|assets-pa|distribution|doctor-cli-package)-validators.ts');
  return loading('validators', path, () => ({ contents, loader: 'ts' }));
}

function shareGenerated(): Plugin {
  const filter = /\/generated\/[a-z-]+\.ts$/;
  return {
    name: 'generated',
    setup: (bundler) =>
      bundler.onResolve({ filter }, ({ path }) => ({
        path: `./${GENERATED}/${basename(path, '.ts')}.mjs`,
        external: true,
      })),
  };
}

function loading(name: string, path: string, load: () => OnLoadResult): Plugin {
  const filter = new RegExp(`^${path.replaceAll('.', '\\.')}$`);
  return { name, setup: (bundler) => bundler.onLoad({ filter }, load) };
}
