// Reads every member with yauzl, strict about names. 0: read; 10: refused; anything else: it failed.
import { open } from 'yauzl';

const refuse = () => process.exit(10);
open(process.argv[2], { lazyEntries: true, strictFileNames: true }, (error, archive) => {
  if (error) return refuse();
  archive.on('error', refuse);
  archive.on('entry', (entry) => {
    archive.openReadStream(entry, (reason, stream) => {
      if (reason) return refuse();
      stream.on('error', refuse);
      stream.on('end', () => archive.readEntry());
      stream.resume();
    });
  });
  archive.readEntry();
});
