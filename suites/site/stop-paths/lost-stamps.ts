import type { StopMeasured } from '../../../src/probes/stop-response/measure-stop.js';

/** The pairs of clocks of which one stands in the capture at the utility server. */
const captured = /deliver|acknowledge/;

/** Why the stamps of a capture cannot be relied on. @param lost packets that it lost; undefined: it does not tell */
export function lossText(place: string, lost: number | undefined): string {
  const how = lost === undefined ? 'did not tell how many packets it lost' : `lost ${lost} packets`;
  return `the capture on ${place} ${how}, so when the stop was delivered and acknowledged is not known`;
}

/**
 * The measurements without those that rest on stamps of a capture which lost packets: the newest segment that it shows may
 * be another than the one that carried the stop. What the meter and the program's own clock tell is kept.
 */
export function withoutLostStamps(measured: StopMeasured, loss: string): StopMeasured {
  const measurements = measured.measurements.map((measurement) => {
    if (!captured.test(measurement.labels?.['pair'] ?? '')) return measurement;
    const { U: _U, budget: _budget, ...rest } = measurement;
    const caveats = [loss, ...(measurement.caveats ?? [])];
    return { ...rest, value: undefined, unavailable: loss, n: 0, samples: [], censored: 0, caveats };
  });
  return { ...measured, measurements };
}
