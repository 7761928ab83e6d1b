import type { DeviceConfig, ProgramConfig, UtilityConfig } from '../../src/peers/utility/utility-config.js';

/** How server and gateway are set up for a group of cases. Two cases of one arrangement share the running processes. */
export interface Arrangement {
  /** For people, and to tell two arrangements apart. */
  readonly name: string;
  /** Configuration of the gateway, as in bench.yaml. */
  readonly gateway: string;
  /** What the server has otherwise than {@link usualServer}. */
  readonly server?: Partial<Omit<UtilityConfig, 'devices'>>;
  /** The gateway's entry in the server's books; `undefined`: it has none and must register in band. Default: registered. */
  readonly device?: Omit<DeviceConfig, 'lfdi'> | 'none';
  /** Name of the server's certificate and key in the PKI of the run; default `utility-server`. */
  readonly certificate?: string;
  /**
   * What shows that the gateway has come: it reads the controls of its programs (default), or nothing is waited for,
   * because the case looks at how it comes.
   */
  readonly ready?: 'controls' | 'none';
}

/** Address and port of the server in the namespace `utility`; suites/gateway.sep2.yaml names the same. */
export const serverAddress = { host: 'fd00:2030:5::2', port: 8443 } as const;

/** PIN with its check digit, as the configurations of the gateway have it. */
export const gatewayPin = 111_115;

/** A good PIN that is not the gateway's. */
export const otherPin = 123_455;

/** Two programs: the one of the service point is the stronger. */
export const usualPrograms: readonly ProgramConfig[] = [
  { name: 'site', primacy: 1 },
  { name: 'feeder', primacy: 2 },
];

/** Everything is announced with this rate, s, so that cases take seconds; PIXIT_SEP2_PollSeconds. */
export function usualRates(seconds: number): NonNullable<UtilityConfig['pollRates']> {
  const resources = [
    'dcap',
    'tm',
    'edev',
    'fsa',
    'derp',
    'der',
    'mup',
    'sub',
    'frq',
    'frp',
    'lel',
    'tp',
    'drp',
  ] as const;
  return Object.fromEntries(resources.map((resource) => [resource, seconds]));
}

/** Registered out of band, found by URI, polled at the rates that the server announces, TLS 1.2 with CCM8, XML. */
export const announced: Arrangement = { name: 'announced', gateway: 'sep2' };

/** As {@link announced}, and the gateway may poll faster than it is told: the arrangement of most cases, which last seconds. */
export const polled: Arrangement = { name: 'polled', gateway: 'sep2-fast' };

/** Poll rate where only a notification can be fast, s. */
export const rarely = 60;

/** As {@link polled}, and the gateway receives notifications; it polls rarely, so that only a notification can be fast. */
export const notified: Arrangement = {
  name: 'notified',
  gateway: 'sep2-notify',
  server: { pollRates: usualRates(rarely) },
};
