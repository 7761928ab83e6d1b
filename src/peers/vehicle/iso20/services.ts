import type { ExiObject, ExiValue } from '../../../wire/exi/notation/values.js';
import { listAt, numberAt, textAt } from '../read-value.js';
import type { ChosenService } from '../session-facts.js';
import type { VehicleView } from '../vehicle-protocol.js';

/** ServiceIDs of the energy transfer services (ISO 15118-20:2022, table 204; MCS: amendment 1). */
const serviceIds = { AC: 1, DC: 2, AC_BPT: 5, DC_BPT: 6, MCS: 8, MCS_BPT: 9 } as const;
const bidirectionalIds: ReadonlySet<number> = new Set([5, 6, 9]);

/** The service that the vehicle asks about: the one wanted, or the first that is offered (V2G20-1216). */
export function wantedServiceId({ options, facts }: VehicleView): number {
  const name = facts.iso20.wanted?.service ?? options.iso20?.service ?? (options.energy === 'ac' ? 'AC' : 'DC');
  const wanted = serviceIds[name];
  const offered = facts.iso20.energyServices ?? [];
  return offered.includes(wanted) ? wanted : (offered[0] ?? wanted);
}

/** The parameter set with the control mode and the mobility needs mode wanted, as near as the SECC has one. */
export function chooseSet(view: VehicleView, detail: ExiObject): ChosenService | undefined {
  const id = numberAt(detail, 'ServiceID');
  if (id === undefined || view.facts.iso20.energyServices?.includes(id) !== true) return undefined;
  const { controlMode, mobilityNeeds: needs = 1 } = { ...view.options.iso20, ...view.facts.iso20.wanted };
  const wanted = controlMode ?? 'scheduled';
  const sets = listAt(detail, 'ServiceParameterList', 'ParameterSet').map((set) => ({
    parameterSetId: numberAt(set, 'ParameterSetID'),
    controlMode: parameter(set, 'ControlMode') === 2 ? 'dynamic' : 'scheduled',
    mobilityNeeds: parameter(set, 'MobilityNeedsMode') ?? 1,
  }));
  const mine = sets.filter(({ controlMode }) => controlMode === wanted);
  const chosen = mine.find(({ mobilityNeeds }) => mobilityNeeds === needs) ?? mine[0] ?? sets[0];
  if (chosen?.parameterSetId === undefined) return undefined;
  return {
    id,
    parameterSetId: chosen.parameterSetId,
    controlMode: chosen.controlMode === 'dynamic' ? 'dynamic' : 'scheduled',
    bidirectional: bidirectionalIds.has(id),
  };
}

/** Value added services that are wanted and offered. */
export function wantedVas({ options, facts }: VehicleView): readonly number[] {
  return (options.iso20?.vas ?? []).filter((id) => facts.iso20.vas?.includes(id) === true);
}

/** The next of them about which ServiceDetail has not been asked. */
export function nextVas(view: VehicleView): number | undefined {
  return wantedVas(view).find((id) => view.facts.iso20.vasSets?.[id] === undefined);
}

function parameter(set: ExiValue, name: string): number | undefined {
  return numberAt(
    listAt(set, 'Parameter').find((entry) => textAt(entry, 'Name') === name),
    'intValue',
  );
}
