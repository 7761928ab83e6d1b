/** A subscription of a device. */
export interface Subscription {
  readonly id: number;
  readonly device: Device;
  readonly subscribedResource: string;
  readonly notificationURI: string;
  readonly encoding: 'xml' | 'exi';
  readonly level: string;
  readonly limit: number;
}

/** What a device stored at the server, in the codec's form. */
export interface Stored {
  readonly id: number;
  value: Readonly<Record<string, unknown>>;
  readonly atS: number;
}

/** An EndDevice. */
export interface Device {
  readonly id: number;
  /** Forty upper-case hexadecimal digits. */
  readonly lfdi: string;
  readonly sfdi: string;
  /** LFDI of the certificate that speaks for it: its own, or an aggregator's. */
  readonly managedBy: string;
  readonly registeredS: number;
  changedS: number;
  pin: number | undefined;
  /** Names or mRIDs; undefined: all. */
  programs: readonly string[] | undefined;
  readonly ders: number;
  connectionPoint: string | undefined;
  /** By path below the device: `der/1/dercap`, `di`. */
  readonly puts: Map<string, Stored>;
  logEvents: Stored[];
  subscriptions: Subscription[];
  reservationRequests: Stored[];
}
