import { createScpiClient } from '../../transport/scpi/scpi-client.js';
import { describeScpiPower, readScpiPower } from '../../transport/scpi/scpi-power.js';
import type { MeterAddress, MeterSource, PowerReader } from './power-reader.js';

/** A measurement with a long aperture takes this long at the most, ms; longer ones cannot time a stop. */
const timeoutMs = 2000;

/** Reads power by SCPI: a query of its own, or volts times amperes. */
export function scpiPowerReader(
  { host, port, sign }: MeterAddress,
  { greeting, query }: Extract<MeterSource, { kind: 'scpi' }>,
): PowerReader {
  const client = createScpiClient({ host, port, timeoutMs, greeting });
  return {
    open: async () => {
      const first = await readScpiPower(client, query);
      if (first.kind !== 'value') return { kind: 'closed', why: first.detail };
      return { kind: 'open', where: describeScpiPower(query) };
    },
    read: async () => {
      const power = await readScpiPower(client, query);
      if (power.kind !== 'value') return { kind: 'gap', why: power.detail };
      return { kind: 'watts', watts: sign * power.watts, answered: power.at };
    },
  };
}
