import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A JSON Schema document of a contract. */
export interface SchemaFile {
  /** `<contract>/<schema>`, the name of its validator. */
  readonly id: string;
  readonly contract: string;
  /** File name without `.schema.json`. */
  readonly name: string;
  /** Path from the project's root, `/`-separated. */
  readonly path: string;
  readonly schema: JsonSchema;
}

/** A schema as parsed; members are read by keyword. */
export interface JsonSchema {
  readonly $id?: string;
  readonly [keyword: string]: unknown;
}

/** Every schema of every contract, sorted by id. */
export function readSchemas(root: string): readonly SchemaFile[] {
  const files: SchemaFile[] = [];
  for (const contract of readdirSync(join(root, 'contracts')).sort()) {
    const folder = `contracts/${contract}/v1/schemas`;
    if (!existsSync(join(root, folder))) continue;
    for (const file of readdirSync(join(root, folder)).sort()) {
      if (!file.endsWith('.schema.json')) continue;
      const name = file.slice(0, -'.schema.json'.length);
      const path = `${folder}/${file}`;
      const schema: JsonSchema = JSON.parse(readFileSync(join(root, path), 'utf8'));
      files.push({ id: `${contract}/${name}`, contract, name, path, schema });
    }
  }
  return files;
}
