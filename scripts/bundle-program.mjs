import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compileFunction } from 'node:vm';
import { build, transform } from 'esbuild';

// The program in one file, for two constraints. A file without an extension is CommonJS or an ES module by the
// package.json above it, so its body must be both: functions that get `require` from a builtin that either kind of
// module can reach. And it must start fast: the chunks that every call needs are code, and those that commands load
// when they run are comments, which cost the least until they are compiled: a string of this size is copied and hashed.

/** Text of the executable: the same sources give the same bytes. */
export async function bundleProgram(root) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { main: 'reference/cli/main.ts' },
    outdir: 'program',
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    chunkNames: '[hash]',
    legalComments: 'none',
    // One character beyond Latin-1 would make the engine hold and scan the file with two bytes a character.
    charset: 'ascii',
    minify: true,
    plugins: [withoutChildProcess, catalogueAsJson],
    // The same sources as ES modules, of which only what is used is kept.
    alias: { yaml: join(root, 'node_modules/yaml/browser/dist/index.js') },
    logOverride: { 'empty-import-meta': 'error' },
  });
  const needed = startChunks(metafile);
  const codes = [];
  const texts = [];
  for (const { path, text } of outputFiles.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const name = basename(path);
    // `import()` becomes `require`, which is the one below.
    const options = { format: 'cjs', target: 'node20', charset: 'ascii', minify: true };
    const { code } = await transform(text, { ...options, supported: { 'dynamic-import': false } });
    if (needed.has(name)) codes.push(`${JSON.stringify(name)}(require,module,exports){${code.trimEnd()}\n}`);
    else texts.push(`${JSON.stringify(name)}(){/*${withoutEnd(code.trimEnd())}*/}`);
  }
  return `#!/usr/bin/env node
(function (nodeRequire) {
const codes = {
${codes.join(',\n')}
};
const texts = {
${texts.join(',\n')}
};
const loaded = {};
function require(id) {
  const name = id.slice(2);
  if (loaded[name] !== undefined) return loaded[name].exports;
  const code = codes[name] ?? compile(name, texts[name]);
  if (code === undefined) return nodeRequire(id);
  const module = (loaded[name] = { exports: {} });
  code(require, module, module.exports);
  return module.exports;
}
function compile(name, text) {
  if (text === undefined) return undefined;
  const whole = text.toString();
  const code = whole.slice(whole.indexOf('/*') + 2, -3).replaceAll('*@/', '*' + '/');
  return nodeRequire('node:vm').compileFunction(code, ['require', 'module', 'exports'], { filename: name });
}
require('./main.js');
})(process.getBuiltinModule('node:module').createRequire(process.execPath));
`;
}

// A comment ends where code has the two characters, say in a regular expression; they are joined again.
function withoutEnd(code) {
  if (code.includes('*@/')) throw new Error('the code has the mark that stands for the end of a comment');
  return code.replaceAll('*/', '*@/');
}

// commander asks for it only to run commands that are other files, and loading it takes 2 ms of every start.
const withoutChildProcess = {
  name: 'without-child-process',
  setup(api) {
    api.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: 'child_process', namespace: 'absent' } : undefined,
    );
    api.onLoad({ filter: /./, namespace: 'absent' }, () => ({ contents: 'module.exports = {};' }));
  },
};

// The catalogue is data: JSON is read sooner than an expression of the same size is evaluated.
const catalogueAsJson = {
  name: 'catalogue-as-json',
  setup(api) {
    api.onLoad({ filter: /[\\/]reference[\\/]generated[\\/]catalogue\.ts$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, 'utf8'), { loader: 'ts', format: 'cjs' });
      const module = { exports: {} };
      compileFunction(code, ['module', 'exports'])(module, module.exports);
      const names = Object.keys(module.exports);
      if (names.join() !== 'catalogue') throw new Error(`${path} exports ${names.join(', ')}`);
      const json = JSON.stringify(JSON.stringify(module.exports.catalogue));
      return { contents: `export const catalogue = JSON.parse(${json});` };
    });
  },
};

// What main.js imports, directly or not, other than by `import()`.
function startChunks({ outputs }) {
  const found = new Set();
  const visit = (path) => {
    if (found.has(basename(path))) return;
    found.add(basename(path));
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && outputs[imported] !== undefined) visit(imported);
    }
  };
  visit('program/main.js');
  return found;
}
