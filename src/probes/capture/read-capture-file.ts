import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { PlumblineError } from '../../base/errors.js';
import type { CaptureItem } from '../../wire/pcap/capture-item.js';
import { CaptureReader } from '../../wire/pcap/capture-reader.js';

const chunkBytes = 1 << 18;

/**
 * Reads a pcap or pcapng file, gzip-compressed or not, piece by piece: the items of one chunk at a time, so that memory
 * does not grow with the file. What is wrong inside the file comes out as `finding` items.
 * @throws PlumblineError PROBES-001 where the file cannot be read, PROBES-002 where it is no capture
 */
export async function* readCaptureFile(file: string): AsyncGenerator<readonly CaptureItem[], void, undefined> {
  const reader = new CaptureReader();
  let bytesRead = 0;
  try {
    for await (const chunk of await openMaybeCompressed(file)) {
      bytesRead += chunk.length;
      const items = reader.push(chunk);
      refuseStrangers(file, items);
      yield items;
      if (reader.dead) return;
    }
  } catch (error) {
    if (error instanceof PlumblineError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    // A gzip stream that breaks off still gave what came before.
    if (bytesRead === 0) throw new PlumblineError('PROBES-001', { place: file, detail, cause: error });
    yield [{ kind: 'finding', offset: bytesRead, rule: 'capture-read', detail, fatal: true }];
    return;
  }
  const rest = reader.end();
  refuseStrangers(file, rest);
  yield rest;
}

function refuseStrangers(file: string, items: readonly CaptureItem[]): void {
  for (const item of items) {
    if (item.kind === 'finding' && item.fatal && item.offset === 0) {
      throw new PlumblineError('PROBES-002', { place: file, detail: item.detail });
    }
  }
}

/** The bytes of the file, unpacked where they start with the two bytes of gzip. */
async function openMaybeCompressed(file: string): Promise<AsyncIterable<Uint8Array>> {
  const first = await firstBytes(file);
  const raw = createReadStream(file, { highWaterMark: chunkBytes });
  if (first[0] !== 0x1f || first[1] !== 0x8b) return raw as AsyncIterable<Uint8Array>;
  const unpacked = createGunzip({ chunkSize: chunkBytes });
  raw.on('error', (error) => unpacked.destroy(error));
  return raw.pipe(unpacked) as AsyncIterable<Uint8Array>;
}

async function firstBytes(file: string): Promise<Uint8Array> {
  for await (const chunk of createReadStream(file, { start: 0, end: 1 }) as AsyncIterable<Uint8Array>) return chunk;
  return new Uint8Array(0);
}
