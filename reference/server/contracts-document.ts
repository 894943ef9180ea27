import { catalogue } from '../generated/catalogue.ts';
import { CONTRACTS } from '../generated/contracts.ts';

/** JSON text that `GET /api/contracts` answers with: every contract with the ids of its active rules. */
export const CONTRACTS_DOCUMENT: string = `${JSON.stringify({
  // `interfaces` is what reports look like: nothing is judged by it.
  contracts: CONTRACTS.filter(({ contract }) => contract !== 'interfaces@1').map((entry) => ({
    ...entry,
    rules: Object.entries(catalogue)
      .filter(([, rule]) => rule.contract === entry.contract && rule.status === 'active')
      .map(([id]) => id),
  })),
})}\n`;
