import type { SessionTimeline } from '../../src/record/events.js';

const certificate = (use: string, subject: string, digit: string) => ({
  use,
  subject,
  issuer: 'CN=above',
  fingerprint: digit.repeat(64),
  notAfter: '2027-02-21T00:00:00.000Z',
});

const row = { timerMs: 2000, timer: 'V2G_EVCC_Msg_Timeout', count: 1 };

/** A session of Plug & Charge as a case records it, with one signature that does not hold. */
export const sampleTimeline: Omit<SessionTimeline, 'type' | 'at'> = {
  caseId: 'TC20_SECC_DC_ContractSession_DC_BPT_scheduled',
  title: 'ISO 15118-20 DC_BPT, scheduled, Plug & Charge',
  security: 'TLSv1.3, TLS_AES_256_GCM_SHA384',
  rows: [
    { ...row, request: 'AuthorizationReq', response: 'AuthorizationRes', responseCode: 'OK', atMs: 0, slowestMs: 3 },
    { ...row, request: 'ScheduleExchangeReq', response: 'ScheduleExchangeRes', atMs: 40, slowestMs: 2001 },
  ],
  chains: [
    {
      owner: 'SECC',
      shownIn: 'TLS',
      verdict: 'pass',
      detail: 'leads to CN=V2G Root CA',
      certificates: [certificate('SECC', 'CN=SECC-LAB-1', 'a'), certificate('issuer 1', 'CN=CPO Sub-CA 2', 'b')],
    },
    {
      owner: 'contract',
      shownIn: 'messages',
      verdict: 'fail',
      detail: 'DEABCC123456789: expired on 2026-01-01 (expired)',
      certificates: [certificate('contract', 'CN=DEABCC123456789', 'c')],
    },
  ],
  signatures: [
    {
      message: 'AuthorizationReq',
      from: 'EVCC',
      count: 1,
      signer: 'contract',
      subject: 'DEABCC123456789',
      algorithm: 'ECDSA P-521, SHA-512',
      elements: [{ element: 'PnC_AReqAuthorizationMode', id: 'id1', digest: 'SHA-512', holds: true }],
      signedInfoEncoding: 'xmldsig',
      verdict: 'pass',
      detail: 'holds',
    },
    {
      message: 'ScheduleExchangeRes',
      from: 'SECC',
      count: 2,
      signer: 'MO sub-CA 2',
      algorithm: 'Ed448',
      elements: [{ element: 'AbsolutePriceSchedule', id: 'price1', digest: 'SHAKE256', holds: false }],
      verdict: 'fail',
      detail: 'does not hold; the digest does not fit AbsolutePriceSchedule',
    },
  ],
};
