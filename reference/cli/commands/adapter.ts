import type { Invocation } from '../command.ts';
import { EXIT } from '../exit-code.ts';

/** `adapter`: speaks the adapter protocol on the standard streams, as the suite drives it. */
export async function runAdapter({ edge }: Invocation): Promise<number> {
  const { serveAdapter } = await import('../../../conformance/adapters/reference/serve-adapter.ts');
  await serveAdapter(edge.stdin, (text) => edge.stdout.write(text));
  return EXIT.holds;
}
