import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import { PlumblineError } from '../base/errors.js';
import type { TlsClientOptions, TlsServerOptions } from './tls-options.js';
import type { TlsProfile } from './tls-profiles.js';

/** @throws TRANSPORT-005 chain, key or roots cannot be used */
export function clientContext(options: TlsClientOptions, place: string): SecureContext {
  if (options.profile.mutual && (options.chain === undefined || options.key === undefined)) {
    const detail = `${options.profile.name} is mutual: the client needs a chain and a key`;
    throw new PlumblineError('TRANSPORT-005', { place, detail });
  }
  return context(
    {
      ...profileOptions(options.profile),
      ca: [...options.roots],
      ...(options.chain === undefined ? {} : { cert: options.chain }),
      ...(options.key === undefined ? {} : { key: options.key }),
    },
    place,
  );
}

/** Options for a TLS server of the profile. @throws TRANSPORT-005 chain, key or roots cannot be used */
export function serverContextOptions(options: TlsServerOptions, place: string): SecureContextOptions {
  const all: SecureContextOptions = {
    ...profileOptions(options.profile),
    cert: options.second === undefined ? options.chain : [options.chain, options.second.chain],
    key: options.second === undefined ? options.key : [options.key, options.second.key],
    honorCipherOrder: options.followsClient !== true,
    ...(options.clientRoots === undefined ? {} : { ca: [...options.clientRoots] }),
  };
  // A server that lets everyone in names no root and needs none.
  if (options.profile.mutual && options.admitsUntrusted !== true && (options.clientRoots ?? []).length === 0) {
    const detail = `${options.profile.name} is mutual: the server needs the roots that clients may come from`;
    throw new PlumblineError('TRANSPORT-005', { place, detail });
  }
  context(all, place);
  return all;
}

function profileOptions(profile: TlsProfile): SecureContextOptions {
  return {
    minVersion: profile.minVersion,
    maxVersion: profile.maxVersion,
    ciphers: profile.ciphers.join(':'),
    ecdhCurve: profile.groups.join(':'),
    sigalgs: profile.signatures.join(':'),
  };
}

function context(options: SecureContextOptions, place: string): SecureContext {
  try {
    return createSecureContext(options);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new PlumblineError('TRANSPORT-005', { place, detail, cause: error });
  }
}
