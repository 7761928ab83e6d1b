import { discoverSecc } from '../../src/transport/sdp-client.js';
import { encodeSdpRequest } from '../../src/wire/sdp.js';
import { encodeV2gtp, payloadTypes, type V2gtpFaults } from '../../src/wire/v2gtp.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';
import {
  askWell,
  expectAnnouncement,
  meshOf,
  recordOutcome,
  requireSent,
  sdpCase,
  sdpPace,
  unansweredTimes,
} from './sdp-discovery.js';

sdpCase(
  'TC_SECC_CMN_VTB_V2GTPSDP_001',
  {
    title: 'SECC Discovery Response in a correct V2GTP frame',
    purpose:
      'The SECC answers a correct SECC Discovery Request with a frame of payload type 0x9001 and 20 bytes of payload.',
    likelyCauses: [
      'no SDP server is running on the interface',
      'the firewall drops UDP 15118',
      'the SECC has not joined ff02::1 on this interface',
    ],
    nextStep: 'see whether UDP 15118 is open on the mesh interface and the gateway has joined ff02::1',
  },
  async (harness, run) => {
    const outcome = await askWell(harness, run);
    const [answer] = outcome.answers;
    run.require(answer !== undefined, {
      text: 'the SECC answers the SECC Discovery Request',
      expected: `an answer to one of ${sdpPace(run).attempts} requests`,
      observed: answer === undefined ? 'silence' : `an answer from ${answer.from.address}`,
    });
    for (const violation of answer?.violations ?? []) {
      run.observe(false, { text: 'the answer is a correct SECC Discovery Response', observed: violation });
    }
    run.observe(answer?.raw.length === 28, {
      text: 'the answer has a header of 8 and a payload of 20 bytes',
      expected: '28 bytes',
      observed: `${answer?.raw.length} bytes`,
    });
    run.observe(answer?.value !== undefined, { text: 'address, port, security and transport can be read' });
  },
);

for (const [id, name] of [
  ['TC_SECC_CMN_VTB_SDP_001', 'no TLS'],
  ['TC_SECC_CMN_VTB_SDP_002', 'TLS'],
] as const) {
  sdpCase(
    id,
    {
      title: `SECC discovery with security ${name}`,
      purpose: `The SECC announces a TCP port of the dynamic range on a link-local address, with the security that the vehicle asked for (${name}).`,
    },
    async (harness, run) => {
      const outcome = await askWell(harness, run);
      expectAnnouncement(harness, run, outcome);
    },
  );
}

/** Whether the SECC answers a correct request now. */
async function answersWell(harness: Harness, run: CaseRun): Promise<boolean> {
  const outcome = await discoverSecc({
    interface: meshOf(harness),
    security: harness.variant.security,
    ...sdpPace(run),
  });
  recordOutcome(run, outcome);
  return outcome.answers.length > 0;
}

/** One fault of the V2GTP header each, all else right (the port of the list spoils the length as well: note of the catalogue). */
const headerFaults: readonly (readonly [id: string, what: string, payloadType: number, faults: V2gtpFaults])[] = [
  ['TC_SECC_CMN_VTB_V2GTPSDP_002', 'payload length 0', payloadTypes.sdpRequest, { length: 0 }],
  ['TC_SECC_CMN_VTB_V2GTPSDP_003', 'payload type 0x7000', 0x7000, {}],
  ['TC_SECC_CMN_VTB_V2GTPSDP_004', 'protocol version 0xFF', payloadTypes.sdpRequest, { version: 0xff }],
  ['TC_SECC_CMN_VTB_V2GTPSDP_005', 'inverse protocol version 0xFF', payloadTypes.sdpRequest, { inverseVersion: 0xff }],
];

for (const [id, what, payloadType, faults] of headerFaults) {
  sdpCase(
    id,
    {
      title: `SECC Discovery Request with ${what}`,
      purpose: `The SECC ignores a discovery request whose V2GTP header is right except for ${what}.`,
      likelyCauses: ['the SECC answers whatever arrives on UDP 15118 without reading the header'],
    },
    async (harness, run) => {
      const { security } = harness.variant;
      const rawRequest = encodeV2gtp(payloadType, encodeSdpRequest({ security, transport: 'tcp' }), faults);
      // Silence proves something only where a correct request is answered before and after.
      run.step('preamble', 'Given an SECC that answers a correct request');
      run.require(await answersWell(harness, run), { text: 'the SECC answers a correct request' });
      run.step('test', `When the vehicle sends a request with ${what}, ${unansweredTimes} times`);
      const outcome = await discoverSecc({
        interface: meshOf(harness),
        security,
        ...sdpPace(run),
        attempts: unansweredTimes,
        rawRequest,
      });
      recordOutcome(run, outcome);
      requireSent(run, outcome);
      run.observe(outcome.answers.length === 0, {
        text: 'the SECC does not answer before the SDP timer runs out',
        expected: 'silence',
        observed: `${outcome.answers.length} answers`,
      });
      run.step('postamble', 'Then it still answers a correct request');
      if (!(await answersWell(harness, run)))
        run.inconclusive('a correct request gets no answer afterwards either, so that silence proves nothing');
    },
  );
}
