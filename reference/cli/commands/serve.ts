import { resolve } from 'node:path';
import { startServer } from '../../server/index.ts';
import { type Invocation, textOption } from '../command.ts';
import { describeError, EXIT } from '../exit-code.ts';
import { usageError } from '../usage-error.ts';

/** `serve`: the reference over HTTP, until the program is told to stop. */
export async function runServe({ options, edge }: Invocation): Promise<number> {
  const port = textOption(options, 'port') ?? '';
  if (!/^\d{1,5}$/u.test(port) || Number(port) > 65_535) throw usageError(`not a port: ${port}`);
  const projects = textOption(options, 'projects');
  const server = await startServer({
    host: textOption(options, 'host') ?? '127.0.0.1',
    port: Number(port),
    ...(projects === undefined ? {} : { projects: resolve(edge.cwd, projects) }),
    onInternalError: (error) => edge.stderr.write(`${describeError(error)}\n`),
  });
  edge.stderr.write(`listening on ${server.url}\n`);
  await edge.interrupted();
  await server.close();
  return EXIT.holds;
}
