import type { GridGate } from '../grid/grid-gate.js';
import type { ControlDesk } from './control/control-desk.js';
import { finite } from './control/desk-words.js';
import type { EventMemory } from './events/event-scheduler.js';
import type { PollState } from './poll/poll-schedule.js';
import type { PendingResponse } from './report/response-queue.js';
import type { TimeFacts } from './session/server-time.js';

/** Where the client stands. */
export type ClientPhase =
  | 'locating'
  | 'connecting'
  | 'discovering'
  | 'not-registered'
  | 'pin-wrong'
  | 'operating'
  | 'waiting-to-retry'
  /** It has crashed, as a seeded fault wants it. */
  | 'halted';

export interface ClientView {
  readonly phase: ClientPhase;
  readonly detail: string;
  readonly uri: string | undefined;
  readonly lfdi: string;
  readonly sfdi: string;
  readonly faults: readonly string[];
  readonly desk: ControlDesk;
  readonly gate: GridGate;
  readonly time: TimeFacts;
  readonly nowS: number;
  readonly polls: readonly PollState[];
  readonly responses: readonly PendingResponse[];
  readonly silentS: number;
  readonly exchanges: number;
  readonly connections: number;
  readonly more: Readonly<Record<string, unknown>>;
}

/** `sep2 status`: what the client waits for and why, in plain words, with the facts behind it. */
export function describeClient(view: ClientView): Record<string, unknown> {
  const { desk, gate } = view;
  const allowance = gate.present;
  return {
    state: view.phase,
    waiting_for: waitingFor(view),
    server: view.uri ?? null,
    server_is: desk.server,
    lfdi: view.lfdi,
    sfdi: view.sfdi,
    allowance: {
      stop: allowance.stop,
      max_charge_w: finite(allowance.maxChargeW),
      max_discharge_w: finite(allowance.maxDischargeW),
      setpoint_w: allowance.setpointW ?? null,
    },
    effect: desk.missing === '' ? 'seen at the inverter' : desk.missing,
    controls: desk.open.map((memory) => describeEvent(memory, view.nowS)),
    programs: desk.programs.map(({ mRID, primacy, fallback }) => ({
      mrid: mRID,
      primacy,
      default_control: fallback === undefined ? null : fallback.base.modes,
    })),
    time: { ...view.time, server_s: Math.floor(view.nowS) },
    polls: view.polls,
    responses_waiting: view.responses.length,
    controls_read_s_ago: Math.round(view.silentS * 10) / 10,
    exchanges: view.exchanges,
    connections: view.connections,
    faults: view.faults,
    ...view.more,
  };
}

/** One sentence for whoever stands beside the station. */
export function waitingFor(view: ClientView): string {
  const { phase, detail, desk } = view;
  const held = holds(view);
  switch (phase) {
    case 'locating':
      return `a utility server: looking it up (${detail}). ${held}`;
    case 'connecting':
      return `the connection to ${detail}. ${held}`;
    case 'discovering':
      return `the first reading of the controls. ${held}`;
    case 'not-registered':
      return `the utility to register this device (LFDI ${view.lfdi}, SFDI ${view.sfdi}): ${detail}. ${held}`;
    case 'pin-wrong':
      return `the utility to put the right PIN into the Registration: ${detail}. ${held}`;
    case 'waiting-to-retry':
      return `the utility server: ${detail}. ${held}`;
    case 'halted':
      return `nothing: the client has stopped (seeded fault): ${detail}`;
    case 'operating': {
      if (desk.missing !== '') return `the inverter: ${desk.missing}. ${held}`;
      const next = view.polls.filter(({ key }) => key === 'DERProgramList').map(({ inS }) => Math.max(0, inS))[0];
      const poll = next === undefined ? '' : ` Controls are read again in ${next} s.`;
      const scheduled = desk.open.filter((memory) => memory.phase === 'scheduled');
      const first = Math.min(...scheduled.map(({ event, draw }) => event.startS + draw.startS));
      const soon = Number.isFinite(first)
        ? `the next control, in ${Math.max(0, Math.round(first - view.nowS))} s`
        : 'news of the server';
      return `${soon}.${poll} ${held}`;
    }
  }
}

/** What bounds the station now, and why. */
function holds({ desk, gate }: ClientView): string {
  const { stop, maxChargeW, maxDischargeW } = gate.present;
  const running = desk.open
    .filter(({ phase, event }) => phase === 'running' && event.kind === 'DERControl')
    .map(({ event }) => event.mRID);
  const why =
    running.length > 0
      ? `by control ${running.join(', ')}`
      : desk.server === 'known'
        ? 'by the default control'
        : `because the server is ${serverWords[desk.server]}`;
  if (stop) return `The station is stopped ${why}.`;
  const bounds = [
    Number.isFinite(maxChargeW) ? `${Math.round(maxChargeW)} W into the vehicle` : '',
    Number.isFinite(maxDischargeW) ? `${Math.round(maxDischargeW)} W out of it` : '',
  ].filter((text) => text !== '');
  return bounds.length === 0 ? 'Nothing is limited.' : `At most ${bounds.join(' and ')} ${why}.`;
}

const serverWords = {
  known: 'known',
  lost: 'lost',
  refused: 'not allowed to control this device',
  never: 'not read yet',
} as const;

function describeEvent({ event, draw, phase }: EventMemory, nowS: number): Record<string, unknown> {
  const startS = event.startS + draw.startS;
  return {
    mrid: event.mRID,
    phase,
    modes: event.base.modes,
    primacy: event.primacy,
    start_s: startS,
    end_s: startS + event.durationS + draw.durationS,
    in_s: Math.round((startS - nowS) * 10) / 10,
    status: event.status,
  };
}
