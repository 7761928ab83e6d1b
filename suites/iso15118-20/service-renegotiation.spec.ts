import type { Evcc } from '../iso15118-2/evcc.js';
import { valueAt } from '../iso15118-2/rules.js';
import { expectReachesStop, expectSameConnection, givenPowerFlows } from './charging-course.js';
import { controlModes, type EnergyService, energyServices, iso20Case, modeOf, paying } from './iso20-case.js';
import { notifyVehicle } from './notify-vehicle.js';

const words = {
  group: 'service renegotiation',
  clause: '8.3.4.3.12',
  requirements: ['V2G20-1477', 'V2G20-460', 'V2G20-2656', 'V2G20-1600'],
  kind: 'valid',
  likelyCauses: [
    'the SECC ends the TCP connection after every SessionStopRes',
    'authorization is asked for again',
    'limits, schedules or the parameter set of the first service stay in force',
  ],
} as const;

/** The service of the same kind of energy, in the other direction. */
const counterparts: Readonly<Record<EnergyService, EnergyService>> = {
  AC: 'AC_BPT',
  AC_BPT: 'AC',
  DC: 'DC_BPT',
  DC_BPT: 'DC',
};
const serviceIds: Readonly<Record<EnergyService, number>> = { AC: 1, DC: 2, AC_BPT: 5, DC_BPT: 6 };

type Messages = Awaited<ReturnType<typeof expectReachesStop>>;

/** After the renegotiation the session begins with the services, and is authorized as it was. */
function expectFromServices(evcc: Evcc, exchanges: Messages, service: EnergyService): void {
  const names = exchanges.map(({ sent }) => sent.message);
  const again = names.filter((name) => /^(SessionSetup|Authorization|CertificateInstallation)/.test(name ?? ''));
  evcc.run.observe(names[0] === 'ServiceDiscoveryReq' && again.length === 0, {
    text: 'the session goes on with ServiceDiscovery, and needs no second authorization',
    expected: 'ServiceDiscoveryReq first, no AuthorizationReq',
    observed: names.slice(0, 4).join(', '),
    requirements: ['V2G20-1477'],
    ...evcc.at(exchanges[0]),
  });
  const selection = exchanges.find(({ sent }) => sent.message === 'ServiceSelectionReq');
  const selected = valueAt(
    selection?.sent.value?.['ServiceSelectionReq'],
    'SelectedEnergyTransferService',
    'ServiceID',
  );
  evcc.run.observe(selected === serviceIds[service] && selection?.responseCode === 'OK', {
    text: `the other service, ${service}, is offered and accepted`,
    expected: `ServiceID ${serviceIds[service]}, OK`,
    observed: `ServiceID ${String(selected)}, ${selection?.responseCode}`,
    ...evcc.at(selection),
  });
  const loops = exchanges.filter(({ sent }) => sent.message?.endsWith('ChargeLoopReq') === true);
  evcc.run.observe(loops.length > 0 && loops.every(({ responseCode }) => responseCode === 'OK'), {
    text: 'energy flows again with the new service',
    observed: `${loops.length} charge loops`,
    ...evcc.at(loops[0]),
  });
}

for (const service of energyServices) {
  for (const controlMode of controlModes) {
    for (const payment of ['EIM', 'PnC'] as const) {
      const mode = modeOf(service);
      const other = {
        service: counterparts[service],
        controlMode: controlMode === 'scheduled' ? 'dynamic' : 'scheduled',
      } as const;
      iso20Case(
        `TC20_SECC_${mode}_ServiceRenegotiation_${service}_${controlMode}_${payment}`,
        {
          ...words,
          title: `${payment}: from ${service}, ${controlMode}, to ${other.service}, ${other.controlMode}, in one session`,
          purpose: `After SessionStopReq ServiceRenegotiation an SECC keeps connection, SessionID and authorization, lists its services again, and charges with the service that is selected then (${other.service}, ${other.controlMode}).`,
        },
        async (evcc) => {
          await givenPowerFlows(evcc);
          await evcc.given(mode === 'DC' ? 'welding-checked' : 'energy-off');
          const port = evcc.lastLocalPort;
          evcc.when('When it sends SessionStopReq ServiceRenegotiation and chooses another service');
          evcc.vehicle.want(other);
          const turn = await evcc.request('SessionStopReq', { stop: 'ServiceRenegotiation' });
          await evcc.expectAnswer(turn, { code: 'OK' });
          const exchanges = await expectReachesStop(evcc);
          expectSameConnection(evcc, port);
          expectFromServices(evcc, exchanges, other.service);
        },
        paying(payment, { iso20: { service, controlMode } }),
      );
    }
  }
}

for (const mode of ['AC', 'DC'] as const) {
  iso20Case(
    `TC20_SECC_${mode}_ServiceRenegotiation_BySecc`,
    {
      ...words,
      title: `${mode}: the SECC asks for another service`,
      purpose:
        'An SECC that wants another service says EVSENotification ServiceRenegotiation in a charge loop, and accepts the vehicle that ends charging and comes back with ServiceDiscovery.',
      pics: 'PICS_PLUMBLINE_SECC_Commands = true',
    },
    async (evcc) => {
      const { run } = evcc;
      await givenPowerFlows(evcc);
      const port = evcc.lastLocalPort;
      evcc.when('When the SECC is told to want another service');
      const other = mode === 'AC' ? 'AC_BPT' : 'DC_BPT';
      evcc.vehicle.want({ service: other });
      await notifyVehicle(evcc, 'service-renegotiation');
      const exchanges = await expectReachesStop(evcc, { loops: 60 });
      const said = exchanges.find(
        (exchange) => valueAt(exchange.answer?.body, 'EVSEStatus', 'EVSENotification') === 'ServiceRenegotiation',
      );
      run.observe(said !== undefined, {
        text: 'a response of the charge loop carries EVSENotification ServiceRenegotiation',
        observed: said?.answer?.message ?? 'none',
        ...evcc.at(said),
      });
      const turn = exchanges.findIndex(({ sent }) => sent.message === 'SessionStopReq');
      run.require(turn >= 0 && turn < exchanges.length - 1, {
        text: 'the vehicle could follow',
        expected: 'messages after the first SessionStopReq',
        observed: `${exchanges.length - 1 - turn} messages`,
      });
      expectFromServices(evcc, exchanges.slice(turn + 1), other);
      expectSameConnection(evcc, port);
    },
  );
}

iso20Case(
  'TC20_SECC_DC_ServiceRenegotiation_Twice',
  {
    ...words,
    title: 'a session that changes its service twice',
    purpose: 'An SECC lets a session renegotiate its service more than once.',
  },
  async (evcc) => {
    const ports: (number | undefined)[] = [];
    for (const service of ['DC_BPT', 'DC'] as const) {
      await evcc.given('welding-checked', { loops: 3 });
      ports.push(evcc.lastLocalPort);
      evcc.when(`When it turns to ${service}`);
      evcc.vehicle.want({ service });
      const turn = await evcc.request('SessionStopReq', { stop: 'ServiceRenegotiation' });
      await evcc.expectAnswer(turn, { code: 'OK' });
    }
    expectFromServices(evcc, await expectReachesStop(evcc), 'DC');
    evcc.run.observe(new Set(ports).size === 1, {
      text: 'the connection is the same all the time',
      expected: 'one port',
      observed: ports.join(', '),
    });
  },
);
