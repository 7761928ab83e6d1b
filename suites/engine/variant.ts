/** What a Playwright project sets: which form of the SUT is under test and how the harness talks to it. */
export interface Variant {
  /** Charging mode under test (`PICS_CMN_CMN_ChargingMode`); `none` for suites that open no charging session. */
  readonly mode: 'AC' | 'DC' | 'none';
  /** What the vehicle offers in the protocol handshake; ISO 15118-2 where it is absent. */
  readonly protocol?: 'iso2' | 'iso20' | 'din';
  /** What the vehicle asks for in SDP: plain TCP or TLS. */
  readonly security: 'none' | 'tls';
  /** PICS and PIXIT values that this variant adds to the file of the SUT. */
  readonly pics: Readonly<Record<string, string | number | boolean>>;
  /** Name of the gateway configuration that the bench starts for this project, as in bench.yaml; absent: the cases start it. */
  readonly gateway?: string;
}
