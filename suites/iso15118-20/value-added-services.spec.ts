import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { withFields } from '../iso15118-2/evcc.js';
import { valueAt } from '../iso15118-2/rules.js';
import { expectReachesStop } from './charging-course.js';
import { iso20Case } from './iso20-case.js';

const words = { clause: '8.3.4.3.4', pics: 'PICS_PLUMBLINE_SECC_VAS = true' } as const;
const neverOffered = 30_000;

/** ServiceIDs of the VASList of an answer. */
function vasOf(body: ExiObject | undefined): readonly number[] {
  return idsOf(body, 'VASList');
}

/** ServiceIDs of its energy transfer services. */
function energyOf(body: ExiObject | undefined): readonly number[] {
  return idsOf(body, 'EnergyTransferServiceList');
}

function idsOf(body: ExiObject | undefined, list: string): readonly number[] {
  const services = valueAt(body, list, 'Service');
  return Array.isArray(services)
    ? (services as readonly ExiObject[]).map((service) => Number(service['ServiceID']))
    : [];
}

iso20Case(
  'TC20_SECC_CMN_ServiceDiscovery_Filter',
  {
    ...words,
    group: 'ServiceDiscovery',
    title: 'the value added services follow SupportedServiceIDs, the energy services do not',
    purpose:
      'An SECC lists all value added services without SupportedServiceIDs, those named with it, and none where none fits; the energy transfer services are listed in every case.',
    requirements: ['V2G20-1248', 'V2G20-1249'],
    kind: 'valid',
    likelyCauses: [
      'the optional filter is taken for granted',
      'the filter is applied to the energy transfer services too',
    ],
  },
  async (evcc) => {
    const { run } = evcc;
    await evcc.given('authorized');
    evcc.when('When it asks without a filter');
    const all = await evcc.request('ServiceDiscoveryReq');
    const every = vasOf((await evcc.expectAnswer(all, { code: 'OK' })).body);
    const unfiltered = energyOf(all.answer?.body);
    run.observe(every.length > 0, {
      text: 'value added services are listed',
      observed: every.join(', ') || 'none',
      ...evcc.at(all),
    });
    for (const [what, ids, expected] of [
      ['one that is there', [every[0] ?? neverOffered], every.slice(0, 1)],
      ['one that is not there', [neverOffered], []],
    ] as const) {
      await evcc.vehicle.rejoin(new Uint8Array(8));
      await evcc.vehicle.driveTo('authorized');
      run.step('test', `When it asks for ${what}`);
      const body = { SupportedServiceIDs: { ServiceID: ids } };
      const exchange = await evcc.request('ServiceDiscoveryReq', { body });
      const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
      const seen = vasOf(answer.body);
      run.observe(seen.join() === expected.join(), {
        text: `the VASList holds what was asked for: ${what}`,
        expected: expected.join(', ') || 'no VASList',
        observed: seen.join(', ') || 'no VASList',
        field: 'VASList',
        ...evcc.at(exchange),
      });
      const energy = energyOf(answer.body);
      run.observe(energy.length > 0 && energy.join() === unfiltered.join(), {
        text: 'the energy transfer services are listed whatever the filter says',
        expected: unfiltered.join(', '),
        observed: energy.join(', ') || 'none',
        field: 'EnergyTransferServiceList',
        ...evcc.at(exchange),
      });
    }
  },
);

for (const mode of ['AC', 'DC'] as const) {
  iso20Case(
    `TC20_SECC_${mode}_WholeSession_ValueAdded`,
    {
      ...words,
      group: 'whole sessions',
      title: `a whole ${mode} session with value added services`,
      purpose:
        'An SECC tells the details of its value added services, accepts a selection that names them beside the energy transfer service, and charges.',
      requirements: ['V2G20-1248', 'V2G20-433'],
      kind: 'valid',
    },
    async (evcc) => {
      evcc.when('When it selects Internet access and parking status beside the energy transfer service');
      const exchanges = await expectReachesStop(evcc);
      const selection = exchanges.find(({ sent }) => sent.message === 'ServiceSelectionReq');
      const selected = valueAt(selection?.sent.value?.['ServiceSelectionReq'], 'SelectedVASList', 'SelectedService');
      const ids = Array.isArray(selected) ? (selected as readonly ExiObject[]).map((entry) => entry['ServiceID']) : [];
      evcc.run.observe(ids.length === 2 && selection?.responseCode === 'OK', {
        text: 'both services were offered with parameter sets, and their selection was accepted',
        expected: '65, 66, OK',
        observed: `${ids.join(', ') || 'none'}, ${selection?.responseCode}`,
        ...evcc.at(selection),
      });
    },
    { iso20: { vas: [65, 66] } },
  );
}

for (const [name, what, code, change] of [
  [
    'ValueAddedForEnergy',
    'a value added service in the place of the energy transfer service',
    'FAILED_NoEnergyTransferServiceSelected',
    { SelectedEnergyTransferService: { ServiceID: 65, ParameterSetID: 3 } },
  ],
  [
    'ValueAddedUnknownSet',
    'a parameter set of a value added service that was never offered',
    'FAILED_ServiceSelectionInvalid',
    { SelectedVASList: { SelectedService: [{ ServiceID: 65, ParameterSetID: 1234 }] } },
  ],
  [
    'ValueAddedUnknown',
    'a value added service that was never offered',
    'FAILED_ServiceSelectionInvalid',
    { SelectedVASList: { SelectedService: [{ ServiceID: neverOffered, ParameterSetID: 1 }] } },
  ],
] as const) {
  iso20Case(
    `TC20_SECC_CMN_ServiceSelection_${name}`,
    {
      ...words,
      group: 'ServiceSelection',
      clause: '8.3.4.3.6',
      title: `ServiceSelectionReq with ${what}`,
      purpose: `An SECC refuses ${what} with ${code}.`,
      requirements: ['V2G20-1618', 'V2G20-433', 'V2G20-467', 'V2G20-735'],
      kind: 'invalid',
    },
    async (evcc) => {
      await evcc.given('service-detailed');
      evcc.when(`When it selects ${what}`);
      const exchange = await evcc.request('ServiceSelectionReq', { body: withFields(change) });
      await evcc.expectAnswer(exchange, { code });
      await evcc.expectCloseAfterFailure(exchange);
      await evcc.controlBySession();
    },
  );
}
