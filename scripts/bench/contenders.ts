import { join } from 'node:path';
import type { Contender } from './measure.ts';

const HERE = import.meta.dirname;

export const OURS: string = join(HERE, '../../dist/bin/package-contracts');
export const PYTHON = '/usr/bin/python3';
/** Node, started for nothing. */
export const BARE: Contender = { name: 'node', argv: node('-e', '0') };

export function node(...parameters: readonly string[]): readonly string[] {
  return [process.execPath, ...parameters];
}

export function program(name: string): string {
  return join(HERE, 'programs', name);
}

export function validate(contract: string, file: string): Contender {
  return { name: 'ours', argv: node(OURS, 'validate', '--contract', contract, file) };
}

/** Validates, and takes the digest of the whole file: a report as text states none, and then none is taken. */
export function validateAndDigest(contract: string, file: string): Contender {
  return { name: 'ours', argv: node(OURS, 'validate', '--contract', contract, '--format', 'json', file) };
}

export function openssl(file: string): Contender {
  return { name: 'openssl', argv: ['openssl', 'dgst', '-sha256', file] };
}
