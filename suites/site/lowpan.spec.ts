import { lowpanFacts, lowpanMeasurement } from '../../src/probes/host/lowpan.js';
import { judgeAll, siteCase } from './site-case.js';
import { stationShell } from './station-shell.js';

siteCase(
  {
    id: 'SITE_LowPan_001',
    title: 'the IEEE 802.15.4 radio of the station',
    purpose: 'Where an IEEE 802.15.4g radio is used, it is there, has joined a PAN, and its lowpan interface is up.',
    area: 'site: mesh',
    clause: 'deployment manual: wireless transport; IEEE 802.15.4, RFC 4944',
    requirements: [],
    pics: 'PICS_PLUMBLINE_SECC_Ieee802154',
    likelyCauses: ['the lowpan interface was not made (ip link add link wpan0 name lowpan0 type lowpan)', 'no PAN id'],
    nextStep: 'iwpan dev; ip link show type lowpan',
  },
  async (context) => {
    const station = stationShell(context);
    if (station === undefined) return;
    context.run.step('test', 'When iwpan and ip are asked on the station');
    judgeAll(context, [lowpanMeasurement(await lowpanFacts(station.run), station.context)]);
  },
);
