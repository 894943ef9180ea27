import type { Declared } from '../../assets-pa/packer/index.ts';
import { flagOption, listOption, type OptionValues, textOption } from '../command.ts';
import { usageError } from '../usage-error.ts';

/** The declaration that the options of `assets register` make. Throws ContractsError `usage`. */
export function readDeclared(options: OptionValues): Declared {
  // A role may be called like something that every object has.
  const inputs = new Map<string, readonly string[]>();
  for (const given of listOption(options, 'input')) {
    const [role, path] = split(given, '--input takes ROLE=PATH');
    inputs.set(role, [...(inputs.get(role) ?? []), path]);
  }
  if (inputs.size === 0) throw usageError('an asset has at least one --input');
  const artifacts = listOption(options, 'artifact').map((given, index) => {
    const [id, input] = split(given, '--artifact takes ID=PATH');
    return { index, id, input };
  });
  const metadata = textOption(options, 'metadata');
  const decoded = textOption(options, 'decodedSize');
  return {
    name: textOption(options, 'name'),
    type: textOption(options, 'type'),
    inputs: Object.fromEntries(inputs),
    output: {
      format: textOption(options, 'assetFormat'),
      codec: 'NONE',
      ...(metadata === undefined ? {} : { metadata: parseMetadata(metadata) }),
      ...(decoded === undefined ? {} : { decoded_size: parseSize(decoded) }),
      ...(artifacts.length === 0 ? {} : { artifacts }),
    },
    preload: { enabled: flagOption(options, 'preload') },
  };
}

function split(given: string, usage: string): readonly [string, string] {
  const sign = given.indexOf('=');
  if (sign < 1 || sign === given.length - 1) throw usageError(`${usage}: ${given}`);
  return [given.slice(0, sign), given.slice(sign + 1)];
}

function parseMetadata(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw usageError('--metadata takes a JSON object');
  }
}

function parseSize(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw usageError(`--decoded-size takes a number of bytes: ${text}`);
  return Number(text);
}
