import { PlumblineError } from '../../base/errors.js';
import type { LinkDamage, LinkDirection, LossControl } from '../capabilities/loss-control.js';
import type { VmMeshControl } from './vm-mesh-control.js';

const sender: Readonly<Record<LinkDirection, string>> = { 'to-station': 'vehicle', 'from-station': 'station' };

/** Driver `vm-netem`: damage to everything that one end sends over the air, management of the mesh included. */
export class VmLossControl implements LossControl {
  readonly driver = 'vm-netem';
  readonly description = 'netem on the radios of the mesh VM';
  readonly can = { burst: false, delay: true, rate: true };
  readonly #mesh: VmMeshControl;

  constructor(mesh: VmMeshControl) {
    this.#mesh = mesh;
  }

  async set(role: string, direction: LinkDirection, damage: LinkDamage): Promise<void> {
    onlyMesh(role);
    await this.#mesh.damage(sender[direction], damage);
  }

  dropped(role: string, direction: LinkDirection): Promise<number> {
    onlyMesh(role);
    return this.#mesh.dropped(sender[direction]);
  }

  async clear(): Promise<void> {
    for (const node of Object.values(sender)) await this.#mesh.repair(node);
  }
}

function onlyMesh(role: string): void {
  if (role !== 'mesh') throw new PlumblineError('BENCH-013', { place: role, detail: 'the mesh VM has no such link' });
}
