import { iso20Case } from './iso20-case.js';

/** How many sessions are opened to look at their ids. */
const sessions = 4;

iso20Case(
  'TC20_SECC_CMN_SessionSetup_NewSessionId',
  {
    title: 'a SessionID that is new, not zero, and different each time',
    purpose:
      'An SECC opens each session with a new SessionID of eight bytes that is not zero and not one it gave before.',
    group: 'SessionSetup',
    clause: '8.3.4.3.2',
    requirements: ['V2G20-2621', 'V2G20-2106', 'V2G20-835'],
    kind: 'valid',
    likelyCauses: ['the SECC counts its sessions', 'the SECC echoes the SessionID of the request'],
  },
  async (evcc) => {
    evcc.when(`When ${sessions} sessions are opened one after the other`);
    const ids: string[] = [];
    for (let count = 0; count < sessions; count++) {
      const drive = await evcc.vehicle.driveTo('app-protocol-agreed');
      evcc.run.require(drive.reached, { text: 'the handshake succeeds', observed: drive.failure?.text ?? 'agreed' });
      const exchange = await evcc.request('SessionSetupReq');
      await evcc.expectAnswer(exchange, { code: 'OK_NewSessionEstablished', sessionId: 'any' });
      const id = Buffer.from(evcc.vehicle.sessionId).toString('hex');
      evcc.run.observe(/^(?!0{16})[0-9a-f]{16}$/.test(id), {
        text: 'the SessionID has eight bytes and is not zero',
        observed: id,
        field: 'SessionID',
        ...evcc.at(exchange),
      });
      ids.push(id);
      await evcc.vehicle.rejoin(new Uint8Array(8));
    }
    evcc.run.observe(new Set(ids).size === ids.length, {
      text: 'no SessionID comes twice',
      observed: ids.join(', '),
      requirements: ['V2G20-2621'],
    });
    const counters = ids.slice(1).map((id, index) => BigInt(`0x${id}`) - BigInt(`0x${ids[index]}`));
    evcc.run.observe(new Set(counters).size > 1, {
      text: 'the SessionIDs are not a count',
      expected: 'differences that differ',
      observed: counters.join(', '),
      requirements: ['V2G20-2106'],
    });
  },
);
