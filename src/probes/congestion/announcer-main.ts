// Process of its own on a node of the mesh: `node announcer-main.js --plan JSON --first N --step N --out FILE`. Plays the
// vehicles first, first+step, ... Each line `go LEVEL` on standard input runs the rounds of that level with the vehicles
// up to LEVEL and prints `done LEVEL`; the end of the input writes the record.
import { createSocket, type Socket } from 'node:dgram';
import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { systemClock as clock } from '../../base/clock.js';
import { systemRandom } from '../../base/random.js';
import { bootId } from '../boot-id.js';
import { isMulticast } from '../loss/loss-plan.js';
import { targetOf } from '../loss/probe-port.js';
import { tellError } from '../probe-process.js';
import { encodeAnnouncement } from './announcement.js';
import { type CongestionPlanInput, congestionPlan } from './congestion-plan.js';
import type { SentAnnouncement } from './congestion-records.js';

interface Vehicle {
  readonly number: number;
  readonly socket: Socket;
  sequence: number;
  stateOfCharge: number;
}

const { values } = parseArgs({
  options: {
    plan: { type: 'string' },
    first: { type: 'string' },
    step: { type: 'string' },
    out: { type: 'string' },
  },
});

async function vehicle(number: number, scope: string, group: boolean, family: 'udp4' | 'udp6'): Promise<Vehicle> {
  const socket = createSocket({
    type: family,
    lookup: (host, _options, callback) => callback(null, host, host.includes(':') ? 6 : 4),
  });
  // Refusals of a single packet come to its callback; the rest must not end the process.
  socket.on('error', () => undefined);
  // With addresses looked up at once the socket listens before `bind` returns: only its callback tells that in time.
  await new Promise<void>((resolve) => socket.bind(0, resolve));
  if (group && family === 'udp6') {
    socket.setMulticastInterface(`::%${scope}`);
    socket.setMulticastLoopback(false);
  }
  return { number, socket, sequence: 0, stateOfCharge: 20 + (number % 60) };
}

/** A uniform number of 0..1. */
const uniform = () => (systemRandom(1)[0]! * 256 + systemRandom(1)[0]!) / 65_536;
const rest = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));

try {
  // "At once" needs a core at that moment. Without the right to ask for it the process goes on; how late it was is measured.
  try {
    setPriority(constants.priority.PRIORITY_HIGHEST);
  } catch {
    // Not permitted.
  }
  const plan = congestionPlan(JSON.parse(values.plan ?? '{}') as CongestionPlanInput);
  const first = Number(values.first ?? 1);
  const step = Number(values.step ?? 1);
  const target = targetOf(plan.host, plan.scope);
  const vehicles: Vehicle[] = [];
  for (let number = first; number <= (plan.levels.at(-1) ?? 0); number += step)
    vehicles.push(await vehicle(number, plan.scope, isMulticast(plan.host), plan.host.includes(':') ? 'udp6' : 'udp4'));
  const announcements: SentAnnouncement[] = [];
  const run = async (level: number) => {
    const active = vehicles.filter(({ number }) => number <= level);
    const start = clock.monotonicNs() + 5_000_000n;
    for (let round = 0; round < plan.rounds; round++) {
      const begin = start + BigInt(Math.round(round * plan.periodMs * 1e6));
      const turns = active
        .map((one) => ({ one, due: begin + BigInt(Math.round(uniform() * plan.spreadMs * 1e6)) }))
        .sort((a, b) => (a.due < b.due ? -1 : 1));
      // Made before the round: within it only sending is left.
      const wallAhead = clock.wallNs() - clock.monotonicNs();
      const ready = turns.map(({ one, due }) => {
        const sequence = one.sequence++;
        one.stateOfCharge = Math.min(100, one.stateOfCharge + 0.1);
        const words = { vehicle: one.number, sequence, stateOfCharge: one.stateOfCharge };
        return { one, due, sequence, bytes: encodeAnnouncement(words, due + wallAhead, plan.payloadBytes) };
      });
      for (const { one, due, sequence, bytes } of ready) {
        const left = Number(due - clock.monotonicNs()) / 1e6;
        if (left > 2) await rest(left - 2);
        while (clock.monotonicNs() < due) await new Promise<void>((resolve) => setImmediate(resolve));
        const sent = clock.monotonicNs();
        const at = announcements.length;
        announcements.push({ level, vehicle: one.number, sequence, due: String(due), sent: String(sent) });
        one.socket.send(bytes, plan.port, target, (error) => {
          if (error !== null) announcements[at] = { ...announcements[at]!, refused: error.message };
        });
      }
    }
    // The last round drains before the next level begins.
    await rest(plan.periodMs);
    console.log(`done ${level}`);
  };
  console.log(`ready ${vehicles.length}`);
  for await (const line of createInterface({ input: process.stdin })) {
    const level = /^go (\d+)$/.exec(line)?.[1];
    if (level === undefined) break;
    await run(Number(level));
  }
  writeFileSync(
    values.out ?? '/dev/stdout',
    JSON.stringify({ kind: 'congestion-announcer', bootId: bootId(), announcements }),
  );
} catch (error) {
  tellError(error);
}
// All is said and written: an open socket must not keep the process.
process.exit();
