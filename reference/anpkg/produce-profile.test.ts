import { expect, test } from 'vitest';
import { rewriteProfile } from './produce-profile.ts';

const PROFILE = {
  machine_id: 'm',
  behaviors: ['behaviors/a.xml', 'behaviors/b.xml'],
  providers: { b: { config: 'cfg/b.yaml', notes: 'left' }, unused: { config: 'cfg/u.yaml' } },
  validation: { check_http_script: 'scripts/check.sh' },
  runtime_profiles: { full: 'f.yaml', manual: 'm.yaml' },
};

test('profiles, providers and behaviors are reduced in place, everything else stays', () => {
  const rewritten = rewriteProfile(PROFILE, { providers: ['b', 'a'], behavior: 'runtime/behaviors/a.xml' });
  expect(JSON.stringify(rewritten)).toBe(
    JSON.stringify({
      machine_id: 'm',
      behaviors: ['runtime/behaviors/a.xml'],
      providers: { b: { config: 'providers/b.yaml' }, a: { config: 'providers/a.yaml' } },
      validation: { check_http_script: 'scripts/check.sh' },
      runtime_profiles: { manual: 'runtime/anolis-runtime.yaml' },
    }),
  );
});

test('without a behavior tree the key behaviors is removed', () => {
  expect(Object.keys(rewriteProfile(PROFILE, { providers: ['b'], behavior: undefined }))).toEqual([
    'machine_id',
    'providers',
    'validation',
    'runtime_profiles',
  ]);
});

test('a new key behaviors goes last', () => {
  const profile = { runtime_profiles: {}, providers: {}, zone: 1 };
  const rewritten = rewriteProfile(profile, { providers: ['p'], behavior: 'runtime/behaviors/t.xml' });
  expect(Object.keys(rewritten)).toEqual(['runtime_profiles', 'providers', 'zone', 'behaviors']);
});
