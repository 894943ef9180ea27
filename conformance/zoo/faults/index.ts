import type { Fault } from '../fault.ts';
import { cartridgeFaults } from './cartridge-faults.ts';
import { distributionFaults } from './distribution-faults.ts';
import { documentFaults } from './document-faults.ts';
import { folderFaults } from './folder-faults.ts';
import { jsonFaults } from './json-faults.ts';
import { packFaults } from './pack-faults.ts';
import { packHeaderFaults } from './pack-header-faults.ts';
import { packageFaults } from './package-faults.ts';
import { packagerFaults } from './packager-faults.ts';
import { packerFaults } from './packer-faults.ts';
import { packerWarningFaults } from './packer-warning-faults.ts';
import { producerFaults } from './producer-faults.ts';
import { releaseFaults } from './release-faults.ts';
import { tarFaults } from './tar-faults.ts';
import { workspaceFaults } from './workspace-faults.ts';
import { yamlFaults } from './yaml-faults.ts';
import { zipFaults } from './zip-faults.ts';

/** Every realistic fault. */
export const faults: readonly Fault[] = [
  ...zipFaults,
  ...tarFaults,
  ...documentFaults,
  ...jsonFaults,
  ...yamlFaults,
  ...packageFaults,
  ...folderFaults,
  ...producerFaults,
  ...packagerFaults,
  ...packHeaderFaults,
  ...packFaults,
  ...cartridgeFaults,
  ...workspaceFaults,
  ...packerFaults,
  ...packerWarningFaults,
  ...distributionFaults,
  ...releaseFaults,
];
