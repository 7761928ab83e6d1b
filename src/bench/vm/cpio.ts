/** A file of an initramfs. */
export interface CpioEntry {
  readonly path: string;
  /** File type and permission bits, as stat(2) has them. */
  readonly mode: number;
  readonly data?: Uint8Array;
}

export const fileMode = { folder: 0o040755, program: 0o100755, file: 0o100644 } as const;

/** An archive in the form that the kernel unpacks (cpio "newc", Documentation/driver-api/early-userspace). */
export function cpioArchive(entries: readonly CpioEntry[]): Buffer {
  const parts: Buffer[] = [];
  [...entries, { path: 'TRAILER!!!', mode: 0 }].forEach((entry: CpioEntry, i) => {
    const name = Buffer.from(`${entry.path}\0`);
    const data = Buffer.from(entry.data ?? []);
    // inode, mode, uid, gid, links, mtime, size, device (2), special device (2), length of the name, checksum.
    const fields = [i + 1, entry.mode, 0, 0, 1, 0, data.length, 0, 0, 0, 0, name.length, 0];
    const head = Buffer.from(`070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`);
    parts.push(padded(Buffer.concat([head, name])), padded(data));
  });
  return Buffer.concat(parts);
}

/** Every part starts at a multiple of four bytes. */
function padded(part: Buffer): Buffer {
  const missing = -part.length & 3;
  return missing === 0 ? part : Buffer.concat([part, Buffer.alloc(missing)]);
}
