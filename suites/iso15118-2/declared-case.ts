import type { VehicleOptions } from '../../src/peers/vehicle/vehicle-options.js';
import { declareCase } from '../engine/plumbline-test.js';
import { Evcc } from './evcc.js';
import { type CaseWords, definitionOf, vehicleSide } from './published-cases.js';
import { departureSeconds, type OfferWishes, wishesOf } from './schedule-offer.js';

/** Charging mode of a published case by its id; undefined for one of either. */
export function modeOf(id: string): 'AC' | 'DC' | undefined {
  return id.includes('_AC_') ? 'AC' : id.includes('_DC_') ? 'DC' : undefined;
}

/** The options that make a vehicle name its departure, where it shall. */
export function departing({ departs }: OfferWishes): Partial<VehicleOptions> {
  return departs ? { car: { departureSeconds } } : {};
}

/** Declares a published case whose vehicle is what its own PICS say; what the station is like the project declares. */
export function declaredCase(
  id: string,
  words: CaseWords,
  body: (evcc: Evcc, wishes: OfferWishes) => Promise<void>,
): void {
  const brings = vehicleSide(id);
  declareCase({ ...definitionOf(id, words), brings }, async ({ harness, run }) => {
    const wishes = wishesOf({ ...harness.pics, ...brings });
    const evcc = new Evcc(harness, run, departing(wishes));
    try {
      await body(evcc, wishes);
    } finally {
      await evcc.leave();
    }
  });
}
