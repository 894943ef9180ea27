import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compareVersions, releasedVersions } from './evolution/released.ts';
import { contractOrder } from './generate/catalogue.ts';
import { schemaCompiler } from './generate/schema-compiler.ts';
import { readSchemas } from './generate/schemas.ts';
import { stricterProblems } from './rule-lint-stricter.ts';
import { type LintedContract, type LintedRule, lintContract, markProblems } from './rule-lint-text.ts';

/** Every problem of the catalogues and texts of all contracts, and of how the reference uses them. */
export function lintRules(root: string): readonly string[] {
  const compiler = schemaCompiler(readSchemas(root));
  const limits: readonly { readonly id: string; readonly rule: string }[] = readJson(
    join(root, 'contracts/interfaces/v1/limits.json'),
  );
  const contracts = contractOrder(root).map((name) => readContract(root, name));
  const rules = contracts.flatMap((contract) => contract.rules);
  const code = referenceCode(root);
  return [
    ...fileProblems(root, compiler),
    ...contracts.flatMap((contract) => [
      ...lintContract(contract),
      ...markProblems(contract),
      ...stricterProblems(contract),
    ]),
    ...contractOrder(root).flatMap((name) => sinceProblems(readVersions(root, name))),
    ...repeated(rules.map(({ id }) => id)).map((id) => `${id}: in more than one catalogue, or twice in one`),
    ...limitProblems(rules, limits),
    ...rules.filter((rule) => isUnused(rule, code)).map(({ id }) => `${id}: no check in reference/ names it`),
  ];
}

function readContract(root: string, name: string): LintedContract {
  const folder = `contracts/${name}/v1`;
  const readme = join(root, folder, 'README.md');
  return {
    name,
    text: existsSync(readme) ? readFileSync(readme, 'utf8') : '',
    rules: readJson(join(root, folder, 'rules.json')),
  };
}

interface Versions {
  /** The version in `contract.json`. */
  readonly version: string;
  readonly rules: readonly { readonly id: string; readonly since: string }[];
  /** The last release, and the ids of its rules; absent where nothing was released. */
  readonly released?: { readonly version: string; readonly ids: readonly string[] };
}

function readVersions(root: string, name: string): Versions {
  const folder = join(root, 'contracts', name, 'v1');
  const { version } = readJson(join(folder, 'contract.json'));
  const rules: Versions['rules'] = readJson(join(folder, 'rules.json'));
  const last = releasedVersions(folder).at(-1);
  if (last === undefined) return { version, rules };
  const before: Versions['rules'] = readJson(join(folder, 'released', last, 'rules.json'));
  return { version, rules, released: { version: last, ids: before.map(({ id }) => id) } };
}

/** A rule begins with a version that the contract has reached, and that was not released without it. */
export function sinceProblems({ version, rules, released }: Versions): readonly string[] {
  return rules.flatMap(({ id, since }) => {
    if (compareVersions(since, version) > 0)
      return [`${id}: it begins with ${since}, and contract.json has the version ${version}: raise that`];
    if (released === undefined || released.ids.includes(id) || compareVersions(since, released.version) > 0) return [];
    return [`${id}: it begins with ${since}, and ${released.version} was released without it`];
  });
}

/** Catalogues, descriptions and limits against their schemas. */
function fileProblems(root: string, compiler: ReturnType<typeof schemaCompiler>): readonly string[] {
  const base = 'https://package-contracts.dev/interfaces/v1/schemas';
  const files = contractOrder(root).flatMap((name) => [
    [`contracts/${name}/v1/rules.json`, 'rule-catalogue'],
    [`contracts/${name}/v1/contract.json`, 'contract'],
  ]);
  return [...files, ['contracts/interfaces/v1/limits.json', 'limits']].flatMap(([path = '', schema = '']) => {
    if (compiler.validate(`${base}/${schema}.schema.json`, readJson(join(root, path)))) return [];
    return (compiler.errors ?? []).map(
      ({ instancePath, schemaPath }) => `${path}${instancePath}: breaks ${schemaPath}`,
    );
  });
}

function limitProblems(
  rules: readonly LintedRule[],
  limits: readonly { readonly id: string; readonly rule: string }[],
): readonly string[] {
  const known = new Map(limits.map((limit) => [limit.id, limit]));
  const guards = new Map(rules.map((rule) => [rule.id, rule]));
  return [
    ...repeated(limits.map(({ id }) => id)).map((id) => `${id}: twice in the table of limits`),
    ...rules
      .filter(({ limit }) => limit !== undefined && !known.has(limit))
      .map(({ id, limit }) => `${id}: there is no limit ${limit}`),
    ...limits
      .filter(({ rule }) => guards.get(rule)?.limit === undefined)
      .map(({ id, rule }) => `${id}: its rule ${rule} does not exist or names no limit`),
  ];
}

// What producers are asked for is shown by goldens and properties, not by a check of their output.
function isUnused({ id, status, role }: LintedRule, code: string): boolean {
  return status === 'active' && role === 'consumer' && !code.includes(`'${id}'`);
}

/** All code of the reference that is written by hand and not a test. */
function referenceCode(root: string): string {
  return readdirSync(join(root, 'reference'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('generated'))
    .map((path) => readFileSync(join(root, 'reference', path), 'utf8'))
    .join('\n');
}

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function readJson(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problems = lintRules(join(import.meta.dirname, '..'));
  for (const problem of problems) console.log(problem);
  if (problems.length > 0) process.exitCode = 1;
}
