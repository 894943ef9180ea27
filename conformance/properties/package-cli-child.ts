import { packageCli } from '../../reference/doctor-cli-package/package-cli.ts';
import { toDocumentText } from '../../reference/doctor-cli-package/package-cli-layout.ts';

// A process of its own that packages what its argument says, and prints the payload.
const { out, source, name, version, profile, smoke, umask } = JSON.parse(process.argv[2] ?? '{}');
process.umask(Number.parseInt(umask, 8));
const outcome = await packageCli({
  out: { path: out, shown: out },
  binaryName: name,
  defaultProfile: profile,
  source: { path: source, shown: source },
  packageVersion: version,
  smoke,
});
process.stdout.write(outcome.packaged ? toDocumentText(outcome.payload) : JSON.stringify(outcome.finding));
