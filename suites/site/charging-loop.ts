import type { StopStamps } from '../../src/probes/stop-response/stop-plan.js';
import type { Evcc } from '../iso15118-2/evcc.js';

/** Pause between two requests of the loop, ms: well below the sequence timer, however it is shortened. */
const loopPauseMs = 100;

/** A vehicle that goes on charging until it is told to stop, so that power flows for as long as a trial needs it. */
export class ChargingLoop {
  #wanted = true;
  #running: Promise<void> = Promise.resolve();

  private constructor(private readonly evcc: Evcc) {}

  /** Drives a session to where energy flows and keeps it there. Ends the case as inconclusive when that fails. */
  static async start(evcc: Evcc): Promise<ChargingLoop> {
    const loop = new ChargingLoop(evcc);
    await evcc.given('one-loop');
    loop.#running = loop.#run();
    return loop;
  }

  /** Sends PowerDeliveryReq Stop; the moments come from the capture. */
  async stop(): Promise<StopStamps> {
    this.#wanted = false;
    await this.#running;
    const issuedNs = wallNs();
    this.evcc.when('When the vehicle sends PowerDeliveryReq Stop');
    const asked = this.evcc.vehicle.clock.monotonicNs();
    const exchange = await this.evcc.request('PowerDeliveryReq', { progress: 'Stop' });
    const port = this.evcc.lastLocalPort;
    const times = port === undefined ? undefined : await this.evcc.wire.roundTrip(port, asked);
    const issued = { ns: issuedNs, clock: 'wall', source: 'process', resolutionNs: 1000 } as const;
    // The capture missed it; the program knows that it wrote the request, and its stamp says how well.
    if (times === undefined) return { issued, delivered: issued };
    const captured = (ns: bigint) =>
      ({ ns, clock: 'wall', source: 'capture', resolutionNs: 1, point: 'mesh0' }) as const;
    return {
      issued,
      delivered: captured(times.requestNs),
      ...(exchange.responseCode === 'OK' ? { acknowledged: captured(times.responseNs) } : {}),
    };
  }

  /** Ends the session as a vehicle should, or at least the connection. */
  async end(): Promise<void> {
    this.#wanted = false;
    await this.#running;
    if (this.evcc.vehicle.state === 'energy-off') await this.evcc.vehicle.driveTo('stopped');
    await this.evcc.leave();
  }

  async #run(): Promise<void> {
    const { vehicle } = this.evcc;
    const request = loopRequest(vehicle.options.energy === 'dc', this.evcc.harness.variant.protocol === 'iso20');
    while (this.#wanted) {
      const exchange = await vehicle.request(request);
      if (exchange.outcome !== 'answered' || exchange.responseCode !== 'OK') return;
      await new Promise<void>((resolve) => vehicle.clock.after(loopPauseMs, resolve));
    }
  }
}

function loopRequest(isDc: boolean, isIso20: boolean) {
  if (isIso20) return isDc ? 'DC_ChargeLoopReq' : 'AC_ChargeLoopReq';
  return isDc ? 'CurrentDemandReq' : 'ChargingStatusReq';
}

function wallNs(): bigint {
  return BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e6));
}
