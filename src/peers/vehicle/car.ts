/** A vehicle as the charger sees it. Volts, amperes, watts, watt-hours, percent, seconds. */
export interface CarOptions {
  readonly capacityWh?: number;
  /** State of charge at the start, 0 to 100. */
  readonly socPercent?: number;
  /** Charging is complete here, 0 to 100. */
  readonly fullSocPercent?: number;
  /** Bulk charging is complete here, 0 to 100. */
  readonly bulkSocPercent?: number;
  /** Until departure, s; undefined leaves DepartureTime out. */
  readonly departureSeconds?: number;
  /** Energy asked for, Wh; default what is missing to full. */
  readonly energyRequestWh?: number;
  readonly ac?: { readonly maxVoltage?: number; readonly maxCurrent?: number; readonly minCurrent?: number };
  readonly dc?: {
    readonly maxVoltage?: number;
    readonly maxCurrent?: number;
    readonly maxPower?: number;
    /** Current that the battery wants, before limits. */
    readonly targetCurrent?: number;
    /** The current rises by at most this much a loop, A. */
    readonly currentStep?: number;
    /** Pack voltage when empty and when full. */
    readonly emptyVoltage?: number;
    readonly fullVoltage?: number;
  };
  /** How much faster than real time the battery fills; 1 is real. */
  readonly speed?: number;
}

const secondsAnHour = 3600;

/** The electrical model of the car: a battery with a voltage that follows its charge, and limits. */
export class Car {
  readonly capacityWh: number;
  readonly fullSocPercent: number;
  readonly bulkSocPercent: number;
  readonly departureSeconds: number | undefined;
  readonly ac: { readonly maxVoltage: number; readonly maxCurrent: number; readonly minCurrent: number };
  readonly dc: {
    readonly maxVoltage: number;
    readonly maxCurrent: number;
    readonly maxPower: number;
    readonly targetCurrent: number;
    readonly currentStep: number;
    readonly emptyVoltage: number;
    readonly fullVoltage: number;
  };
  readonly #speed: number;
  readonly #energyRequestWh: number | undefined;
  #energyWh: number;
  #target = 0;

  constructor(options: CarOptions = {}) {
    this.capacityWh = options.capacityWh ?? 60_000;
    this.fullSocPercent = options.fullSocPercent ?? 100;
    this.bulkSocPercent = options.bulkSocPercent ?? 80;
    this.departureSeconds = options.departureSeconds;
    this.#energyRequestWh = options.energyRequestWh;
    this.ac = { maxVoltage: 400, maxCurrent: 32, minCurrent: 6, ...options.ac };
    this.dc = {
      maxVoltage: 450,
      maxCurrent: 200,
      maxPower: 80_000,
      targetCurrent: 100,
      currentStep: 25,
      emptyVoltage: 330,
      fullVoltage: 400,
      ...options.dc,
    };
    this.#speed = options.speed ?? 1;
    this.#energyWh = (this.capacityWh * (options.socPercent ?? 40)) / 100;
  }

  /** 0 to 100, not rounded. */
  get soc(): number {
    return (100 * this.#energyWh) / this.capacityWh;
  }

  /** Voltage of the battery now, V. */
  get packVoltage(): number {
    return this.dc.emptyVoltage + ((this.dc.fullVoltage - this.dc.emptyVoltage) * this.soc) / 100;
  }

  get full(): boolean {
    return this.soc >= this.fullSocPercent;
  }

  get bulkComplete(): boolean {
    return this.soc >= this.bulkSocPercent;
  }

  /** Energy asked for, Wh, at least 0. */
  get energyRequestWh(): number {
    return this.#energyRequestWh ?? Math.max(0, (this.capacityWh * this.fullSocPercent) / 100 - this.#energyWh);
  }

  /**
   * DC: the current for the next CurrentDemandReq, A: what the battery wants, not above the limits of car and charger, rising
   * in steps.
   */
  nextTargetCurrent(chargerMaxCurrent: number | undefined, chargerMaxPower: number | undefined): number {
    const power = Math.min(this.dc.maxPower, chargerMaxPower ?? Number.POSITIVE_INFINITY);
    const limit = Math.min(
      this.dc.targetCurrent,
      this.dc.maxCurrent,
      chargerMaxCurrent ?? Number.POSITIVE_INFINITY,
      power / this.packVoltage,
    );
    this.#target = Math.max(0, Math.min(limit, this.#target + this.dc.currentStep));
    return this.#target;
  }

  /** Charging has stopped: the next ramp begins at 0. */
  stop(): void {
    this.#target = 0;
  }

  /** Takes `watts` in for `seconds`. */
  charge(watts: number, seconds: number): void {
    const gained = (watts * seconds * this.#speed) / secondsAnHour;
    this.#energyWh = Math.min(this.capacityWh, Math.max(0, this.#energyWh + gained));
  }
}
