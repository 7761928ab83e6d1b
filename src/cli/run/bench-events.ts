import type { Bench } from '../../bench/bench.js';
import { links } from '../../bench/embedded/topology.js';
import type { NetworkLink, NetworkNode } from '../../record/event-facts.js';
import type { NewEvent } from '../../record/events.js';

/** What the bench file and the bench say about item, site and instruments, as events of the record. */
export function benchEvents(bench: Bench): readonly NewEvent[] {
  return [itemEvent(bench), siteEvent(bench), ...instrumentEvents(bench)];
}

function itemEvent(bench: Bench): NewEvent {
  const { manufacturer, model, serial, hardware, firmware } = bench.facts.item;
  return {
    type: 'item',
    name: [manufacturer, model].filter(Boolean).join(' ') || 'item under test',
    roles: ['SECC'],
    protocols: ['ISO 15118-2:2013'],
    ...(manufacturer === undefined ? {} : { make: manufacturer }),
    ...(model === undefined ? {} : { model }),
    ...(serial === undefined ? {} : { serial }),
    ...(hardware === undefined ? {} : { hardware }),
    ...(firmware === undefined ? {} : { firmware }),
  };
}

const labels: Readonly<Record<string, readonly [label: string, role: string]>> = {
  station: ['gateway', 'SECC'],
  vehicle: ['vehicle (harness)', 'EVCC'],
  utility: ['head-end (harness)', 'utility server'],
  plant: ['inverter and meter', 'plant'],
};

function siteEvent(bench: Bench): NewEvent {
  const { name, address } = bench.facts.site;
  const base = { type: 'site', name: name ?? 'not named', ...(address === undefined ? {} : { address }) } as const;
  if (bench.facts.driver !== 'embedded') return base;
  const nodes: NetworkNode[] = Object.entries(labels).map(([id, [label, role]]) => ({
    id,
    label,
    role,
    underTest: id === 'station',
  }));
  const kinds = { mesh: 'mesh', utility: 'plc', inverter: 'modbus', meter: 'modbus' } as const;
  const drawn: NetworkLink[] = links.map(({ role, station, other, damageable }, index) => ({
    from: station.namespace,
    to: other.namespace,
    label: station.device,
    kind: kinds[role],
    ...(damageable || role === 'meter' ? { measuringPoint: index + 1 } : {}),
  }));
  return { ...base, nodes, links: drawn, mesh: { stack: 'veth pair that stands in for the mesh' } };
}

function instrumentEvents(bench: Bench): readonly NewEvent[] {
  return bench.facts.instruments
    .filter(({ instrument }) => instrument !== undefined)
    .map(({ capability, instrument, driver, uncertainty, unit, samplingSeconds, calibrationDue }) => ({
      type: 'instrument' as const,
      id: capability,
      name: instrument ?? driver,
      ...(calibrationDue === undefined ? {} : { calibrationDue }),
      ...(uncertainty === undefined
        ? {}
        : {
            uncertainty: `${uncertainty.absolute} ${unit ?? ''} + ${(uncertainty.relative * 100).toFixed(2)} % of the reading (k=2)${
              samplingSeconds === undefined ? '' : `, a value every ${samplingSeconds} s`
            }`,
          }),
    }));
}
