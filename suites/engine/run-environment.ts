import { PlumblineError } from '../../src/base/errors.js';

/** What `plumbline run` tells its workers: paths, each in an environment variable of its own. */
export interface RunEnvironment {
  /** Unix socket of the recorder. */
  readonly recorder: string;
  /** State file of the bench that is up. */
  readonly bench: string;
  /** Spec table, YAML. */
  readonly specTable: string;
  /** PICS and PIXIT of the SUT, as one JSON object. */
  readonly pics: string;
  /** Folder for evidence files. */
  readonly evidence: string;
  /** Folder of certificates and keys. */
  readonly pki: string;
  /** Key log of the run's TLS sessions. */
  readonly keylog: string;
  /** Faults that the utility server is started with, comma between them; empty for none. */
  readonly serverFaults: string;
  /** Faults that the vehicle under test is plugged in with, comma between them; empty for none. */
  readonly vehicleFaults: string;
  /** `yes`: a case ends at its first failed observation. */
  readonly stopAtFailure: string;
  /** Profile that judges disputed duties; empty for strict. */
  readonly profile: string;
}

/** Names of the environment variables. */
export const runVariables: Readonly<Record<keyof RunEnvironment, string>> = {
  recorder: 'PLUMBLINE_RECORDER',
  bench: 'PLUMBLINE_BENCH',
  specTable: 'PLUMBLINE_SPEC_TABLE',
  pics: 'PLUMBLINE_PICS',
  evidence: 'PLUMBLINE_EVIDENCE',
  pki: 'PLUMBLINE_PKI',
  keylog: 'PLUMBLINE_KEYLOG',
  serverFaults: 'PLUMBLINE_SERVER_FAULTS',
  vehicleFaults: 'PLUMBLINE_VEHICLE_FAULTS',
  stopAtFailure: 'PLUMBLINE_STOP_AT_FAILURE',
  profile: 'PLUMBLINE_PROFILE',
};

/** Reads the variables. @throws PlumblineError SUITES-001 naming the first one that is missing */
export function runEnvironment(environment: NodeJS.ProcessEnv): RunEnvironment {
  const read = (key: keyof RunEnvironment): string => {
    const value = environment[runVariables[key]];
    if (value === undefined || value === '') throw new PlumblineError('SUITES-001', { place: runVariables[key] });
    return value;
  };
  return {
    recorder: read('recorder'),
    bench: read('bench'),
    specTable: read('specTable'),
    pics: read('pics'),
    evidence: read('evidence'),
    pki: read('pki'),
    keylog: read('keylog'),
    serverFaults: environment[runVariables.serverFaults] ?? '',
    vehicleFaults: environment[runVariables.vehicleFaults] ?? '',
    stopAtFailure: environment[runVariables.stopAtFailure] ?? '',
    profile: environment[runVariables.profile] ?? '',
  };
}

/** The variables for a worker's environment. */
export function runEnvironmentVariables(values: RunEnvironment): Record<string, string> {
  return Object.fromEntries(
    (Object.keys(runVariables) as (keyof RunEnvironment)[]).map((key) => [runVariables[key], values[key]]),
  );
}
