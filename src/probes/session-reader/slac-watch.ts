import { type Mme, mmeField } from '../../wire/homeplug/mme.js';
import { formatMac } from '../../wire/net/addresses.js';
import type { LinkLayer } from '../../wire/net/link-layer.js';
import type { PacketOrigin } from '../../wire/net/tcp-half.js';
import { formatDuration } from './format-time.js';
import type { MmeEvent, SessionFinding } from './session-event.js';

/** Steps of SLAC in their order (ISO 15118-3:2015, A.9). */
const steps = [
  'CM_SLAC_PARM.REQ',
  'CM_SLAC_PARM.CNF',
  'CM_START_ATTEN_CHAR.IND',
  'CM_MNBC_SOUND.IND',
  'CM_ATTEN_CHAR.IND',
  'CM_ATTEN_CHAR.RSP',
  'CM_SLAC_MATCH.REQ',
  'CM_SLAC_MATCH.CNF',
] as const;

type Step = (typeof steps)[number];

interface Attempt {
  readonly vehicle: string;
  readonly runId: string;
  readonly first: PacketOrigin;
  last: PacketOrigin;
  readonly counts: Map<Step, number>;
  /** Stations that answered CM_SLAC_PARM.REQ or sent CM_ATTEN_CHAR.IND. */
  readonly stations: Set<string>;
  /** Mean attenuation by station, dB. */
  readonly attenuation: Map<string, number>;
  nid: string | undefined;
  /** Another RunID that the charger answered with. */
  strangeRunId: string | undefined;
}

const maxAttempts = 256;

/** Follows the matching of vehicles to chargers by the run identifiers of the management messages. */
export class SlacWatch {
  readonly #attempts = new Map<string, Attempt>();
  readonly #latest = new Map<string, Attempt>();
  #forgotten = 0;

  add(link: LinkLayer, mme: Mme, packet: PacketOrigin): MmeEvent {
    const source = link.source === undefined ? 'unknown' : formatMac(link.source);
    const destination = link.destination === undefined ? 'unknown' : formatMac(link.destination);
    const step = steps.find((candidate) => candidate === mme.label);
    const runId = mmeField(mme, 'RunID');
    const isStep = step !== undefined && typeof runId === 'string';
    const findings = isStep ? this.#note(step, runId, source, destination, mme, packet) : [];
    return { kind: 'mme', packet, source, destination, mme, findings: [...mme.violations.map(toFinding), ...findings] };
  }

  /** One or two sentences about each vehicle's matching, in the order of the capture. */
  account(): string[] {
    const byVehicle = new Map<string, Attempt[]>();
    for (const attempt of this.#attempts.values()) {
      byVehicle.set(attempt.vehicle, [...(byVehicle.get(attempt.vehicle) ?? []), attempt]);
    }
    const earlier =
      this.#forgotten === 0
        ? []
        : [`SLAC: ${this.#forgotten} earlier matchings are not told here: the last ${maxAttempts} are.`];
    return [...earlier, ...[...byVehicle.entries()].flatMap(([vehicle, attempts]) => accountOf(vehicle, attempts))];
  }

  #makeRoom(): void {
    const [oldest] = this.#attempts;
    if (this.#attempts.size < maxAttempts || oldest === undefined) return;
    const [runId, attempt] = oldest;
    this.#attempts.delete(runId);
    if (this.#latest.get(attempt.vehicle) === attempt) this.#latest.delete(attempt.vehicle);
    this.#forgotten++;
  }

  #note(
    step: Step,
    runId: string,
    source: string,
    destination: string,
    mme: Mme,
    packet: PacketOrigin,
  ): SessionFinding[] {
    const fromStation = step.endsWith('.CNF') || step === 'CM_ATTEN_CHAR.IND';
    const vehicle = fromStation ? destination : source;
    const findings: SessionFinding[] = [];
    let attempt = this.#attempts.get(runId);
    const asked = this.#latest.get(vehicle);
    if (attempt === undefined && fromStation && asked !== undefined) {
      // ISO 15118-3, A.9.1.3.2: all messages of a matching process carry the RunID that the vehicle chose.
      const detail = `RunID ${runId} is not the ${asked.runId} that the vehicle chose`;
      findings.push({ rule: 'slac-run-id', detail });
      asked.strangeRunId = runId;
      attempt = asked;
    }
    if (attempt === undefined) {
      this.#makeRoom();
      attempt = newAttempt(vehicle, runId, packet);
      this.#attempts.set(runId, attempt);
    }
    if (!fromStation) this.#latest.set(vehicle, attempt);
    attempt.last = packet;
    attempt.counts.set(step, (attempt.counts.get(step) ?? 0) + 1);
    if (fromStation) attempt.stations.add(source);
    const groups = mmeField(mme, 'Attenuation');
    if (step === 'CM_ATTEN_CHAR.IND' && Array.isArray(groups) && groups.length > 0) {
      attempt.attenuation.set(source, groups.reduce((sum, value) => sum + value, 0) / groups.length);
    }
    const nid = mmeField(mme, 'Nid');
    if (step === 'CM_SLAC_MATCH.CNF' && typeof nid === 'string') attempt.nid = nid;
    return findings;
  }
}

