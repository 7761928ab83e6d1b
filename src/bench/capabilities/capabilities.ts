import type { GatewayProcess } from './gateway-process.js';
import type { HostShell } from './host-shell.js';
import type { InverterControl } from './inverter-control.js';
import type { InverterPower } from './inverter-power.js';
import type { LinkControl } from './link-control.js';
import type { LossControl } from './loss-control.js';
import type { MeshControl } from './mesh-control.js';
import type { Multimeter } from './multimeter.js';
import type { MultimeterControl } from './multimeter-control.js';
import type { Operator } from './operator.js';
import type { PilotLineAccess } from './pilot-line-access.js';
import type { PowerLineAccess } from './power-line-access.js';
import type { ProxyAccess } from './proxy-access.js';
import type { VehicleUnderTest } from './vehicle-under-test.js';

/**
 * An interface is a capability, a driver is how. Suites and probes ask the bench for a capability by its name and never
 * learn which driver provides it; a person who is asked is a driver too. Every capability by its name in bench.yaml.
 */
export interface Capabilities {
  readonly 'inverter-power': InverterPower;
  readonly 'inverter-control': InverterControl;
  readonly 'loss-control': LossControl;
  readonly 'mesh-control': MeshControl;
  readonly 'link-control': LinkControl;
  readonly multimeter: Multimeter;
  readonly 'multimeter-control': MultimeterControl;
  readonly 'power-line-control': PowerLineAccess;
  readonly 'pilot-line': PilotLineAccess;
  readonly proxy: ProxyAccess;
  readonly 'host-shell': HostShell;
  readonly gateway: GatewayProcess;
  readonly vehicle: VehicleUnderTest;
  readonly operator: Operator;
}
export type CapabilityName = keyof Capabilities;
