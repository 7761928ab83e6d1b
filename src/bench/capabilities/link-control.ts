import type { CapabilityFacts } from './capability-facts.js';

/** Rate of a link of the bench, the same in both directions; each direction has it to itself. */
export interface LinkShape {
  /** kbit/s of whole Ethernet frames, 8..10,000,000; undefined: as fast as the machine. */
  readonly rateKbps: number | undefined;
  /** How long a frame may wait in the queue before the link, ms, 10..10,000; default 500. At least ten full frames fit. */
  readonly queueMs?: number;
}

/** Makes a link as slow as the medium that it stands for. Loss and delay of `loss-control` come on top. */
export interface LinkControl extends CapabilityFacts {
  /** `plc` is the side of the power line (`eth1`), also called `utility`; `mesh` the other. @throws PlumblineError BENCH-013 */
  shape(link: string, shape: LinkShape): Promise<void>;
  /** What is set now, by role; a link that is not shaped is absent. */
  shapes(): Promise<Readonly<Record<string, LinkShape>>>;
  /** Back to what the bench file says. */
  restore(): Promise<void>;
}