function newAttempt(vehicle: string, runId: string, packet: PacketOrigin): Attempt {
  return {
    vehicle,
    runId,
    first: packet,
    last: packet,
    counts: new Map(),
    stations: new Set(),
    attenuation: new Map(),
    nid: undefined,
    strangeRunId: undefined,
  };
}

function toFinding(violation: { readonly rule: string; readonly detail: string }): SessionFinding {
  return { rule: violation.rule, detail: violation.detail };
}

function accountOf(vehicle: string, attempts: readonly Attempt[]): string[] {
  const matched = attempts.filter((attempt) => attempt.counts.has('CM_SLAC_MATCH.CNF'));
  const lines = matched.map((attempt) => {
    const took = formatDuration(attempt.last.timestampNs - attempt.first.timestampNs);
    const nid = attempt.nid === undefined ? '' : `, network ${attempt.nid}`;
    const heard = [...attempt.attenuation].map(([station, mean]) => `${station} at ${mean.toFixed(1)} dB`).join(', ');
    const attenuation = heard === '' ? '' : `; attenuation heard: ${heard}`;
    return `SLAC: vehicle ${vehicle} was matched in ${took}${nid}${attenuation}.`;
  });
  const failed = attempts.filter((attempt) => !attempt.counts.has('CM_SLAC_MATCH.CNF'));
  for (const [reason, count] of counted(failed.map(whyNot))) {
    const times = count === 1 ? 'once' : `${count} times`;
    lines.push(`SLAC: vehicle ${vehicle} tried to match ${times} without success: ${reason}.`);
  }
  return lines;
}

/** Where an attempt stopped, and who had the next word. */
function whyNot(attempt: Attempt): string {
  const reached = (step: Step): boolean => attempt.counts.has(step);
  const asked = attempt.counts.get('CM_SLAC_PARM.REQ') ?? 0;
  if (reached('CM_SLAC_MATCH.REQ')) return 'it sent CM_SLAC_MATCH.REQ and no charger confirmed';
  if (reached('CM_ATTEN_CHAR.RSP')) return 'it had the attenuation and sent no CM_SLAC_MATCH.REQ: it chose no charger';
  if (reached('CM_ATTEN_CHAR.IND')) {
    const heard = [...attempt.attenuation.values()].map((mean) => `${mean.toFixed(1)} dB`).join(', ');
    return `the charger reported the attenuation (${heard}) and the vehicle did not answer with CM_ATTEN_CHAR.RSP`;
  }
  if (reached('CM_MNBC_SOUND.IND')) return 'it sounded and no charger reported the attenuation (CM_ATTEN_CHAR.IND)';
  if (reached('CM_START_ATTEN_CHAR.IND'))
    return 'it announced the sounding (CM_START_ATTEN_CHAR.IND) and did not sound';
  if (attempt.strangeRunId !== undefined && !reached('CM_START_ATTEN_CHAR.IND')) {
    return `the charger answered CM_SLAC_PARM.REQ with another RunID (${attempt.strangeRunId}) than the vehicle's, and the vehicle did not go on to CM_START_ATTEN_CHAR.IND`;
  }
  if (reached('CM_SLAC_PARM.CNF')) {
    const again = asked > 1 ? ` but asked again, ${asked} times in all,` : '';
    return `the charger answered CM_SLAC_PARM.REQ; the vehicle${again} did not go on to CM_START_ATTEN_CHAR.IND, so it did not get or did not accept the answer`;
  }
  return `no charger answered its CM_SLAC_PARM.REQ (sent ${asked} ${asked === 1 ? 'time' : 'times'})`;
}

function counted(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
