import { endpointText } from '../../probes/session-reader/endpoint-text.js';
import type { SdpEvent } from '../../probes/session-reader/session-event.js';
import type { Mme } from '../../wire/homeplug/mme.js';
import { printable } from './printable.js';

/** The fields of a management message that matter to a reader; empty for messages without a known layout. */
export function mmeText(mme: Mme): string {
  const parts = mme.fields
    .filter(({ name }) => !hidden.has(name))
    .map(({ name, value, unit }) => {
      if (Array.isArray(value)) return attenuationText(value);
      return `${name} ${printable(String(value)) || '""'}${unit === undefined ? '' : ` ${unit}`}`;
    });
  return parts.join(', ');
}

/** Constant, or of use to the modem only. */
const hidden = new Set([
  'ApplicationType',
  'SecurityType',
  'MSoundTarget',
  'ResponseType',
  'MVFLength',
  'Pid',
  'Prn',
  'Pmn',
]);

function attenuationText(groups: readonly number[]): string {
  if (groups.length === 0) return 'no attenuation groups';
  const mean = groups.reduce((sum, value) => sum + value, 0) / groups.length;
  return `attenuation ${mean.toFixed(1)} dB mean of ${groups.length} groups (${Math.min(...groups)} to ${Math.max(...groups)})`;
}

export function sdpText(event: SdpEvent): string {
  if (event.request !== undefined) return `asks for ${securityWord(event.request.security)}`;
  if (event.response !== undefined) {
    const { address, port, security } = event.response;
    return `SECC at ${endpointText(address, port)}, ${securityWord(security)}`;
  }
  return 'cannot be read';
}

function securityWord(code: string | number): string {
  if (code === 'tls') return 'TLS';
  return code === 'none' ? 'no security' : `security code 0x${Number(code).toString(16)}`;
}
