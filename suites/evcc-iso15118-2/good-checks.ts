import { networkInterfaces } from 'node:os';
import type { SeccEventOf } from '../../src/peers/station/secc-event.js';
import { isObject } from '../../src/peers/vehicle/physical-value.js';
import { at, bytesAt, hexOf, listAt, numberAt, textAt } from '../../src/peers/vehicle/read-value.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';
import { talkBefore } from './ending.js';
import type { GoodSession } from './good-session.js';
import { exchangeId, seen } from './secc-record.js';

/** What a check of one request gets. */
export interface Looked {
  readonly run: CaseRun;
  readonly harness: Harness;
  readonly session: GoodSession;
  readonly request: SeccEventOf<'request'>;
}

export type Check = (looked: Looked) => void | Promise<void>;

const five = 5_000_000_000n;

export function bodyOf({ request }: Looked) {
  return seen(request).body;
}

export function pointAt({ run, request }: Looked) {
  return { exchangeId: exchangeId(run, request) };
}

/** An element of the body has this text. */
export function says(path: readonly string[], expected: string): Check {
  return (looked) => {
    const observed = textAt(bodyOf(looked), ...path) ?? 'absent';
    const text = `${looked.request.name} says ${path.join('/')}`;
    looked.run.observe(observed === expected, { text, expected, observed, field: path.join('/'), ...pointAt(looked) });
  };
}

/** An element of the body has one of these texts. */
export function saysOneOf(path: readonly string[], allowed: readonly string[]): Check {
  return (looked) => {
    const observed = textAt(bodyOf(looked), ...path) ?? 'absent';
    const text = `${looked.request.name} says ${path.join('/')}`;
    const expected = allowed.join(' or ');
    const holds = allowed.includes(observed);
    looked.run.observe(holds, { text, expected, observed, field: path.join('/'), ...pointAt(looked) });
  };
}

/** An element of the body is there. */
export function has(name: string): Check {
  return (looked) => {
    const observed = bodyOf(looked)?.[name] === undefined ? 'absent' : 'there';
    const text = `${looked.request.name}: ${name}`;
    looked.run.observe(observed === 'there', { text, expected: 'there', observed, ...pointAt(looked) });
  };
}

/** An element is there, and one below it is not: without the one the other is absent for nothing. */
export function hasNo(parent: string, name: string): Check {
  return (looked) => {
    const above = at(bodyOf(looked), parent);
    const observed = above === undefined ? `no ${parent}` : at(above, name) === undefined ? 'absent' : 'there';
    const text = `${looked.request.name}: ${parent}/${name}`;
    looked.run.observe(observed === 'absent', { text, expected: 'absent', observed, ...pointAt(looked) });
  };
}

/** SessionSetupReq of a new session carries SessionID zero. */
export const sessionIdZero: Check = (looked) => {
  const id = bytesAt(seen(looked.request).header, 'SessionID');
  const observed = id === undefined ? 'absent' : hexOf(id);
  looked.run.observe(id?.every((byte) => byte === 0) === true, {
    text: 'SessionSetupReq carries SessionID zero',
    expected: '0000000000000000',
    observed,
    ...pointAt(looked),
  });
};

/** A vehicle that comes back after a pause names the session that it paused. */
export const sessionIdOfPause: Check = (looked) => {
  const { events } = looked.session;
  const first = events.find((event) => event.event === 'response' && event.name === 'SessionSetupRes');
  const given = first?.event === 'response' ? bytesAt(seen(first).header, 'SessionID') : undefined;
  const id = bytesAt(seen(looked.request).header, 'SessionID');
  const observed = id === undefined ? 'absent' : hexOf(id);
  const expected = given === undefined ? 'the SessionID of before' : hexOf(given);
  looked.run.observe(observed === expected, {
    text: 'the SessionID of the paused session',
    expected,
    observed,
    ...pointAt(looked),
  });
};

/** EVCCID is the MAC address of the vehicle, where this machine can know it: on the embedded bench. */
export const evccIdIsMac: Check = (looked) => {
  const { harness, run } = looked;
  const mesh = harness.bench.interfaces['mesh'];
  const mac = mesh === undefined ? undefined : networkInterfaces()[mesh.name]?.[0]?.mac;
  if (harness.bench.facts.driver !== 'embedded' || mac === undefined) {
    run.inconclusive('the MAC address of the vehicle is not known on this bench');
    return;
  }
  const expected = mac.replaceAll(':', '').toUpperCase();
  const id = bytesAt(bodyOf(looked), 'EVCCID');
  const observed = id === undefined ? 'absent' : hexOf(id);
  run.observe(observed === expected, { text: 'EVCCID is the MAC address', expected, observed, ...pointAt(looked) });
};

