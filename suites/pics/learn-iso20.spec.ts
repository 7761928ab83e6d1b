import { declareCase } from '../engine/plumbline-test.js';
import { Evcc, withFields } from '../iso15118-2/evcc.js';
import { valueAt } from '../iso15118-2/rules.js';
import { learned } from './learned.js';
import { expectDetails } from './told-answers.js';

declareCase(
  {
    id: 'PL_PICS_ISO20_Services_001',
    title: 'authorization and services of ISO 15118-20: what the answers tell',
    purpose:
      'Reads AuthorizationSetupRes and ServiceDiscoveryRes, and tells contracts, renegotiation and value added services; every service that is listed must have its details.',
    area: 'PICS',
    clause: 'ISO 15118-20:2022, 8.3.4.3',
    requirements: [],
    kind: 'valid',
    likelyCauses: ['the PICS file describes another station, or another configuration of it'],
    nextStep: 'plumbline pics init writes the file anew from what the station shows',
  },
  async ({ harness, run }) => {
    const evcc = new Evcc(harness, run);
    const context = { harness, run };
    try {
      await evcc.given('services-known');
      evcc.when('When it has read what the station offers');
      const { authorizationServices = [], serviceRenegotiation, vas = [] } = evcc.vehicle.facts.iso20;
      learned(
        context,
        'PICS_PLUMBLINE_SECC_Contracts',
        authorizationServices.includes('PnC'),
        `AuthorizationServices ${authorizationServices.join(', ')}`,
      );
      if (serviceRenegotiation === undefined)
        run.inconclusive('ServiceDiscoveryRes says nothing of service renegotiation');
      else
        learned(
          context,
          'PICS_PLUMBLINE_SECC_ServiceRenegotiation',
          serviceRenegotiation,
          `ServiceRenegotiationSupported ${serviceRenegotiation}`,
        );
      const list = vas.length > 0 ? `VASList ${vas.join(', ')}` : 'there is no VASList';
      learned(context, 'PICS_PLUMBLINE_SECC_VAS', vas.length > 0, list);
      // What is listed and has no details would be a list that contradicts itself.
      for (const ServiceID of vas) {
        evcc.when(`When it asks for the details of service ${ServiceID} of the VASList`);
        expectDetails(run, await evcc.request('ServiceDetailReq', { body: withFields({ ServiceID }) }), ServiceID);
      }
      evcc.when('When it asks for the details of the energy service that it wants');
      const own = await evcc.request('ServiceDetailReq');
      expectDetails(run, own, valueAt(own.sent.value, 'ServiceDetailReq', 'ServiceID'));
    } finally {
      await evcc.leave();
    }
  },
);
