import type { SeccEvent, SeccEventOf } from '../../src/peers/station/secc-event.js';
import { declareCase } from '../engine/plumbline-test.js';
import { declareDiscovery, declareDiscoveryAgain, discovery, firstDiscovery } from './discovery-cases.js';
import { evccDefinition } from './evcc-case.js';
import { securities } from './good-case.js';
import { goodCases } from './good-cases.js';
import { ownGoodCases } from './good-cases-own.js';
import { discoveryAgain } from './good-cases-pause.js';
import { declareGoodCase } from './good-run.js';
import { goodSession } from './good-session.js';
import { plain } from './good-sessions.js';
import { recordEarlierEvent } from './secc-record.js';

for (const one of [...goodCases, ...ownGoodCases]) declareGoodCase(one);

declareCase(
  evccDefinition('CMN V2GTPSDP_001', discovery('the V2GTP header of the SECC Discovery Request is correct')),
  async ({ harness, run }) => {
    run.step('preamble', 'Given a vehicle that is plugged in');
    const { events } = await goodSession(harness, plain);
    run.step('test', 'When it looks for an SECC');
    for (const event of events) if (event.event.startsWith('sdp')) recordEarlierEvent(run, event);
    const wrong = events.find(isMalformed);
    // Requests that break a rule are told as such, and nothing else: without any request nothing was looked at.
    if (wrong === undefined && firstDiscovery(run, events) === undefined) return;
    run.observe(wrong === undefined, {
      text: 'the request breaks no rule: version 0x01, inverse 0xFE, payload type 0x9000, payload length 2',
      expected: 'no rule broken',
      observed: wrong === undefined ? 'no rule broken' : wrong.violations.join('; '),
    });
  },
);

for (const [id, title, security] of [
  ['CMN SDP_001', 'SECC Discovery Request without TLS', 'none_'],
  ['CMN SDP_002', 'SECC Discovery Request with TLS', 'tls'],
  ['CMN SDP_003', 'TransportProtocol of the SECC Discovery Request', 'unknown'],
] as const) {
  declareDiscovery(id, title, security, plain, securities[security]);
}

function isMalformed(event: SeccEvent): event is SeccEventOf<'sdp-malformed'> {
  return event.event === 'sdp-malformed';
}

for (const one of discoveryAgain) declareDiscoveryAgain(one);
