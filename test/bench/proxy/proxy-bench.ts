import type { TestContext } from 'node:test';
import { type RunningProxy, startProxy } from '../../../src/bench/proxy/proxy.js';
import type { ProxyOptions } from '../../../src/bench/proxy/proxy-options.js';
import type { ProxyEvent, RecordedEvent } from '../../../src/bench/proxy/record/proxy-event.js';
import { parseScript } from '../../../src/bench/proxy/script/load-script.js';
import type { Exchange } from '../../../src/peers/vehicle/exchange.js';
import { openVehicle, type Vehicle } from '../../../src/peers/vehicle/vehicle.js';
import type { VehicleOptions } from '../../../src/peers/vehicle/vehicle-options.js';
import { type RunningGateway, startGateway, type TestGatewayOptions } from '../../gateway/support/test-gateway.js';
import { patientTimers } from '../../support/patient-timers.js';

export type MessageEvent = Extract<ProxyEvent, { event: 'message' }>;

/** A proxy on the loopback in front of a port; it ends with the test. */
export async function proxyTo(
  t: TestContext,
  port: number,
  script?: string,
  options: Partial<ProxyOptions> = {},
): Promise<RunningProxy> {
  const proxy = await startProxy({
    vehicleSide: { interface: 'lo', sdpPort: false },
    stationSide: { interface: 'lo', secc: { address: '::1', port } },
    ...(script === undefined ? {} : { script: parseScript(script, 'script.yaml') }),
    ...options,
  });
  t.after(() => proxy.close());
  return proxy;
}

/** A vehicle without TLS at a port of the loopback; it ends with the test. */
export function vehicleAt(t: TestContext, port: number, options: Partial<VehicleOptions> = {}) {
  const exchanges: Exchange[] = [];
  const vehicle: Vehicle = openVehicle({
    secc: { host: '::1', port },
    security: 'none',
    energy: 'dc',
    loops: 3,
    timers: patientTimers({ repeatPause: 20, currentDemandPause: 20 }),
    ...options,
  });
  t.after(() => vehicle.close('reset'));
  return { vehicle, exchanges };
}

export interface Chain extends RunningGateway {
  readonly proxy: RunningProxy;
  readonly vehicle: Vehicle;
}

/** Vehicle, proxy with a script, and reference gateway on the loopback, without TLS. */
export async function chain(
  t: TestContext,
  script: string,
  options: { readonly vehicle?: Partial<VehicleOptions>; readonly gateway?: TestGatewayOptions } = {},
): Promise<Chain> {
  const running = await startGateway(t, options.gateway);
  const proxy = await proxyTo(t, running.ready.port!, script);
  const { vehicle } = vehicleAt(t, proxy.ports.plain, options.vehicle);
  return { ...running, proxy, vehicle };
}

/** The messages that a proxy has passed. */
export async function messagesOf(proxy: RunningProxy): Promise<readonly (MessageEvent & RecordedEvent)[]> {
  const all = await proxy.record.after(0);
  return all.filter((event) => event.event === 'message');
}

/** Waits for the first event that fits. */
export async function eventOf(
  proxy: RunningProxy,
  fits: (event: RecordedEvent) => boolean,
  timeoutMs = 30_000,
): Promise<RecordedEvent> {
  for (let after = 0; ; ) {
    const events = await proxy.record.after(after, timeoutMs);
    const found = events.find(fits);
    if (found !== undefined) return found;
    const last = events.at(-1);
    if (last === undefined) throw new Error(`no such event in ${timeoutMs} ms`);
    after = last.sequence;
  }
}
