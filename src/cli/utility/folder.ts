import { resolve } from 'node:path';
import { connectUtility } from '../../peers/utility/control/remote-utility.js';
import { utilitySocketPath } from '../../peers/utility/control/socket-path.js';
import type { UtilitySteering } from '../../peers/utility/utility-control.js';

/** Where a server that was started by hand keeps its control socket and its record. */
export const folderOption = {
  type: 'string',
  requiresArg: true,
  default: 'utility-server',
  describe: 'folder of the server: control socket, requests.jsonl, keys.log',
} as const;

/** Talks to the server of a folder. @throws PEERS-030 none runs there */
export async function withUtility<T>(folder: string, use: (utility: UtilitySteering) => Promise<T>): Promise<T> {
  const utility = await connectUtility(utilitySocketPath(resolve(folder)));
  try {
    return await use(utility);
  } finally {
    await utility.close();
  }
}
