import type { Stamp, StopStamps } from '../../src/probes/stop-response/stop-plan.js';
import type { Evcc } from '../iso15118-2/evcc.js';

/** Pause between two requests of the loop, ms: well below the sequence timer, however it is shortened. */
const loopPauseMs = 100;

/** A vehicle that goes on charging until it is told to stop, so that power flows for as long as a trial needs it. */
export class ChargingLoop {
  #wanted = true;
  #running: Promise<void> = Promise.resolve();
  #told: Stamp | undefined;

  private constructor(private readonly evcc: Evcc) {}

  /** Drives a session to where energy flows and keeps it there. Ends the case as inconclusive when that fails. */
  static async start(evcc: Evcc): Promise<ChargingLoop> {
    const loop = new ChargingLoop(evcc);
    await evcc.given('one-loop');
    loop.#running = loop.#run();
    return loop;
  }

  /**
   * Goes on charging until the station asks for the end, or `timeoutMs` is over; resolves with the moment at which the
   * vehicle was told, by the capture. The vehicle then does as it was told.
   */
  async told(timeoutMs: number): Promise<Stamp | undefined> {
    const cancel = this.evcc.vehicle.clock.after(timeoutMs, () => {
      this.#wanted = false;
    });
    await this.#running;
    cancel();
    return this.#told;
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
    const { vehicle } = this.evcc;
    if (vehicle.state !== 'closed') await vehicle.driveTo('stopped');
    await this.evcc.leave();
  }

  /** When the answer to the newest request arrived, by the capture. */
  async #answered(asked: bigint): Promise<Stamp | undefined> {
    const port = this.evcc.lastLocalPort;
    const times = port === undefined ? undefined : await this.evcc.wire.roundTrip(port, asked);
    return times === undefined ? undefined : captured(times.responseNs);
  }

  async #run(): Promise<void> {
    const { vehicle } = this.evcc;
    const request = loopRequest(vehicle.options.energy === 'dc', this.evcc.harness.variant.protocol === 'iso20');
    while (this.#wanted) {
      const asked = vehicle.clock.monotonicNs();
      const exchange = await vehicle.request(request);
      const notified = stopNotification(exchange.answer?.body);
      if (notified) this.#told ??= await this.#answered(asked);
      if (notified || exchange.outcome !== 'answered' || exchange.responseCode?.startsWith('OK') !== true) return;
      await new Promise<void>((resolve) => vehicle.clock.after(loopPauseMs, resolve));
    }
  }
}

/** The station asks for the end: StopCharging of ISO 15118-2, Terminate of ISO 15118-20. */
function stopNotification(body: unknown): boolean {
  const fields = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  return ['DC_EVSEStatus', 'AC_EVSEStatus', 'EVSEStatus'].some((name) => {
    const status = fields[name] as { readonly EVSENotification?: unknown } | undefined;
    return status?.EVSENotification === 'StopCharging' || status?.EVSENotification === 'Terminate';
  });
}

function loopRequest(isDc: boolean, isIso20: boolean) {
  if (isIso20) return isDc ? 'DC_ChargeLoopReq' : 'AC_ChargeLoopReq';
  return isDc ? 'CurrentDemandReq' : 'ChargingStatusReq';
}

function captured(ns: bigint): Stamp {
  return { ns, clock: 'wall', source: 'capture', resolutionNs: 1, point: 'mesh0' };
}

function wallNs(): bigint {
  return BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e6));
}
