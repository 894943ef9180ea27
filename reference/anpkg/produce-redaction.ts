import { isJsonObject, type JsonObject } from '../document/parsed-document.ts';
import { withMember, withoutMember } from './produce-mapping.ts';

export interface Redaction {
  readonly runtime: JsonObject;
  /** Whether a key for the token stood there, whatever its value. */
  readonly removed: boolean;
}

/** Takes `telemetry.influx_token` and `telemetry.influxdb.token` out of a runtime configuration; nothing else. */
export function redactTelemetry(runtime: JsonObject): Redaction {
  const { telemetry } = runtime;
  if (!isJsonObject(telemetry)) return { runtime, removed: false };
  const flat = withoutMember(telemetry, 'influx_token');
  const { influxdb } = flat;
  const isNested = isJsonObject(influxdb) && Object.hasOwn(influxdb, 'token');
  const redacted = isNested ? withMember(flat, 'influxdb', withoutMember(influxdb, 'token')) : flat;
  const removed = isNested || Object.hasOwn(telemetry, 'influx_token');
  return removed ? { runtime: withMember(runtime, 'telemetry', redacted), removed } : { runtime, removed };
}
