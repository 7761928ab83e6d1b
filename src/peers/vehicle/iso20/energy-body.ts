import type { ExiObject } from '../../../wire/exi/notation/values.js';
import { numberAt } from '../read-value.js';
import type { VehicleView } from '../vehicle-protocol.js';
import { rational, rationalAt } from './rational.js';

const defaultDischargeW = 10_000;
/** Phases and voltage of the AC inlet. */
const acPhases = 3;
const acVolts = 230;
const unlimited = Number.POSITIVE_INFINITY;

/** Energy that is wanted, could be taken and must be there, Wh. */
export function energyNeeds({ car }: VehicleView): ExiObject {
  return {
    EVTargetEnergyRequest: rational(car.energyRequestWh),
    EVMaximumEnergyRequest: rational(Math.max(0, car.capacityWh * (1 - car.soc / 100))),
    EVMinimumEnergyRequest: rational(0),
  };
}

/** DC_CPDReqEnergyTransferMode or its BPT form, as the service chosen wants it. */
export function dcParameters(view: VehicleView): ExiObject {
  const { car, facts } = view;
  const charge: ExiObject = {
    EVMaximumChargePower: rational(car.dc.maxPower),
    EVMinimumChargePower: rational(0),
    EVMaximumChargeCurrent: rational(car.dc.maxCurrent),
    EVMinimumChargeCurrent: rational(0),
    EVMaximumVoltage: rational(car.dc.maxVoltage),
    EVMinimumVoltage: rational(car.dc.emptyVoltage),
    TargetSOC: Math.round(car.fullSocPercent),
  };
  if (facts.iso20.service?.bidirectional !== true) return { DC_CPDReqEnergyTransferMode: charge };
  return {
    BPT_DC_CPDReqEnergyTransferMode: {
      ...charge,
      ...dischargePower(view),
      EVMaximumDischargeCurrent: rational(dischargeAmperes(view)),
      EVMinimumDischargeCurrent: rational(0),
    },
  };
}

/** AC_CPDReqEnergyTransferMode or its BPT form; powers are those of all phases together. */
export function acParameters(view: VehicleView): ExiObject {
  const charge = {
    EVMaximumChargePower: rational(acPhases * acVolts * view.car.ac.maxCurrent),
    EVMinimumChargePower: rational(0),
  };
  if (view.facts.iso20.service?.bidirectional !== true) return { AC_CPDReqEnergyTransferMode: charge };
  return { BPT_AC_CPDReqEnergyTransferMode: { ...charge, ...dischargePower(view) } };
}

/** DC_ChargeLoopReq in the control mode chosen; below 0 the current flows out of the battery. */
export function dcLoop(view: VehicleView): ExiObject {
  const { car, facts } = view;
  const { bidirectional = false, controlMode = 'scheduled' } = facts.iso20.service ?? {};
  const limits = {
    EVMaximumChargePower: rational(car.dc.maxPower),
    EVMinimumChargePower: rational(0),
    EVMaximumChargeCurrent: rational(car.dc.maxCurrent),
    EVMaximumVoltage: rational(car.dc.maxVoltage),
    EVMinimumVoltage: rational(car.dc.emptyVoltage),
  };
  const discharge = bidirectional
    ? { ...dischargePower(view), EVMaximumDischargeCurrent: rational(dischargeAmperes(view)) }
    : {};
  const prefix = bidirectional ? 'BPT_' : '';
  const mode: ExiObject =
    controlMode === 'dynamic'
      ? { [`${prefix}Dynamic_DC_CLReqControlMode`]: { ...energyNeeds(view), ...limits, ...discharge } }
      : {
          [`${prefix}Scheduled_DC_CLReqControlMode`]: {
            ...energyNeeds(view),
            EVTargetCurrent: rational(targetAmperes(view, bidirectional)),
            EVTargetVoltage: rational(targetVolts(view)),
            ...limits,
            ...discharge,
          },
        };
  return { ...display(view), EVPresentVoltage: rational(car.packVoltage), ...mode };
}

/** AC_ChargeLoopReq in the control mode chosen. */
export function acLoop(view: VehicleView): ExiObject {
  const { facts, car } = view;
  const { bidirectional = false, controlMode = 'scheduled' } = facts.iso20.service ?? {};
  const prefix = bidirectional ? 'BPT_' : '';
  const presentW = Math.min(facts.evseMaxPower ?? 0, profileW(view), acPhases * acVolts * car.ac.maxCurrent);
  const limits = {
    EVMaximumChargePower: rational(acPhases * acVolts * car.ac.maxCurrent),
    EVMinimumChargePower: rational(0),
    EVPresentActivePower: rational(presentW),
  };
  const discharge = bidirectional ? dischargePower(view) : {};
  const mode: ExiObject =
    controlMode === 'dynamic'
      ? {
          [`${prefix}Dynamic_AC_CLReqControlMode`]: {
            ...energyNeeds(view),
            ...limits,
            EVPresentReactivePower: rational(0),
            ...discharge,
          },
        }
      : { [`${prefix}Scheduled_AC_CLReqControlMode`]: { ...energyNeeds(view), ...limits, ...discharge } };
  return { ...display(view), ...mode };
}

function display({ car, options }: VehicleView): ExiObject {
  const PresentSOC = Math.min(100, Math.round(car.soc));
  return {
    DisplayParameters: { PresentSOC, ChargingComplete: car.full },
    MeterInfoRequested: options.iso20?.meterInfo ?? false,
  };
}

/** What the vehicle's own profile allows: the entry of the schedule that holds now, W. It follows what it has said. */
function profileW({ facts, wallSeconds }: VehicleView): number {
  const { schedule } = facts.iso20;
  if (schedule === undefined || facts.iso20.service?.controlMode === 'dynamic') return unlimited;
  let from = Number(schedule.anchor);
  for (const slot of schedule.entries) {
    const until = from + (numberAt(slot, 'Duration') ?? 0);
    const phases = [rationalAt(slot, 'Power_L2') ?? 0, rationalAt(slot, 'Power_L3') ?? 0];
    if (wallSeconds < until) return phases.reduce((sum, watts) => sum + watts, rationalAt(slot, 'Power') ?? unlimited);
    from = until;
  }
  return unlimited;
}

function dischargePower({ options }: VehicleView): ExiObject {
  return {
    EVMaximumDischargePower: rational(options.iso20?.maxDischargePower ?? defaultDischargeW),
    EVMinimumDischargePower: rational(0),
  };
}

function dischargeAmperes({ car, options }: VehicleView): number {
  const watts = options.iso20?.maxDischargePower ?? defaultDischargeW;
  return Math.min(car.dc.maxCurrent, watts / car.packVoltage);
}

function targetAmperes(view: VehicleView, bidirectional: boolean): number {
  const { car, facts, options } = view;
  const out = options.iso20?.dischargeCurrent ?? 0;
  if (bidirectional && out > 0) {
    return -Math.min(out, dischargeAmperes(view), facts.iso20.maxDischargeCurrent ?? Number.POSITIVE_INFINITY);
  }
  return car.nextTargetCurrent(facts.evseMaxCurrent, Math.min(facts.evseMaxPower ?? unlimited, profileW(view)));
}

/** A little above the battery while it charges, not above what either side allows. */
function targetVolts(view: VehicleView): number {
  const { car, facts, options } = view;
  const above = (options.iso20?.dischargeCurrent ?? 0) > 0 ? 0 : 10;
  return Math.min(car.packVoltage + above, car.dc.maxVoltage, facts.evseMaxVoltage ?? Number.POSITIVE_INFINITY);
}
