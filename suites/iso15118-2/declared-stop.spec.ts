import { declaredCase } from './declared-case.js';
import { expectLeftToVehicle } from './left-to-vehicle.js';
import { silentVehicle } from './silent-vehicle.js';

/** A vehicle of DC that does not look for welded contactors goes from PowerDelivery Stop to SessionStop at once. */
const words = (what: string, then: string) => ({
  title: `${what} in place of welding detection`,
  purpose: `An SECC whose vehicle does not look for welded contactors ${then}.`,
  likelyCauses: ['the SECC takes WeldingDetection for a duty of the vehicle'],
  nextStep: 'see ISO 15118-2:2014, 8.8.4: after PowerDelivery Stop either message is right',
});

declaredCase(
  'TC_SECC_DC_VTB_SessionStop_001',
  words('SessionStopReq', 'ends the session, and leaves the connection to the vehicle'),
  async (evcc) => {
    await evcc.given('energy-off');
    evcc.when('When it sends SessionStopReq Terminate');
    await evcc.expectAnswer(await evcc.request('SessionStopReq', { stop: 'Terminate' }), { code: 'OK' });
    await expectLeftToVehicle(evcc);
  },
);

declaredCase(
  'TC_SECC_DC_VTB_SessionStop_003',
  {
    ...words('ServiceDiscoveryReq', 'refuses what belongs elsewhere, and ends the session'),
    sentInstead: 'ServiceDiscoveryReq',
  },
  async (evcc) => {
    await evcc.given('energy-off');
    evcc.when('When it sends ServiceDiscoveryReq with the correct SessionID instead of SessionStopReq');
    const exchange = await evcc.request('ServiceDiscoveryReq');
    await evcc.expectAnswer(exchange, { code: 'FAILED_SequenceError' });
    await evcc.expectCloseAfterFailure(exchange);
  },
);

declaredCase(
  'TC_SECC_DC_VTB_SessionStop_004',
  words('SessionStopReq with a foreign SessionID', 'refuses it, keeps its own SessionID, and ends the session'),
  async (evcc) => {
    await evcc.given('energy-off');
    evcc.when('When it sends SessionStopReq with eight random bytes as SessionID');
    const exchange = await evcc.request('SessionStopReq', { sessionId: evcc.foreignSessionId() });
    await evcc.expectAnswer(exchange, { code: 'FAILED_UnknownSession' });
    await evcc.expectCloseAfterFailure(exchange);
  },
);

declaredCase(
  'TC_SECC_DC_VTB_SessionStop_005',
  words('silence', 'and falls silent ends the session when V2G_SECC_Sequence_Timeout has run out, not before'),
  (evcc) => silentVehicle(evcc, 'energy-off'),
);
