import type { ModemSettings } from './modem-settings.js';

const headerBytes = 96;
const blockBytes = 1024;
const imageTypeParameters = 0x0f;
const none = 0xffffffff;

/**
 * Start of the parameter chain that a modem keeps in its flash: image header and the block with the identity of the device
 * (addresses, keys, names), as `plctool -I` reads it. Layouts: nvm.h and pib.h of Qualcomm's open tools.
 */
export function parameterChain(settings: ModemSettings): Uint8Array {
  const block = parameterBlock(settings);
  const header = new DataView(new ArrayBuffer(headerBytes));
  header.setUint16(0, 1, true);
  header.setUint16(2, 1, true);
  header.setUint32(16, block.length, true);
  header.setUint32(20, inverseSum(block), true);
  header.setUint32(28, none, true);
  header.setUint32(32, none, true);
  header.setUint32(36, imageTypeParameters, true);
  header.setUint32(92, inverseSum(new Uint8Array(header.buffer)), true);
  return Uint8Array.from([...new Uint8Array(header.buffer), ...block]);
}

function parameterBlock({ mac, nmk, nid, firmware }: ModemSettings): Uint8Array {
  const block = new Uint8Array(blockBytes);
  const put = (at: number, bytes: Uint8Array) => block.set(bytes, at);
  // Firmware 6, layout 8: what a QCA7000 of 2014 has.
  put(0, Uint8Array.from([6, 8]));
  put(12, Buffer.from(mac.replaceAll(':', ''), 'hex'));
  put(36, Buffer.from(firmware.slice(0, 63)));
  put(100, Buffer.from(nmk, 'hex'));
  put(116, Buffer.from('plumbline'));
  put(180, Buffer.from('simulated power line'));
  put(248, Buffer.from(nid, 'hex'));
  return block;
}

/** Complement of the exclusive or of all 32-bit words: together with it the words give all ones. */
function inverseSum(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let sum = 0;
  for (let at = 0; at + 4 <= bytes.length; at += 4) sum ^= view.getUint32(at, true);
  return ~sum >>> 0;
}
