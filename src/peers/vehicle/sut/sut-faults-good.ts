import type { VehicleFault } from './vehicle-fault.js';

const list = 'published EVCC list: ';

/** Faults of a vehicle that pays externally, seen while a correct SECC does nothing wrong: schedules, renegotiation, pause and wake-up. */
export const goodSessionFaults = {
  'ev-ignores-prices': {
    behaviour: 'takes the first schedule when it should take the one with the lowest price level',
    source: `${list}PowerDelivery, optimized charging profile`,
  },
  'ev-takes-last-schedule': {
    behaviour: 'takes the last of the offered schedules when it should take the default one',
    source: `${list}PowerDelivery, default SAScheduleTuple`,
  },
  'ev-changes-schedule': {
    behaviour: 'takes another schedule after a renegotiation when it should keep its own',
    source: `${list}PowerDelivery, the same SAScheduleTupleID as before renegotiation`,
  },
  'ev-names-no-phases': {
    behaviour: 'leaves MaxNumberOfPhasesInUse out of its profile',
    source: `${list}PowerDelivery, MaxNumberOfPhasesInUse`,
  },
  'ev-never-renegotiates': {
    behaviour: 'charges on where it should renegotiate by itself',
    source: `${list}ChargingLoop, renegotiation of the EVCC`,
  },
  'ev-renegotiates-without-parameters': {
    behaviour: 'starts power delivery after a renegotiation without ChargeParameterDiscoveryReq',
    source: `${list}ChargeParameterDiscovery after a renegotiation`,
  },
  'ev-names-departure': {
    behaviour: 'sends DepartureTime though it has said that it does not',
    source: `${list}ChargeParameterDiscovery, DepartureTime`,
  },
  'ev-forgets-departure': {
    behaviour: 'leaves DepartureTime out when it takes a paused session up again',
    source: `${list}ChargeParameterDiscovery after a pause, DepartureTime`,
  },
  'ev-never-pauses': {
    behaviour: 'ends its session where it should pause it',
    source: `${list}SessionStop, ChargingSession Pause`,
  },
  'ev-charges-through-zero-power': {
    behaviour: 'charges on while its schedule allows 0 W',
    source: `${list}PMaxSchedule with 0 W`,
  },
  'ev-comes-back-early': {
    behaviour: 'wakes up in the middle of the time for which its schedule allows 0 W',
    source: `${list}wake-up after par_SECC_Pmax0W`,
  },
  'ev-sleeps-in-state-c': {
    behaviour: 'goes to state C for a moment while it sleeps',
    source: `${list}pause, CP state B within the entire sleep mode`,
  },
  'ev-no-wake-up-toggle': {
    behaviour: 'comes back from a pause without a B-C-B toggle',
    source: `${list}pause, wake-up by the EVCC`,
  },
  'ev-sleeps-through-wake-up': {
    behaviour: 'does not wake up when the charger turns its oscillator on',
    source: `${list}pause, wake-up by the SECC`,
  },
  'ev-forgets-paused-session': {
    behaviour: 'opens a new session when it comes back from a pause',
    source: 'V2G2-748: SessionSetupReq with the SessionID of the paused session',
  },
  'ev-changes-payment-after-pause': {
    behaviour: 'selects another payment option when it takes a paused session up again',
    source: 'V2G2-744: the parameters of the paused session',
  },
  'ev-changes-energy-mode-after-pause': {
    behaviour: 'asks for another energy transfer mode when it takes a paused session up again',
    source: 'V2G2-744: the parameters of the paused session',
  },
  'ev-keeps-discovery-count': {
    behaviour: 'counts its SECC Discovery Requests on after a pause, in place of anew',
    source: 'V2G2-160: 50 requests',
  },
  'ev-endless-discovery-after-pause': {
    behaviour: 'never stops asking for an SECC after a pause',
    source: 'V2G2-160: 50 requests',
  },
  'ev-one-welding-detection': {
    behaviour: 'takes 100 V at the outlet for no voltage after WeldingDetectionReq',
    source: 'V2G2-620: WeldingDetectionReq again while there is voltage',
  },
  'ev-deaf-at-nominal-duty': {
    behaviour: 'gives up its session when the duty cycle is no longer 5 %',
    source: 'V2G2-828: nominal duty cycle with external payment',
  },
  'ev-answers-discovery': {
    behaviour: 'answers SECC Discovery Requests as if it were an SECC',
    source: 'V2G2-145: only an SECC answers',
  },
  'ev-tires': {
    behaviour: 'stops a charge by itself after 1 s',
    source: `${list}Reliability`,
  },
} as const satisfies Readonly<Record<string, VehicleFault>>;
