import { askWell, expectAnnouncement, sdpCase } from './sdp-discovery.js';

sdpCase(
  'TC_SECC_CMN_VTB_SDP_003',
  {
    title: 'SECC discovery by a vehicle that pays by contract',
    purpose:
      'The SECC announces a TCP port of the dynamic range on a link-local address with TLS, without which no contract is taken.',
    likelyCauses: ['the SECC falls back to plain TCP when its certificates are missing'],
  },
  async (harness, run) => expectAnnouncement(harness, run, await askWell(harness, run)),
);
