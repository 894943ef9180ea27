import { describe, expect, test } from 'vitest';
import { redactTelemetry } from './produce-redaction.ts';

describe('the keys of the token are removed, whatever their value', () => {
  test.each([
    [
      { telemetry: { influxdb: { url: 'u', token: 't', org: 'o' } } },
      { telemetry: { influxdb: { url: 'u', org: 'o' } } },
    ],
    [{ telemetry: { influxdb: { token: '' } } }, { telemetry: { influxdb: {} } }],
    [{ telemetry: { influx_token: null, enabled: true } }, { telemetry: { enabled: true } }],
    [
      { a: 1, telemetry: { influx_token: 't', influxdb: { token: 't' } }, b: 2 },
      { a: 1, telemetry: { influxdb: {} }, b: 2 },
    ],
  ])('%j', (given, expected) => {
    const { runtime, removed } = redactTelemetry(given);
    expect(JSON.stringify(runtime)).toBe(JSON.stringify(expected));
    expect(removed).toBe(true);
  });
});

describe('nothing else is touched', () => {
  test.each([
    [{}],
    [{ telemetry: null }],
    [{ telemetry: ['influx_token'] }],
    [{ telemetry: { token: 't', Influx_Token: 't', influxdb: 'token' } }],
    [{ influx_token: 't', influxdb: { token: 't' } }],
  ])('%j', (given) => {
    expect(redactTelemetry(given)).toEqual({ runtime: given, removed: false });
  });
});
