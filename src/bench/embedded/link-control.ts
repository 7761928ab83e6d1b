import type { LinkControl, LinkShape } from '../capabilities/link-control.js';
import type { EmbeddedLossControl } from './link-damage.js';

/** `plc` is the side of the power line, the link whose device is eth1. */
const roleOf = (link: string) => (link === 'plc' ? 'utility' : link);

/** Driver `embedded-link` of link-control: a token bucket in each direction of the link, in the namespace `wire`. */
export class EmbeddedLinkControl implements LinkControl {
  readonly driver = 'embedded-link';
  readonly description = 'tbf in the namespace wire, both directions';
  readonly #links: EmbeddedLossControl;
  readonly #configured: Readonly<Record<string, LinkShape>>;

  /** `configured` is what bench.yaml says, by link. */
  constructor(links: EmbeddedLossControl, configured: Readonly<Record<string, LinkShape>>) {
    this.#links = links;
    this.#configured = configured;
  }

  shape(link: string, shape: LinkShape): Promise<void> {
    return this.#links.shape(roleOf(link), shape);
  }

  async shapes(): Promise<Readonly<Record<string, LinkShape>>> {
    return Object.fromEntries(this.#links.shapes);
  }

  async restore(): Promise<void> {
    const configured = new Map(Object.entries(this.#configured).map(([link, shape]) => [roleOf(link), shape]));
    for (const role of new Set([...this.#links.shapes.keys(), ...configured.keys()])) {
      await this.#links.shape(role, configured.get(role) ?? { rateKbps: undefined });
    }
  }
}
