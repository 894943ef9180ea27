import { randomBytes } from 'node:crypto';
import { releaseVersion } from './release-repository.ts';

// Releases one version after the other, and says which, until somebody kills it.
const [root = '', major = '', first = ''] = process.argv.slice(2);
process.stdout.write('ready\n');
for (let minor = Number(first); ; minor += 1) {
  const version = `${major}.${minor}.0`;
  const ticket = randomBytes(16).toString('hex');
  const { outcome, findings } = await releaseVersion(root, version, { ticket, patience: 30_000 });
  const said = outcome === 'refused' ? `refused ${JSON.stringify(findings)}` : `done ${version}`;
  process.stdout.write(`${said}\n`);
}
