import { siteCase } from './site-case.js';
import { measurePath, ratedPower, stopTrials } from './stop-paths/measure-path.js';
import { iso2Scene } from './stop-paths/vehicle-scene.js';
import { vehicleStop } from './stop-paths/vehicle-stop.js';

/** Sign-off takes 30 trials, a claim of p95 59: the report says what ten can and cannot claim. */
const trials = 10;

siteCase(
  {
    id: 'SITE_StopResponse_001',
    title: 'stop by the vehicle: from PowerDeliveryReq Stop to no power at the meter',
    purpose:
      'When the vehicle ends charging, the gateway acknowledges, and an independent meter shows that power really goes below the threshold and stays there.',
    area: 'site: stop response',
    clause: 'ISO 15118-2:2014, 8.4.3.9; the yardsticks of the spec table',
    requirements: [],
    likelyCauses: [
      'the gateway ramps the inverter down in steps whatever the urgency',
      'the gateway acknowledges before, or without, telling the inverter',
      'the inverter ignores disconnect',
    ],
    nextStep: 'look at the power trace of the slowest trial and at the Modbus writes in the capture',
  },
  async (context) => {
    const { harness, run } = context;
    const ratedW = ratedPower(context);
    if (!harness.bench.offers('inverter-control')) {
      run.inconclusive('the bench has nothing that sets the inverter');
      return;
    }
    await harness.bench.capability('inverter-control').set({ targetW: ratedW });
    await measurePath(context, vehicleStop('iso2-ev-stop', iso2Scene(context, ratedW)), stopTrials(context, trials));
  },
);
