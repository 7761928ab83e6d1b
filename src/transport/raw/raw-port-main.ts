/**
 * A raw Ethernet port as a process of its own: `raw-port-main.js INTERFACE FILTER`. Hexadecimal frames come on standard
 * input and go to standard output, one a line. Ends with its standard input.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PlumblineError } from '../../base/errors.js';
import { openRawEthernet } from './raw-ethernet.js';

const [name = '', filter = ''] = process.argv.slice(2);
try {
  const port = await openRawEthernet({
    interface: name,
    filter,
    skipOwn: true,
    onFrame: (frame) => process.stdout.write(`${Buffer.from(frame).toString('hex')}\n`),
  });
  process.stdout.write(`ready ${addressOf(name)}\n`);
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      port.send(new Uint8Array(Buffer.from(line, 'hex')));
    } catch (error) {
      process.stdout.write(`failed ${error instanceof PlumblineError ? (error.detail ?? '') : String(error)}\n`);
    }
  }
  port.close();
} catch (error) {
  const { code, detail } = error instanceof PlumblineError ? error : { code: 'TRANSPORT-074', detail: String(error) };
  process.stdout.write(`refused ${JSON.stringify({ code, detail })}\n`);
  // At once: the native module crashes when it tidies up a handle that did not open.
  process.exit(3);
}

/** Where the file system of the namespace is not to be seen, an address of our own will do: modems answer to any. */
function addressOf(device: string): string {
  try {
    return readFileSync(join('/sys/class/net', device, 'address'), 'utf8').trim();
  } catch {
    return '02:00:00:00:00:01';
  }
}
