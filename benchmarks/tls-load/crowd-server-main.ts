// A TLS server for a crowd: the profile of one standard, an answer to the first thing that a client says, and no hurry with
// handshakes. `node crowd-server-main.js PROFILE CHAIN KEY CLIENT-ROOT ANSWER-HEX` prints `ready PORT`; ends when stdin does.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:tls';
import { loadProfiles } from '../../src/probes/tls-load/load-profiles.js';
import { serverContextOptions } from '../../src/transport/tls-context.js';

const [name = '', chain = '', key = '', root = '', answer = ''] = process.argv.slice(2);
const profile = loadProfiles[name]!;
const read = (file: string) => readFileSync(file, 'utf8');
const files = { chain: read(chain), key: read(key), clientRoots: [read(root)] };
const server = createServer(
  {
    ...serverContextOptions({ profile, ...files }, 'benchmark'),
    requestCert: profile.mutual,
    rejectUnauthorized: profile.mutual,
    handshakeTimeout: 300_000,
  },
  (socket) => {
    seen.add(socket.getPeerX509Certificate()?.fingerprint256 ?? 'none');
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(Buffer.from(answer, 'hex')));
  },
);
/** Certificates that were shown. */
const seen = new Set<string>();
server.on('tlsClientError', () => undefined);
server.listen({ host: '127.0.0.1', port: 0, backlog: 2048 }, () => {
  const address = server.address();
  console.log(`ready ${typeof address === 'object' && address !== null ? address.port : 0}`);
});
process.stdin
  .on('end', () => process.exit(0))
  .on('data', () => console.log(`seen ${seen.size} ${Math.round(process.resourceUsage().maxRSS / 1024)}`));
