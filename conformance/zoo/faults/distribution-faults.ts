import type { Fault } from '../fault.ts';
import { repositoryFaults } from './repository-faults.ts';
import { resolverFaults, trustFaults } from './resolver-faults.ts';

/** Faults of everything that reads repositories. */
export const distributionFaults: readonly Fault[] = [...repositoryFaults, ...resolverFaults, ...trustFaults];
