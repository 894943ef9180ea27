import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compileFunction } from 'node:vm';
import { deflateRawSync } from 'node:zlib';
import { build, transform } from 'esbuild';

// The program in one file, for two constraints. A file without an extension is CommonJS or an ES module by the
// package.json above it, so its body must be both: functions that get `require` from where either kind of module can
// reach it. And it must start fast, although every byte of the file is read and scanned at each start: the chunks that
// every call needs are code; the others are comments, which cost the least until they are compiled, and the large ones
// among those are packed. A chunk is compiled when something of it is used for the first time, not when it is imported:
// no module does anything when it is evaluated but define what it exports, which is from then on a plain value.

/** A chunk of more characters is packed: unpacking takes a third of the time that scanning it at every start takes. */
const LARGE = 10_000;

/** Text of the executable: the same sources give the same bytes. And the modules that its chunks are made of. */
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
  const packed = [];
  const exported = {};
  for (const { path, text } of outputFiles.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const name = basename(path);
    // `import()` becomes `require`, which is the one below.
    const options = { format: 'cjs', target: 'node20', charset: 'ascii', minify: true };
    const { code: whole } = await transform(text, { ...options, supported: { 'dynamic-import': false } });
    const code = whole.trimEnd();
    if (needed.has(name)) {
      // In parentheses a function is compiled at once, and not looked through first.
      codes.push(`${JSON.stringify(name)}:(function(require,module,exports){${code}\n})`);
      continue;
    }
    exported[name] = metafile.outputs[`program/${name}`].exports;
    if (code.length < LARGE) texts.push(`${JSON.stringify(name)}(){/*${withoutEnd(code)}*/}`);
    else packed.push(`${JSON.stringify(name)}(){/*${pack(code)}*/}`);
  }
  const program = `#!/usr/bin/env node
(function (nodeRequire) {
const codes = {
${codes.join(',\n')}
};
const texts = {
${texts.join(',\n')}
};
const packed = {
${packed.join(',\n')}
};
const exported = ${JSON.stringify(exported)};
const loaded = {};
function require(id) {
  const name = id.slice(2);
  if (loaded[name] !== undefined) return loaded[name].exports;
  if (codes[name] !== undefined) return evaluate(codes[name], (loaded[name] = { exports: {} }));
  if (exported[name] === undefined) return nodeRequire(id);
  const { exports } = (loaded[name] = { exports: { __esModule: true } });
  let module;
  const use = () => {
    if (module === undefined) {
      evaluate(compile(name), (module = { exports: {} }));
      for (const key of exported[name]) Object.defineProperty(exports, key, { value: module.exports[key] });
    }
    return module.exports;
  };
  for (const key of exported[name]) {
    Object.defineProperty(exports, key, { configurable: true, enumerable: true, get: () => use()[key] });
  }
  return exports;
}
function evaluate(code, module) {
  code(require, module, module.exports);
  return module.exports;
}
function compile(name) {
  const code = packed[name] === undefined ? inside(texts[name]).replaceAll('*@/', '*' + '/') : unpack(inside(packed[name]));
  return nodeRequire('node:vm').compileFunction(code, ['require', 'module', 'exports'], { filename: name });
}
function inside(comment) {
  const whole = comment.toString();
  return whole.slice(whole.indexOf('/*') + 2, -3);
}
function unpack(text) {
  return nodeRequire('node:zlib').inflateRawSync(Buffer.from(text, 'base64')).latin1Slice();
}
require('./main.js');
})(typeof require === 'function' ? require : process.getBuiltinModule('node:module').createRequire(process.execPath));
`;
  const chunks = Object.entries(metafile.outputs).map(([path, { inputs }]) => [basename(path), Object.keys(inputs)]);
  return { program, chunks: Object.fromEntries(chunks), start: [...needed] };
}

function pack(code) {
  return deflateRawSync(Buffer.from(code, 'latin1'), { level: 9 }).toString('base64');
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
