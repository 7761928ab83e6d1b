import { createReadStream, existsSync } from 'node:fs';
import { PlumblineError } from '../../base/errors.js';
import { KeyLog } from '../../wire/tls/key-log.js';

/** A line of a key log is at most 210 characters. */
const longestLine = 4096;

export interface LoadedKeyLog {
  readonly keyLog: KeyLog;
  /** What is wrong with the files, one sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Reads key logs into one: the files that were given, else the one beside the capture (`session.pcap` has `session.keylog`
 * or `session.pcap.keylog`).
 * @throws PlumblineError PROBES-013 for a given file that cannot be read or holds no secret
 */
export async function loadKeyLog(capture: string, given: readonly string[] | undefined): Promise<LoadedKeyLog> {
  const keyLog = new KeyLog();
  const warnings: string[] = [];
  for (const file of given ?? besides(capture)) {
    const before = keyLog.size;
    const { malformed, dropped } = await readInto(keyLog, file);
    if (given !== undefined && keyLog.size === before && malformed === 0) {
      throw new PlumblineError('PROBES-013', { place: file, detail: 'there is no TLS secret in it' });
    }
    if (malformed > 0) warnings.push(`${file}: ${malformed} key log lines cannot be read and were passed over`);
    if (dropped > 0) warnings.push(`${file}: ${dropped} secrets more than can be held at a time were passed over`);
  }
  return { keyLog, warnings };
}

function besides(capture: string): readonly string[] {
  const candidates = [capture.replace(/(\.pcap|\.pcapng)?(\.gz)?$/i, '.keylog'), `${capture}.keylog`];
  return candidates.filter((file) => file !== capture && existsSync(file));
}

async function readInto(keyLog: KeyLog, file: string): Promise<{ malformed: number; dropped: number }> {
  let malformed = 0;
  let dropped = 0;
  const add = (text: string): void => {
    const taken = keyLog.add(text, 'file');
    malformed += taken.malformed;
    dropped += taken.dropped;
  };
  let rest = '';
  try {
    for await (const chunk of createReadStream(file, { encoding: 'latin1' })) {
      const text = rest + String(chunk);
      const end = text.lastIndexOf('\n') + 1;
      add(text.slice(0, end));
      // A file without line ends is no key log; it must not pile up.
      rest = text.slice(end).slice(0, longestLine);
    }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new PlumblineError('PROBES-013', { place: file, detail, cause: error });
  }
  add(rest);
  return { malformed, dropped };
}
