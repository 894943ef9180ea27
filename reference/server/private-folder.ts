import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Lends the task a fresh folder that only this user can enter, and removes it however the task ends. */
export async function withPrivateFolder<T>(task: (folder: string) => Promise<T>): Promise<T> {
  // mkdtemp makes the folder with mode 0700.
  const folder = await mkdtemp(join(tmpdir(), 'package-contracts-serve-'));
  try {
    return await task(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
