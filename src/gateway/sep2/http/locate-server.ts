import type { Sep2Config } from '../../config/sep2-config.js';
import { parseServerUri, type ServerPlace } from './open-link.js';

/** The server of the configuration, or the one that DNS-SD finds. @throws an error that says what was looked for */
export async function locateServer(config: Sep2Config): Promise<ServerPlace> {
  const place = parseServerUri(config.server ?? '');
  if (place === undefined) throw new Error(`${config.server ?? 'sep2.server'} is no URI`);
  return place;
}
