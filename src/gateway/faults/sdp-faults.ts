import { type GatewayFault, seccFault } from './gateway-fault.js';

const where = 'src/gateway/faults/faulty-sdp.ts';

/** Faults of SECC discovery. */
export const sdpFaults = {
  'sdp-wrong-port': seccFault('announces the TCP port beside its own', 'ISO 15118-2, V2G2-154', where),
  'sdp-low-port': seccFault('announces a port below the dynamic range', 'ISO 15118-2, V2G2-125', where),
  'sdp-global-address': seccFault('announces a global address', 'ISO 15118-2, V2G2-154', where),
  'sdp-wrong-security': seccFault('says the other security than it serves on the port', 'ISO 15118-2, V2G2-625', where),
  'sdp-wrong-transport': seccFault('announces UDP for TCP', 'ISO 15118-2, V2G2-154', where),
  'sdp-wrong-payload-type': seccFault('answers with payload type 0x9000', 'ISO 15118-2, V2G2-153', where),
  'sdp-wrong-inverse-version': seccFault('answers with inverse version 0x01', 'ISO 15118-2, V2G2-086', where),
  'sdp-long-answer': seccFault('answers with four bytes more than there are fields', 'ISO 15118-2, V2G2-152', where),
  'sdp-any-header': seccFault('answers whatever arrives on its port', 'ISO 15118-2, V2G2-800', where),
  'sdp-answers-once': seccFault('answers the first request after its start only', 'ISO 15118-2, V2G2-147', where),
  'sdp-ends-on-malformed': seccFault(
    'answers no request any more once a datagram was no correct one',
    'ISO 15118-2, V2G2-800',
    where,
    ['loop-shutdown'],
  ),
} as const satisfies Readonly<Record<string, GatewayFault>>;
