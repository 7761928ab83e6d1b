import { type ErrorCode, PlumblineError } from '../../base/errors.js';
import {
  openRawEthernet as open,
  type RawEthernetOptions,
  type RawEthernetPort,
} from '../../transport/raw/raw-ethernet.js';

export type { RawEthernetPort };

const codes: Readonly<Record<string, ErrorCode>> = {
  'TRANSPORT-070': 'PROBES-009',
  'TRANSPORT-071': 'PROBES-005',
  'TRANSPORT-072': 'PROBES-011',
  'TRANSPORT-073': 'PROBES-007',
  'TRANSPORT-074': 'PROBES-012',
};

/**
 * The raw port of the transport with the error codes of the injector.
 * @throws PlumblineError PROBES-009 package missing, -005 no such interface, -007 bad filter, -011 no right
 */
export async function openRawEthernet(options: RawEthernetOptions): Promise<RawEthernetPort> {
  const port = await translated(() => open(options));
  return { send: (frame) => void translatedSync(() => port.send(frame)), close: () => port.close() };
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translate(error);
  }
}

function translatedSync(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw translate(error);
  }
}

function translate(error: unknown): unknown {
  const code = error instanceof PlumblineError ? codes[error.code] : undefined;
  if (!(error instanceof PlumblineError) || code === undefined) return error;
  const { place, detail } = error;
  return new PlumblineError(code, {
    ...(place === undefined ? {} : { place }),
    ...(detail === undefined ? {} : { detail }),
    cause: error,
  });
}
