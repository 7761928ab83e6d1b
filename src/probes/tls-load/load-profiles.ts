import { sep2Profiles } from '../../transport/sep2/sep2-profiles.js';
import { type TlsProfile, tlsProfiles } from '../../transport/tls-profiles.js';

/** Every TLS profile that vehicles and devices can be played with, by name: ISO 15118-2, -20, and IEEE 2030.5. */
export const loadProfiles: Readonly<Record<string, TlsProfile>> = { ...tlsProfiles, ...sep2Profiles };

/** The profile that a plan names, or gives itself; `undefined` for an unknown name. */
export function profileOf(profile: string | TlsProfile): TlsProfile | undefined {
  return typeof profile === 'string' ? loadProfiles[profile] : profile;
}
