import { PlumblineError } from '../../src/base/errors.js';
import type { CreatedControl } from '../../src/peers/utility/control-types.js';
import type { ControlBase } from '../../src/peers/utility/utility-config.js';
import type { StopPathDriver, StopPathId } from '../../src/probes/stop-response/stop-path.js';
import type { Stamp, StopStamps } from '../../src/probes/stop-response/stop-plan.js';
import type { GridBench } from './grid-bench.js';

/** Resolution of a stamp that the server's process took, ns: its event loop. */
const serverResolutionNs = 1_000_000;
/** How long power may take to be steady before a stop, ms. */
const steadyMs = 20_000;
/** How long the acknowledgement is waited for once the trial is over, ms. */
const afterwardsMs = 3000;
/** Longer than a trial. */
const controlS = 3600;

function stamp(ns: bigint): Stamp {
  return { ns, clock: 'monotonic', source: 'process', resolutionNs: serverResolutionNs, point: 'utility server' };
}

/** Takes back whatever the trial before has left, and lets power flow out of the vehicle. */
async function letFlow(grid: GridBench, watts: number): Promise<void> {
  const { utility } = grid;
  await utility.behaveNormally();
  for (const { mRID, state } of await utility.controls()) {
    if (state === 'scheduled' || state === 'active') await utility.cancelControl(mRID);
  }
  await grid.vehicle.want(-watts);
  await grid.power.until((power) => Math.abs(power - watts) <= 0.05 * watts, { holdMs: 200, timeoutMs: steadyMs });
}

/** When the control left for the gateway, by a poll or by a notification, and when its Response came. */
async function refined(
  grid: GridBench,
  { mRID, after }: Pick<CreatedControl, 'mRID' | 'after'>,
  { path, status }: { readonly path: StopPathId; readonly status: number },
  stamps: StopStamps,
): Promise<StopStamps> {
  const { utility, lfdi } = grid;
  const notices = (await utility.subscriptions()).flatMap(({ notifications }) => notifications);
  const noticed = notices.find((one) => one.delivered.includes(mRID) && one.sentAtNs >= stamps.issued.ns);
  // What was asked before the cancellation is answered with the control as it was, also when the answer leaves after it.
  const polled = (await utility.requests({ lfdi, after, delivered: mRID })).find(
    ({ status: code, receivedAtNs }) => code === 200 && (path !== 'sep2-cancel' || receivedAtNs >= stamps.issued.ns),
  );
  const polledAt = polled?.answeredAtNs ?? polled?.receivedAtNs;
  const deliveredNs = path.endsWith('-notification') ? noticed?.sentAtNs : polledAt;
  const find = async () => (await utility.responses(mRID)).find((response) => response.status === status);
  const mark = await utility.mark();
  let response = await find();
  if (response === undefined) {
    await utility.waitForRequest({ method: 'POST', lfdi, after: mark }, afterwardsMs).catch((error: unknown) => {
      // None in time is an answer; a server that cannot be asked is none.
      if (!(error instanceof PlumblineError && error.code === 'PEERS-032')) throw error;
    });
    response = await find();
  }
  return {
    ...stamps,
    ...(deliveredNs === undefined ? {} : { delivered: stamp(deliveredNs) }),
    ...(response === undefined ? {} : { acknowledged: stamp(response.receivedAtNs) }),
  };
}

/** The server issues a control that stops, and cancels it again: four clocks from its books, the effect from the meter. */
export function controlStop(path: StopPathId, grid: GridBench, base: ControlBase, watts: number): StopPathDriver {
  let control: CreatedControl | undefined;
  return {
    path,
    flowW: watts,
    prepare: () => letFlow(grid, watts),
    issueStop: async () => {
      control = await grid.utility.createControl({ program: 'site', durationS: controlS, base });
      return { issued: stamp(control.issuedAtNs) };
    },
    release: async () => stamp((await grid.utility.cancelControl(control!.mRID)).issuedAtNs),
    refine: async (_trial, stamps) => refined(grid, control!, { path, status: 2 }, stamps),
    restore: () => letFlow(grid, watts),
  };
}

/** A control lets power flow where the default control does not; its cancellation is the stop. */
export function cancelStop(grid: GridBench, watts: number): StopPathDriver {
  let control: CreatedControl | undefined;
  const path = 'sep2-cancel';
  return {
    path,
    flowW: watts,
    prepare: async () => {
      await grid.utility.setDefault({ base: { opModExpLimW: 0, opModImpLimW: 0 } }, 'site');
      control = await grid.utility.createControl({
        program: 'site',
        durationS: controlS,
        base: { opModExpLimW: 2 * watts },
      });
      await grid.vehicle.want(-watts);
      await grid.power.until((power) => Math.abs(power - watts) <= 0.05 * watts, { holdMs: 200, timeoutMs: steadyMs });
    },
    issueStop: async () => {
      control = { ...control!, after: await grid.utility.mark() };
      return { issued: stamp((await grid.utility.cancelControl(control.mRID)).issuedAtNs) };
    },
    refine: async (_trial, stamps) => refined(grid, control!, { path, status: 6 }, stamps),
    restore: async () => {
      await grid.utility.setDefault(undefined, 'site');
      await letFlow(grid, watts);
    },
  };
}

/** The server falls silent while no default control is known: the gateway's fallback stops power. */
export function serverLoss(grid: GridBench, watts: number): StopPathDriver {
  return {
    path: 'server-loss',
    flowW: watts,
    prepare: () => letFlow(grid, watts),
    issueStop: async () => {
      const before = process.hrtime.bigint();
      await grid.utility.behave({ kind: 'silent' });
      const after = process.hrtime.bigint();
      const issued: Stamp = { ...stamp(before + (after - before) / 2n), resolutionNs: Number(after - before) };
      return { issued, delivered: issued };
    },
    restore: () => letFlow(grid, watts),
  };
}
