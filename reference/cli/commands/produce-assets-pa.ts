import { randomBytes } from 'node:crypto';
import { basename, dirname, resolve } from 'node:path';
import { producePack, toAssetsResult } from '../../assets-pa/packer/index.ts';
import { toJsonText } from '../../report/json-text.ts';
import { type Invocation, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { displayName } from '../input/find-targets.ts';
import { choosePaint } from '../output/choose-paint.ts';
import { toAssetsText } from './assets-text.ts';

/** `produce assets-pa`: builds the pack of a project somewhere else, or says why it cannot be built. */
export async function runProduceAssetsPa({ arguments: [project = ''], options, edge }: Invocation): Promise<number> {
  const file = resolve(edge.cwd, textOption(options, 'out') ?? '');
  const made = await producePack(
    {
      project: resolve(edge.cwd, project),
      draw: (bytes) => randomBytes(bytes).toString('hex'),
      patience: 0,
    },
    { file },
  );
  const place = (path: string): string => displayName(resolve(dirname(file), basename(path)), edge.cwd);
  const result = {
    ...made,
    changes: made.changes.map((change) => ({ ...change, path: place(change.path) })),
    ...(made.build === undefined
      ? {}
      : {
          build: {
            ...made.build,
            outputs: made.build.outputs.map((output) => ({ ...output, path: place(output.path) })),
          },
        }),
  };
  if (textOption(options, 'format') === 'json') edge.stdout.write(toJsonText(toAssetsResult(result)));
  else edge.stdout.write(toAssetsText(result, choosePaint(options, edge)));
  if (result.failure !== undefined) edge.stderr.write(`package-contracts: ${result.failure.message}\n`);
  return { success: EXIT.holds, blocked: EXIT.findings, failed: EXIT.failure }[result.outcome];
}
