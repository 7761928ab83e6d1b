import { discoverSecc } from '../../src/transport/sdp-client.js';
import { doubtSilence, expectEndpoint, meshOf, recordOutcome, sdpCase, sdpPace } from './sdp-discovery.js';

sdpCase(
  'TC_SECC_CMN_VTB_SDP_007',
  {
    title: 'a vehicle asks an SECC without TLS for TLS',
    purpose:
      'An SECC that has no TLS answers a vehicle that asks for it with what it has, and leaves it to the vehicle to go on.',
    likelyCauses: [
      'the SECC says nothing to a vehicle whose wish it cannot meet',
      'the SECC echoes the security asked for',
    ],
    nextStep: 'see [V2G2-624] of ISO 15118-2:2014',
  },
  async (harness, run) => {
    run.step('test', 'When the vehicle asks on ff02::1 for an SECC with TLS');
    const outcome = await discoverSecc({
      interface: meshOf(harness),
      security: 'tls',
      ...sdpPace(run),
    });
    recordOutcome(run, outcome);
    await doubtSilence(harness, run, outcome);
    const value = outcome.answers[0]?.value;
    run.require(value !== undefined, {
      text: 'the SECC answers with a readable SECC Discovery Response',
      expected: `an answer to one of ${sdpPace(run).attempts} requests`,
      observed: outcome.answers.length === 0 ? 'silence' : 'bytes that are none',
    });
    if (value?.security === 'tls') {
      run.inconclusive('the SECC offers TLS: it was to be set up without it', 'security 0x00');
      return;
    }
    run.observe(value?.security === 'none', {
      text: 'the SECC says that it has no TLS',
      expected: '0x10 (none)',
      observed: String(value?.security),
    });
    expectEndpoint(run, value);
  },
);
