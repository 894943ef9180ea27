import { lstatSync } from 'node:fs';
import { TOOL } from '../../../reference/generated/tool.ts';
import type { AdapterRequest } from '../../../reference/generated/types/interfaces-adapter-request.ts';
import { CONSUMERS, toResult } from './consumers.ts';
import { withOpenArtifact } from './open-artifact.ts';
import { PRODUCERS } from './producers.ts';
import { RESOLVERS } from './resolvers.ts';

/** What follows the id in an answer. */
export type AnswerBody = { readonly result: object } | { readonly unsupported: string } | { readonly error: string };

/** Answers one request as the reference does. Throws where the system refuses; that is no verdict. */
export async function answerRequest(request: AdapterRequest): Promise<AnswerBody> {
  switch (request.op) {
    case 'describe':
      return { result: describe() };
    case 'validate':
      return answerValidate(request);
    case 'produce':
      return answerProduce(request);
    case 'resolve':
      return answerResolve(request);
    default:
      return { unsupported: `the reference does not ${request.op}` };
  }
}

function describe(): object {
  const names = new Set([...Object.keys(CONSUMERS), ...Object.keys(RESOLVERS)]);
  const contracts = [...names].map((contract) => {
    const isProducer = Object.hasOwn(PRODUCERS, contract);
    const roles = [
      ...(Object.hasOwn(CONSUMERS, contract) ? ['consumer'] : []),
      ...(isProducer ? ['producer'] : []),
      ...(Object.hasOwn(RESOLVERS, contract) ? ['resolver'] : []),
    ];
    return [contract, { roles, level: 'location', unsupported: [], ...(isProducer && { producerWarnings: true }) }];
  });
  return {
    protocol: 'package-contracts-adapter/1',
    name: TOOL.name,
    version: TOOL.version,
    contracts: Object.fromEntries(contracts),
  };
}

async function answerValidate({
  contract = '',
  profile,
  input = '',
  options = {},
}: AdapterRequest): Promise<AnswerBody> {
  const consume = CONSUMERS[contract];
  if (consume === undefined) return { unsupported: `the reference does not know ${contract}` };
  const selection = { profile: profile ?? 'hardened', without: new Set<never>() };
  const judgement = await withOpenArtifact(input, (artifact) =>
    consume(artifact, { selection, observe: true, asked: options }),
  );
  return { result: toResult(judgement) };
}

async function answerProduce({
  contract = '',
  input = '',
  output = '',
  options = {},
}: AdapterRequest): Promise<AnswerBody> {
  const produce = PRODUCERS[contract];
  if (produce === undefined) return { unsupported: `the reference does not produce ${contract}` };
  if (!lstatSync(input).isDirectory()) return { error: 'the input is no folder' };
  return { result: await produce({ input, output, options }) };
}

async function answerResolve({
  contract = '',
  input = '',
  identity = {},
  now = '',
  options = {},
}: AdapterRequest): Promise<AnswerBody> {
  const resolve = RESOLVERS[contract];
  if (resolve === undefined) return { unsupported: `the reference does not resolve ${contract}` };
  if (!lstatSync(input).isDirectory()) return { error: 'the input is no folder' };
  return { result: await resolve({ input, identity, now, options }) };
}
