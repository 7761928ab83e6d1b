// The machine's limit: node:https with the same TLS, answering every request with the same octets.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { mergeProfiles } from '../../src/transport/sep2/sep2-profiles.js';
import { serverContextOptions } from '../../src/transport/tls-context.js';

const [chain = '', key = '', root = '', bytes = '300'] = process.argv.slice(2);
const read = (file: string) => readFileSync(file, 'utf8');
const tls = serverContextOptions(
  {
    profile: mergeProfiles(['sep2-tls12-ccm8', 'sep2-tls13']),
    chain: read(chain),
    key: read(key),
    clientRoots: [read(root)],
  },
  'bare server',
);
const body = Buffer.alloc(Number(bytes), 0x20);
const server = createServer(
  { ...tls, requestCert: true, rejectUnauthorized: true, noDelay: true },
  (request, response) => {
    request.resume();
    response.writeHead(200, { 'Content-Type': 'application/sep+xml', 'Content-Length': body.length });
    response.end(body);
  },
);
server.listen(0, '::1', () =>
  console.log(JSON.stringify({ event: 'ready', port: (server.address() as AddressInfo).port })),
);
process.on('SIGTERM', () => process.exit(0));
