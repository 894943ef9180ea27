import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ContractsError } from '../report/contracts-error.ts';
import { type Publication, publishFile } from './publish.ts';
import { type PublishSystem, realSystem } from './publish-system.ts';

let folder: string;
let target: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'publish-test-'));
  target = join(folder, 'out.bin');
});
afterEach(() => rmSync(folder, { recursive: true }));

const NEW = Buffer.from('the new content');

function publication(changes: Partial<Publication> = {}): Publication {
  return {
    target,
    write(write) {
      write(NEW.subarray(0, 4));
      write(NEW.subarray(4));
    },
    verify: (stage) => readFileSync(stage).equals(NEW),
    ...changes,
  };
}

/** The real system, whose call number `failing` (from 0) fails; counts calls and open descriptors. */
function flaky(failing: number): { system: PublishSystem; calls: string[]; open: Set<number> } {
  const calls: string[] = [];
  const open = new Set<number>();
  const system = new Proxy(realSystem, {
    get(real, name: keyof PublishSystem) {
      return (...parameters: never[]) => {
        calls.push(name);
        const [descriptor] = parameters;
        if (name === 'close' && descriptor !== undefined) open.delete(descriptor);
        if (calls.length - 1 === failing) throw Object.assign(new Error('injected'), { code: 'EIO' });
        const result: unknown = (real[name] as (...given: never[]) => unknown)(...parameters);
        if ((name === 'create' || name === 'openForSync') && typeof result === 'number') open.add(result);
        return result;
      };
    },
  });
  return { system, calls, open };
}

describe('a file is published whole', () => {
  test('where nothing stands', async () => {
    expect(await publishFile(publication())).toBe(true);
    expect(readdirSync(folder)).toEqual(['out.bin']);
    expect(readFileSync(target)).toEqual(NEW);
  });

  test('over an older file', async () => {
    writeFileSync(target, 'a longer older content that must not shine through');
    expect(await publishFile(publication())).toBe(true);
    expect(readFileSync(target)).toEqual(NEW);
  });

  test('in folders that are not there yet', async () => {
    target = join(folder, 'a/b/out.bin');
    expect(await publishFile(publication())).toBe(true);
    expect(readFileSync(target)).toEqual(NEW);
  });

  test('with mode 0644 as the umask narrows it; before that nobody else may read it', async () => {
    const before = process.umask(0o027);
    try {
      let staged = 0;
      const verify = (stage: string): boolean => {
        staged = statSync(stage).mode % 0o1000;
        return true;
      };
      await publishFile(publication({ verify }));
      expect(staged).toBe(0o600);
      expect(statSync(target).mode % 0o1000).toBe(0o640);
    } finally {
      process.umask(before);
    }
  });

  test('when the system writes a byte at a time', async () => {
    const system = {
      ...realSystem,
      write: (to: number, bytes: Uint8Array) => realSystem.write(to, bytes.subarray(0, 1)),
    };
    expect(await publishFile(publication({ system }))).toBe(true);
    expect(readFileSync(target)).toEqual(NEW);
  });
});

describe('a failure leaves the older file and nothing else', () => {
  test.each([
    ['verification says no', { verify: () => false }],
    [
      'verification throws',
      {
        verify: () => {
          throw new Error('unreadable');
        },
      },
    ],
    [
      'writing throws half way',
      {
        write(write: (chunk: Uint8Array) => void) {
          write(NEW.subarray(0, 4));
          throw new Error('the source failed');
        },
      },
    ],
  ])('%s', async (_, changes) => {
    writeFileSync(target, 'old');
    const outcome = await publishFile(publication(changes)).catch((error: unknown) => error);
    expect(outcome).not.toBe(true);
    expect(readdirSync(folder)).toEqual(['out.bin']);
    expect(readFileSync(target, 'utf8')).toBe('old');
  });

  test('whichever call of the system fails before the rename', async () => {
    const { system, calls } = flaky(-1);
    await publishFile(publication({ system }));
    const renamed = calls.indexOf('rename');
    expect(calls.slice(0, renamed)).toContain('synchronise');
    for (let failing = 0; failing <= renamed; failing += 1) {
      writeFileSync(target, 'old');
      const injected = flaky(failing);
      await expect(publishFile(publication({ system: injected.system })), calls[failing]).rejects.toThrow(
        ContractsError,
      );
      expect(readdirSync(folder), calls[failing]).toEqual(['out.bin']);
      expect(readFileSync(target, 'utf8'), calls[failing]).toBe('old');
      expect(injected.open.size, `${calls[failing]} leaves descriptors`).toBe(0);
    }
    for (let failing = renamed + 1; failing < calls.length; failing += 1) {
      expect(await publishFile(publication({ system: flaky(failing).system })), calls[failing]).toBe(true);
      expect(readFileSync(target)).toEqual(NEW);
    }
  });

  test('folders that were made for it are removed, those that stood there stay', async () => {
    mkdirSync(join(folder, 'kept'));
    target = join(folder, 'kept/made/deeper/out.bin');
    expect(await publishFile(publication({ verify: () => false }))).toBe(false);
    expect(readdirSync(join(folder, 'kept'))).toEqual([]);
  });
});

describe('a target that is no file is refused as misuse, before anything is made', () => {
  test.each([
    ['a folder', (path: string) => mkdirSync(path)],
    ['a symbolic link', (path: string) => symlinkSync('elsewhere', path)],
  ])('%s', async (kind, make) => {
    make(target);
    await expect(publishFile(publication())).rejects.toMatchObject({
      code: 'usage',
      message: `the output is ${kind}, not a file: ${target}`,
    });
    expect(readdirSync(folder)).toEqual(['out.bin']);
  });
});
