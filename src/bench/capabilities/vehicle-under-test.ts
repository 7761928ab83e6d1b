import type { CapabilityFacts } from './capability-facts.js';

/** What a vehicle under test is plugged in for. */
export interface VehiclePlan {
  readonly energy: 'ac' | 'dc';
  /** How it is to end its session. Default Terminate. */
  readonly ends?: 'Terminate' | 'Pause';
  /** Charge loops after which it is to stop by itself; undefined: it charges until it is told to stop. */
  readonly loops?: number;
  /** Faults to seed into our own vehicle; a real one has its own. */
  readonly faults?: readonly string[];
}

/** A vehicle as the item under test. */
export interface VehicleUnderTest extends CapabilityFacts {
  /** Plugs it in, unplugged before; resolves when it is. @throws PlumblineError BENCH-018 when it cannot be done */
  plug(plan: VehiclePlan): Promise<void>;
  /** Unplugs it; does nothing when it is not plugged in. */
  unplug(): Promise<void>;
  close(): Promise<void>;
}
