import { announced, polled } from './arrangement.js';
import { at, numberAt, scaledAt } from './body-values.js';
import { clauses } from './clauses.js';
import { gridCase } from './sep2-case.js';

gridCase(
  'SEP2_CLI_FlowReservation_001',
  {
    title: 'a bidirectional session asks for energy and a window',
    purpose:
      'When a vehicle opens a bidirectional session, the gateway posts a FlowReservationRequest with energy, power and an interval, and reads the response that the server grants.',
    group: 'flow reservation',
    clause: clauses.flowReservation,
    pics: 'PICS_SEP2_FlowReservation',
  },
  polled,
  async (grid) => {
    grid.run.step('preamble', 'Given a gateway without a vehicle');
    await grid.settle();
    await grid.bench.vehicle.leave();
    grid.when('When a vehicle comes and opens a bidirectional session');
    const after = await grid.utility.mark();
    await grid.bench.vehicle.want(-grid.levelW);
    const request = await grid.request({ method: 'POST', sent: 'FlowReservationRequest', after }, 12);
    grid.run.require(request !== undefined && request.status === 201, {
      text: 'the gateway posts a FlowReservationRequest',
      expected: '201 within 12 s',
      observed: request === undefined ? 'nothing' : String(request.status),
    });
    const body = request!.body;
    const power = scaledAt(body, 'powerRequested');
    grid.run.observe(power !== undefined && power !== 0, {
      text: 'powerRequested is there',
      observed: `${power} W`,
      field: 'FlowReservationRequest.powerRequested',
    });
    const mostW = Math.max(grid.bench.pixit('PIXIT_SEP2_SetMaxW'), grid.bench.pixit('PIXIT_SEP2_SetMaxDischargeW'));
    grid.run.observe(power !== undefined && Math.abs(power) <= mostW, {
      text: 'no more power is asked for than the DER is set to',
      expected: `at most ${mostW} W (DERSettings)`,
      observed: `${power} W`,
      field: 'FlowReservationRequest.powerRequested',
    });
    const energy = scaledAt(body, 'energyRequested');
    grid.run.observe(energy !== undefined, {
      text: 'energyRequested is there',
      observed: `${energy} Wh`,
      field: 'FlowReservationRequest.energyRequested',
    });
    const duration = numberAt(body, 'intervalRequested', 'duration');
    grid.run.observe(duration !== undefined && duration > 0, {
      text: 'the interval has a duration',
      observed: `${duration} s`,
      field: 'FlowReservationRequest.intervalRequested',
    });
    grid.run.observe(at(body, 'mRID') !== undefined, {
      text: 'the request has an mRID',
      field: 'FlowReservationRequest.mRID',
    });
    const read = await grid.request({ method: 'GET', resource: 'frp', after: request!.seq }, 3 * grid.pollSeconds + 2);
    grid.run.observe(read !== undefined, {
      text: 'the gateway reads the response of the server',
      expected: `within ${3 * grid.pollSeconds + 2} s`,
      observed: read === undefined ? 'no request' : `GET ${read.path}`,
    });
  },
);

gridCase(
  'SEP2_CLI_LogEvent_001',
  {
    title: 'a fault of the inverter is told as a LogEvent',
    purpose:
      'When the inverter falls silent, the gateway posts a LogEvent to the list of its end device; power that cannot be seen is stopped or told.',
    group: 'log events',
    clause: clauses.logEvent,
    pics: 'PICS_SEP2_LogEvent',
  },
  polled,
  async (grid) => {
    await grid.given('export');
    grid.when('When the inverter falls silent');
    const after = await grid.utility.mark();
    try {
      await grid.bench.inverter.set({ silent: true });
      const posted = await grid.request({ method: 'POST', sent: 'LogEvent', after }, 8);
      grid.run.observe(posted !== undefined && posted.status < 300, {
        text: 'the gateway posts a LogEvent',
        expected: 'within 8 s',
        observed: posted === undefined ? 'nothing' : `status ${posted.status}`,
      });
      if (posted === undefined) return;
      for (const field of [
        'createdDateTime',
        'functionSet',
        'logEventCode',
        'logEventID',
        'logEventPEN',
        'profileID',
      ]) {
        grid.run.observe(at(posted.body, field) !== undefined, {
          text: `${field} is there`,
          observed: String(at(posted.body, field) ?? 'missing'),
          field: `LogEvent.${field}`,
        });
      }
    } finally {
      await grid.bench.inverter.set({ silent: false });
      // A gateway that lost sight of its inverter may want a person before it starts again.
      grid.bench.spoil();
    }
  },
);

gridCase(
  'SEP2_CLI_Pricing_001',
  {
    title: 'prices are read, at the announced rate',
    purpose:
      'When the assignments lead to a tariff, the gateway reads it down to the intervals and their prices, and again at the pollRate of the list.',
    group: 'pricing',
    clause: 'IEEE 2030.5-2018, Pricing function set',
    pics: 'PICS_SEP2_Pricing',
  },
  announced,
  async (grid) => {
    grid.run.step('preamble', 'Given a gateway that is registered with the server');
    await grid.settle();
    grid.when('When the server has a price');
    const after = await grid.utility.mark();
    await grid.utility.createPrice({ durationS: 3600, price: 312 });
    const seconds = 4 * grid.pollSeconds + 2;
    const reads = [];
    for (const [resource, name] of [
      ['tp', 'the list of tariffs'],
      ['rc', 'its rate components'],
      ['tti', 'the intervals'],
    ] as const) {
      const read = await grid.request({ method: 'GET', resource, after }, seconds);
      grid.run.observe(read !== undefined && read.status === 200, {
        text: `the gateway reads ${name}`,
        expected: `within ${seconds} s`,
        observed: read === undefined ? 'no request' : `GET ${read.path}, ${read.status}`,
      });
      reads.push(read);
    }
    const gaps = await grid.gapsOf('tp', reads[0]?.seq ?? after, 2, grid.pollSeconds);
    grid.run.observe(
      gaps.some((gap) => gap <= 1.5 * grid.pollSeconds),
      {
        text: 'the list of tariffs is polled at its rate',
        expected: `a gap of at most ${1.5 * grid.pollSeconds} s`,
        observed: gaps.map((gap) => `${gap.toFixed(2)} s`).join(', ') || 'not polled again',
      },
    );
  },
);
