import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';

/** A project's files by path. */
export type ProjectFiles = ReadonlyMap<string, Uint8Array>;

/** A project that an exporter must accept, with what its package must then carry. */
export interface GeneratedProject {
  readonly files: ProjectFiles;
  readonly configs: ReadonlyMap<string, unknown>;
  readonly behavior: Uint8Array | undefined;
}

const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

const providerId = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/).filter((id) => !RESERVED.test(id));
const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((value) => !/[\ufffe\uffff]/.test(value));
const key = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9_ .:#-]{0,8}$/),
  fc.constantFrom('yes', 'null', '7', '07', '', '-', 'größe'),
);
// Eighths are exact, and short in every notation.
const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -8000, max: 8000 }).map((eighths) => eighths / 8),
);
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    tie('list'),
    tie('mapping'),
  ),
  list: fc.array(tie('value'), { maxLength: 3 }),
  mapping: fc.dictionary(key, tie('value'), { maxKeys: 3 }),
}));
const config = fc.dictionary(key, anyValue, { maxKeys: 4 });
const argument = fc.oneof(fc.stringMatching(/^-{0,2}[a-z0-9=. ]{0,8}$/), fc.integer());

const provider = fc.record({
  id: providerId,
  config,
  before: fc.array(argument, { maxLength: 2 }),
  configured: fc.boolean(),
  after: fc.array(argument, { maxLength: 2 }),
});

/** Projects with one to four providers; everything that is optional may be there or not. */
export const anyProject: fc.Arbitrary<GeneratedProject> = fc
  .record({
    name: text.filter((value) => value !== ''),
    providers: fc.uniqueArray(provider, { minLength: 1, maxLength: 4, selector: ({ id }) => id.toLowerCase() }),
    behavior: fc.option(fc.uint8Array({ maxLength: 400 }), { nil: undefined }),
    created: fc.option(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }), {
      nil: undefined,
    }),
    variant: fc.boolean(),
    telemetry: fc.boolean(),
  })
  .map(({ name, providers, behavior, created, variant, telemetry }) => {
    const files = new Map<string, Uint8Array>();
    const put = (path: string, value: unknown): void => void files.set(path, Buffer.from(toYaml(value)));
    const ids = providers.map(({ id }) => id);
    put('machine-profile.yaml', {
      schema_version: 1,
      machine_id: 'generated',
      display_name: name,
      runtime_profiles: { ...(variant && { full: 'full.yaml' }), manual: 'manual.yaml' },
      providers: Object.fromEntries(ids.map((id) => [id, { config: `config/${id}.yaml` }])),
      compatibility: {
        runtime: { config_contract: name, http_contract: name },
        providers: Object.fromEntries(ids.map((id) => [id, { strategy: 'local-build', version: name }])),
      },
    });
    put('manual.yaml', {
      providers: providers.map(({ id, before, configured, after }) => ({
        id,
        command: name,
        args: [...before, ...(configured ? ['--config', 'x.yaml'] : []), ...after],
      })),
      ...(telemetry && { telemetry: { influx_token: name, influxdb: { token: name, org: name } } }),
      ...(behavior !== undefined && { automation: { behavior_tree: 'trees/tree.bin' } }),
    });
    if (variant) put('full.yaml', { providers: [] });
    for (const { id, config: value } of providers) put(`config/${id}.yaml`, value);
    if (behavior !== undefined) files.set('trees/tree.bin', behavior);
    if (created !== undefined) put('workbench.json', { meta: { created: created.toISOString() } });
    return { files, configs: new Map(providers.map(({ id, config: value }) => [id, value])), behavior };
  });

/** Flow style, which is JSON but for the escapes of characters beyond ASCII. */
function toYaml(value: unknown): string {
  const escaped = JSON.stringify(value).replaceAll(/[^\x20-\x7e]/gu, (character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16);
    return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
  });
  return `${escaped}\n`;
}

/** Writes the files in the given order, with the given times in seconds. */
export function writeProject(folder: string, files: readonly (readonly [string, Uint8Array])[], time: number): void {
  for (const [path, bytes] of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
    utimesSync(target, time, time);
  }
}
