import { expect, test } from 'vitest';
import { renderJunit } from './junit.ts';
import { SAMPLE } from './sample-report.test-fixture.ts';

test('a suite an artifact, a case a finding, everything escaped', () => {
  expect(renderJunit(SAMPLE)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="package-contracts" tests="4" failures="2" errors="0">
  <testsuite name="build/a b.zip" tests="1" failures="1" errors="0">
    <testcase name="zip/duplicate-name a&lt;b&gt;&amp;&quot;\\u{1b}[31m\\u{a}\\u{202e} at offset 42" classname="zip">
      <failure type="zip/duplicate-name" message="two members have the name a,b:c%\\u{1b}">a&lt;b&gt;&amp;&quot;\\u{1b}[31m\\u{a}\\u{202e} at offset 42: two members have the name a,b:c%\\u{1b}
Rename one of them.</failure>
    </testcase>
  </testsuite>
  <testsuite name="c.json" tests="1" failures="1" errors="0">
    <testcase name="json/duplicate-key line 2:3 /a" classname="json">
      <failure type="json/duplicate-key" message="the name &quot;a&quot; stands twice">line 2:3 /a: the name &quot;a&quot; stands twice
Remove one.</failure>
    </testcase>
  </testsuite>
  <testsuite name="d" tests="1" failures="0" errors="0">
    <testcase name="valid" classname="anpkg@1"/>
  </testsuite>
  <testsuite name="package-contracts" tests="1" failures="0" errors="0">
    <testcase name="report/unused-ignore" classname="report">
      <system-out>zip/x is ignored and has no finding
Remove the ignore.</system-out>
    </testcase>
  </testsuite>
</testsuites>
`);
});
