import type { SlacLink } from '../../transport/slac/slac-link.js';
import { type Faults, noFaults } from '../faults/faults.js';
import type { SessionCare } from './session-care.js';
import type { SlacStationOptions } from './slac-station-options.js';

/** One part of the charger's side of the matching: its settings, its modem, and the sessions of the vehicles. */
export abstract class StationDesk {
  protected readonly options: SlacStationOptions;
  protected readonly link: SlacLink;
  protected readonly care: SessionCare;

  constructor(options: SlacStationOptions, link: SlacLink, care: SessionCare) {
    this.options = options;
    this.link = link;
    this.care = care;
  }

  protected get faults(): Faults {
    return this.options.faults ?? noFaults;
  }
}
