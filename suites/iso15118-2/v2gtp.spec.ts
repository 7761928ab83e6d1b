import type { V2gtpFaults } from '../../src/wire/v2gtp.js';
import { outcomeText } from './evcc.js';
import { evccCase } from './evcc-case.js';
import { isUnanswered } from './unanswered.js';

evccCase(
  'TC_SECC_CMN_VTB_V2GTPSessionSetup_001',
  {
    title: 'SessionSetupRes in a correct V2GTP frame',
    purpose: 'The SECC answers a correctly framed SessionSetupReq in a correct frame with payload type 0x8001.',
  },
  async (evcc) => {
    await evcc.given('app-protocol-agreed');
    evcc.when('When it sends SessionSetupReq in a frame 0x01 0xFE 0x8001');
    const exchange = await evcc.request('SessionSetupReq');
    await evcc.expectAnswer(exchange, { code: 'OK_NewSessionEstablished', sessionId: 'any' });
    const frame = exchange.answer?.frame ?? new Uint8Array();
    const header = Buffer.from(frame.subarray(0, 4)).toString('hex');
    evcc.run.observe(header === '01fe8001', {
      text: 'the frame begins with version, inverse version and payload type',
      expected: '01fe8001',
      observed: header,
      ...evcc.at(exchange),
    });
  },
);

const faults: readonly (readonly [id: string, what: string, frame: V2gtpFaults, payloadType?: number])[] = [
  ['TC_SECC_CMN_VTB_V2GTPSessionSetup_002', 'payload length 0', { length: 0 }],
  ['TC_SECC_CMN_VTB_V2GTPSessionSetup_003', 'payload type 0x7001', {}, 0x7001],
  ['TC_SECC_CMN_VTB_V2GTPSessionSetup_004', 'protocol version 0xFF', { version: 0xff }],
  ['TC_SECC_CMN_VTB_V2GTPSessionSetup_005', 'inverse protocol version 0xFF', { inverseVersion: 0xff }],
];

for (const [id, what, frame, payloadType] of faults) {
  evccCase(
    id,
    {
      title: `SessionSetupReq in a frame with ${what}`,
      purpose: `The SECC does not process a message whose V2GTP header is right except for ${what}; it may stay silent or end the connection.`,
      likelyCauses: ['the SECC reads the payload without looking at the header'],
    },
    async (evcc) => {
      await evcc.given('app-protocol-agreed');
      evcc.when(`When it sends SessionSetupReq in a frame with ${what}`);
      const exchange = await evcc.request('SessionSetupReq', {
        frame,
        ...(payloadType === undefined ? {} : { payloadType }),
      });
      if (exchange.outcome === 'not-sent') {
        evcc.run.inconclusive('the faulty frame could not be sent', outcomeText(exchange));
        return;
      }
      // The published list accepts silence and a closed connection alike; half a frame and bytes that are none are neither.
      evcc.run.observe(isUnanswered(exchange), {
        text: 'the SECC does not answer within V2G_EVCC_Msg_Timeout',
        expected: 'silence or the end of the connection',
        observed: outcomeText(exchange),
        ...evcc.at(exchange),
      });
      if (isUnanswered(exchange)) await evcc.controlBySession();
    },
  );
}
