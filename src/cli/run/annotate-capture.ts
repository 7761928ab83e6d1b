import { createReadStream, existsSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { readCaptureFile } from '../../probes/capture/read-capture-file.js';
import { type CaptureItem, tlsKeyLogSecrets } from '../../wire/pcap/capture-item.js';
import { PcapngWriter } from '../../wire/pcap/pcapng-writer.js';

/** A remark at the first packet at or after a moment. */
export interface TimedComment {
  /** Nanoseconds since 1970. */
  readonly atNs: bigint;
  readonly text: string;
}

export interface CaptureAnnotation {
  /** Name and description of the interface. */
  readonly name: string;
  readonly description: string;
  /** Who made the file: harness and capture tool. */
  readonly application: string;
  /** Remarks on the whole file. */
  readonly remarks: readonly string[];
  /** In the order of time. */
  readonly comments: readonly TimedComment[];
  /** NSS key log to be embedded; undefined or not there: none. */
  readonly keyLog: string | undefined;
  /** Packets that the capture lost, where that is known. */
  readonly lost: number | undefined;
}

export interface AnnotatedCapture {
  readonly packets: number;
  readonly secrets: boolean;
  /** Comments that no packet came after. */
  readonly left: number;
  /** What was wrong with the capture as it was recorded. */
  readonly findings: readonly string[];
}

/** A block above this is not read by some tools; a key log goes into as many blocks as it takes. */
const secretsBlockBytes = 1 << 20;

/**
 * Rewrites a capture as pcapng with its interface's name, the TLS secrets that open it, and comments at the packets where
 * something begins. Piece by piece: its memory does not grow with the capture. The target appears when it is whole.
 * @throws PlumblineError PROBES-001 or PROBES-002 for a source that cannot be read; the errors of the file system
 */
export async function annotateCapture(
  source: string,
  target: string,
  annotation: CaptureAnnotation,
): Promise<AnnotatedCapture> {
  const part = `${target}.part`;
  // As private as the key log that goes into it.
  const file = await open(part, 'w', annotation.keyLog === undefined ? 0o644 : 0o600);
  try {
    const done = await copy(source, file, annotation).finally(() => file.close());
    await rename(part, target);
    return done;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function copy(source: string, file: FileHandle, annotation: CaptureAnnotation): Promise<AnnotatedCapture> {
  const writer = new PcapngWriter();
  const findings: string[] = [];
  const comments = [...annotation.comments];
  let packets = 0;
  let lastNs = 0n;
  let secrets = false;
  /** Undefined until the source has said its link type. */
  let linkType: number | undefined;
  const due = (timestampNs: bigint): string[] => {
    let count = 0;
    while (count < comments.length && comments[count]!.atNs <= timestampNs) count++;
    return comments.splice(0, count).map(({ text }) => text);
  };
  const blocks = (item: CaptureItem): Uint8Array[] => {
    if (item.kind === 'finding') findings.push(`${item.rule}: ${item.detail}`);
    if (item.kind !== 'packet') return [];
    packets++;
    const { data, originalLength } = item;
    lastNs = item.timestampNs ?? lastNs;
    return [writer.packet({ timestampNs: lastNs, data, originalLength, comments: due(lastNs) })];
  };
  for await (const items of readCaptureFile(source)) {
    for (const item of items) {
      if (item.kind !== 'interface' || linkType !== undefined) continue;
      linkType = item.linkType;
      const { application, remarks, name, description } = annotation;
      await file.appendFile(writer.sectionHeader({ application, comments: remarks }));
      await file.appendFile(writer.interfaceBlock({ linkType, name, description, snapLength: item.snapLength }));
      secrets = await embed(annotation.keyLog, writer, file);
    }
    const bytes = Buffer.concat(items.flatMap(blocks));
    if (bytes.length > 0) await file.appendFile(bytes);
  }
  const { lost } = annotation;
  if (linkType !== undefined) {
    const counted = { received: packets + (lost ?? 0), ...(lost === undefined ? {} : { osDropped: lost }) };
    await file.appendFile(writer.statistics({ timestampNs: lastNs, ...counted }));
  }
  return { packets, secrets, left: comments.length, findings };
}

/** Whole lines of the key log in decryption-secrets blocks; they stand before the packets that they open. */
async function embed(keyLog: string | undefined, writer: PcapngWriter, file: FileHandle): Promise<boolean> {
  if (keyLog === undefined || !existsSync(keyLog)) return false;
  let rest = Buffer.alloc(0);
  let any = false;
  const block = async (lines: Uint8Array): Promise<void> => {
    if (lines.length === 0) return;
    any = true;
    await file.appendFile(writer.secrets(tlsKeyLogSecrets, lines));
  };
  for await (const chunk of createReadStream(keyLog, { highWaterMark: secretsBlockBytes })) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    const end = bytes.lastIndexOf(0x0a) + 1;
    await block(bytes.subarray(0, end));
    rest = bytes.subarray(end);
  }
  await block(rest);
  return any;
}