/** The protocol that the lists test is among those offered, with its own SchemaID and a priority. */
export const offersIso2: Check = (looked) => {
  const offered = listAt(bodyOf(looked), 'AppProtocol');
  const names = offered.map((entry) => textAt(entry, 'ProtocolNamespace') ?? '?');
  const ids = new Set(offered.map((entry) => numberAt(entry, 'SchemaID')));
  const text = 'supportedAppProtocolReq offers urn:iso:15118:2:2013:MsgDef, each entry with a SchemaID of its own';
  const holds = names.includes('urn:iso:15118:2:2013:MsgDef') && ids.size === offered.length;
  looked.run.observe(holds, { text, observed: names.join(', '), ...pointAt(looked) });
};

/** Every physical value of the body has the unit that its name asks for. */
export const unitsFit: Check = (looked) => {
  const wrong: string[] = [];
  const walk = (value: unknown, name: string) => {
    if (!isObject(value as never)) return;
    const object = value as Readonly<Record<string, unknown>>;
    const unit = object['Unit'];
    if (typeof unit === 'string') {
      const expected = /Voltage/.test(name) ? 'V' : /Current/.test(name) ? 'A' : /Power/.test(name) ? 'W' : 'Wh';
      if (unit !== expected) wrong.push(`${name} in ${unit}`);
    }
    for (const [key, inner] of Object.entries(object)) walk(inner, key);
  };
  walk(bodyOf(looked), looked.request.name ?? '');
  const observed = wrong.join(', ') || 'all fit';
  looked.run.observe(wrong.length === 0, { text: 'every physical value has its unit', observed, ...pointAt(looked) });
};

/** The pilot is in this state when the request comes, or comes to it within the grace; its own clock and that of the SECC are the same. */
export function pilotIs(states: readonly string[], graceMs = 50): Check {
  return ({ run, session, request }) => {
    if (session.pilot === undefined) {
      run.inconclusive('this bench does not see the control pilot');
      return;
    }
    const at = BigInt(request.at);
    const until = at + BigInt(graceMs) * 1_000_000n;
    const before = session.pilot.filter(({ ns }) => ns <= at).at(-1)?.vehicle ?? 'A';
    // A short session may have left the state again before the grace is over.
    const seenStates = [before, ...session.pilot.filter(({ ns }) => ns > at && ns <= until).map((one) => one.vehicle)];
    const state = seenStates.find((one) => states.includes(one)) ?? before;
    const expected = states.join(' or ');
    run.observe(states.includes(state), { text: `the pilot at ${request.name}`, expected, observed: state });
  };
}

/** After SessionStopRes the vehicle ends the connection within 5 s, by the capture. */
export const closesAfterwards: Check = ({ run, harness, session, request }) => {
  const text = 'the vehicle closes TCP within 5 s of SessionStopRes';
  const closed = session.events.find((event) => event.event === 'closed' && BigInt(event.at) > BigInt(request.at));
  if (closed === undefined) {
    if (session.linkDoubt === undefined) run.observe(false, { text, expected: 'closed', observed: 'open' });
    else run.inconclusive('the end of the connection was not seen', session.linkDoubt);
    return;
  }
  const place = session.events.indexOf(request);
  const connections = session.events.slice(0, place).filter(({ event }) => event === 'connected').length;
  const wire = session.wires[connections - 1];
  const end = wire?.find(({ direction, fin, rst }) => direction === 'sent' && (fin || rst));
  const answer =
    wire === undefined || end === undefined
      ? undefined
      : talkBefore(wire, end, { harness }).findLast(({ direction }) => direction === 'received');
  if (end === undefined || answer === undefined) {
    run.inconclusive('the end of the connection is not in the capture');
    return;
  }
  const observed = `${(Number(end.ns - answer.ns) / 1e9).toFixed(3)} s, ${end.fin ? 'FIN' : 'RST'}`;
  run.observe(end.ns - answer.ns <= five, { text, expected: 'at most 5 s', observed });
};
