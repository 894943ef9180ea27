import { expect, test } from 'vitest';
import { rewriteArguments } from './produce-arguments.ts';

const PATH = 'providers/p1.yaml';

// contracts/anpkg/v1/README.md#export-config-argument
test.each([
  ['no arguments', [], ['--config', PATH]],
  ['arguments without the option', ['--verbose'], ['--verbose', '--config', PATH]],
  ['the option with a value', ['--config', '../x.yaml', '-v'], ['--config', PATH, '-v']],
  ['the first of two options', ['--config', 'a', '--config', 'b'], ['--config', PATH, '--config', 'b']],
  ['an option without a value', ['--config'], ['--config', '--config', PATH]],
  ['an option that follows the option', ['--config', '--config'], ['--config', PATH]],
  ['a value after an equals sign is no value', ['--config=/a.yaml'], ['--config=/a.yaml', '--config', PATH]],
  ['the word as part of another', ['--configure', 'x'], ['--configure', 'x', '--config', PATH]],
])('%s', (_, given, expected) => {
  expect(rewriteArguments(given, 'p1')).toEqual(expected);
});
