import type { Sep2Value } from '../../../messages/sep2/codec.js';
import { linkOf, numberOf } from '../read-value.js';

/** Links of DeviceCapability that the client follows. */
export interface Capability {
  readonly time: string | undefined;
  readonly endDevices: string | undefined;
  readonly mirrorUsagePoints: string | undefined;
  /** Programs without FunctionSetAssignments (IEEE 2030.5 FunctionSetAssignmentsBase). */
  readonly programs: string | undefined;
  readonly tariffs: string | undefined;
}

/** The EndDevice of this gateway at the server. */
export interface SelfDevice {
  readonly href: string;
  readonly registration: string | undefined;
  readonly assignments: string | undefined;
  readonly ders: string | undefined;
  readonly logEvents: string | undefined;
  readonly subscriptions: string | undefined;
  readonly flowRequests: string | undefined;
  readonly flowResponses: string | undefined;
  readonly connectionPoint: string | undefined;
  /** s; undefined: not announced. */
  readonly postRateS: number | undefined;
}

/** Where FunctionSetAssignments lead. */
export interface Assignments {
  readonly programs: readonly string[];
  readonly tariffs: readonly string[];
}

export function readCapability(value: Sep2Value): Capability {
  return {
    time: linkOf(value['TimeLink']),
    endDevices: linkOf(value['EndDeviceListLink']),
    mirrorUsagePoints: linkOf(value['MirrorUsagePointListLink']),
    programs: linkOf(value['DERProgramListLink']),
    tariffs: linkOf(value['TariffProfileListLink']),
  };
}

export function readSelf(value: Sep2Value, href: string): SelfDevice {
  return {
    href,
    registration: linkOf(value['RegistrationLink']),
    assignments: linkOf(value['FunctionSetAssignmentsListLink']),
    ders: linkOf(value['DERListLink']),
    logEvents: linkOf(value['LogEventListLink']),
    subscriptions: linkOf(value['SubscriptionListLink']),
    flowRequests: linkOf(value['FlowReservationRequestListLink']),
    flowResponses: linkOf(value['FlowReservationResponseListLink']),
    connectionPoint: linkOf(value['ConnectionPointLink']),
    postRateS: numberOf(value['postRate']),
  };
}

export function readAssignments(entries: readonly Sep2Value[], capability: Capability): Assignments {
  const links = (name: string) => entries.flatMap((entry) => linkOf(entry[name]) ?? []);
  const own = { programs: links('DERProgramListLink'), tariffs: links('TariffProfileListLink') };
  const or = (assigned: readonly string[], general: string | undefined) =>
    assigned.length > 0 || general === undefined ? [...new Set(assigned)] : [general];
  return { programs: or(own.programs, capability.programs), tariffs: or(own.tariffs, capability.tariffs) };
}
