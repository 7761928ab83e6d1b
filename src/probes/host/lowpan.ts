import type { Measured } from '../measured.js';
import { parseLowpanInterfaces } from '../mesh-link/iwpan-interfaces.js';
import type { LowpanInterface } from '../mesh-link/observations.js';
import { type Inspect, json, objects, output } from './host-text.js';

/** PAN id of a radio that belongs to no PAN (IEEE 802.15.4, 8.4.3.1). */
const noPan = 0xffff;

/** The IEEE 802.15.4 side of a node. */
export interface LowpanFacts {
  readonly radios: readonly LowpanInterface[];
  /** 6LoWPAN interfaces by name, and whether each is up. */
  readonly adapters: Readonly<Record<string, boolean>>;
  /** Why the radios could not be listed. */
  readonly missing?: string;
  readonly findings: readonly string[];
}

/** Asks `iwpan dev` for the radios and `ip` for the 6LoWPAN interfaces on them. */
export async function lowpanFacts(run: Inspect): Promise<LowpanFacts> {
  const listed = await output(run, ['iwpan', 'dev']);
  const links = await json(run, ['ip', '-j', 'link', 'show', 'type', 'lowpan']);
  const adapters = Object.fromEntries(
    objects(links.value).flatMap((link): [string, boolean][] => {
      const { ifname, flags } = link;
      return typeof ifname === 'string' ? [[ifname, Array.isArray(flags) && flags.includes('UP')]] : [];
    }),
  );
  const found = links.why === undefined ? [] : [links.why];
  if (listed.kind === 'missing') return { radios: [], adapters, missing: listed.why, findings: found };
  const { value: radios, findings } = parseLowpanInterfaces(listed.text, 'iwpan dev');
  return { radios, adapters, findings: [...found, ...findings.map(({ text, why }) => `iwpan: "${text}" ${why}`)] };
}

/** `ieee802154-radio`: a radio is there and belongs to a PAN, and a 6LoWPAN interface is up. */
export function lowpanMeasurement(
  { radios, adapters, missing, findings }: LowpanFacts,
  {
    node,
    evidence,
    takenAt,
  }: { readonly node: string; readonly evidence: readonly string[]; readonly takenAt: string },
): Measured {
  const joined = radios.filter(({ panId }) => panId !== undefined && panId !== noPan);
  const up = Object.entries(adapters).filter(([, isUp]) => isUp);
  const caveats = [
    ...(radios.length === 0 ? ['iwpan lists no IEEE 802.15.4 interface'] : []),
    ...(radios.length > 0 && joined.length === 0 ? ['no radio belongs to a PAN (pan_id 0xffff)'] : []),
    ...(up.length === 0 ? ['no lowpan interface is up'] : []),
    ...findings,
  ];
  return {
    id: 'ieee802154-radio',
    unit: 'bool',
    value: missing === undefined ? joined.length > 0 && up.length > 0 : undefined,
    ...(missing === undefined ? {} : { unavailable: missing }),
    method: 'iwpan dev, ip -j link show type lowpan',
    labels: {
      node,
      radios: radios.map(({ name }) => name).join(', ') || 'none',
      lowpan: up.map(([name]) => name).join(', ') || 'none up',
    },
    caveats,
    evidence,
    takenAt,
  };
}
