import { join, relative } from 'node:path';
import { build } from 'esbuild';

// The program in one file, for two constraints. A file without an extension is CommonJS or an ES module by the
// package.json above it, so its body must be both: functions that get `require` from a builtin that either kind of
// module can reach. And it must start fast: what every call needs is code, and everything that commands load when
// they run is one string, which costs nothing until it is compiled.

const OPTIONS = {
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // One character beyond Latin-1 would make the engine hold and scan the file with two bytes a character.
  charset: 'ascii',
  legalComments: 'none',
  minify: true,
  // `import()` becomes `require`, which is ours in both parts.
  supported: { 'dynamic-import': false },
  // `import.meta` is empty in such a body: nothing may rely on it.
  logOverride: { 'empty-import-meta': 'error' },
};

/** Text of the executable: the same sources give the same bytes. */
export async function bundleProgram(root) {
  const first = await startPart(root, ['reference/cli/main.ts']);
  const modules = Object.keys(first.metafile.inputs).filter(
    (path) => path !== '<stdin>' && !path.startsWith('absent:'),
  );
  const start = await startPart(root, modules);
  const rest = await restPart(root, modules, start.lazy);
  return `#!/usr/bin/env node
(function (nodeRequire) {
const shared = {}, rest = ${JSON.stringify(rest)};
let loaded;
function require(id) {
  if (id.startsWith('shared:')) return shared[id.slice(7)];
  if (!id.startsWith('lazy:')) return nodeRequire(id);
  if (loaded === undefined) {
    loaded = {};
    nodeRequire('node:vm').compileFunction(rest, ['require', 'module'], { filename: 'package-contracts' })(require, { set exports(value) { loaded = value; } });
  }
  return loaded[id.slice(5)]();
}
(function (require, module, exports) {${start.text}})(require, {}, {});
})(process.getBuiltinModule('node:module').createRequire(process.execPath));
`;
}

// The part that every call evaluates. Its modules are shared with the rest, so that there is one of each.
async function startPart(root, modules) {
  const lazy = new Set();
  const names = modules.map((path, index) => ({ path, name: `module${index}` }));
  const contents = [
    ...names.map(({ path, name }) => `import * as ${name} from ${JSON.stringify(`./${path}`)};`),
    ...(modules.length > 1 ? names.map(({ path, name }) => `shared[${JSON.stringify(path)}] = ${name};`) : []),
  ].join('\n');
  const { outputFiles, metafile } = await build({
    ...OPTIONS,
    absWorkingDir: root,
    metafile: true,
    stdin: { contents, resolveDir: root, loader: 'js' },
    plugins: [
      {
        name: 'lazy',
        setup(api) {
          api.onResolve({ filter: /./ }, async ({ path, kind, resolveDir, pluginData }) => {
            // commander asks for it only to run commands that are other files; loading it takes 2 ms.
            if (path === 'node:child_process') return { path, namespace: 'absent' };
            if (kind !== 'dynamic-import' || path.startsWith('node:') || pluginData === 'resolving') return undefined;
            const resolved = await api.resolve(path, { kind, resolveDir, pluginData: 'resolving' });
            const key = relative(root, resolved.path);
            lazy.add(key);
            return { path: `lazy:${key}`, external: true };
          });
          api.onLoad({ filter: /./, namespace: 'absent' }, () => ({ contents: 'module.exports = {};' }));
        },
      },
    ],
  });
  return { text: outputFiles[0].text, metafile, lazy: [...lazy].sort() };
}

// Everything else: a table from what the start loads lazily to what evaluates it.
async function restPart(root, modules, lazy) {
  const start = new Set(modules.map((path) => join(root, path)));
  const entries = lazy.map((path) => `${JSON.stringify(path)}: () => require(${JSON.stringify(`./${path}`)})`);
  const { outputFiles } = await build({
    ...OPTIONS,
    absWorkingDir: root,
    stdin: { contents: `module.exports = {${entries.join(', ')}};`, resolveDir: root, loader: 'js' },
    plugins: [
      {
        name: 'shared',
        setup(api) {
          api.onResolve({ filter: /./ }, async ({ path, kind, resolveDir, pluginData }) => {
            if (path.startsWith('node:') || pluginData === 'resolving') return undefined;
            const resolved = await api.resolve(path, { kind, resolveDir, pluginData: 'resolving' });
            if (!start.has(resolved.path)) return undefined;
            return { path: `shared:${relative(root, resolved.path)}`, external: true };
          });
        },
      },
    ],
  });
  return outputFiles[0].text;
}
