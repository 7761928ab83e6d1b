import { type GatewayFault, seccFault } from './gateway-fault.js';

const iso2 = 'src/gateway/faults/faulty-iso2-responses.ts';
const iso20 = 'src/gateway/faults/faulty-iso20-responses.ts';

/** Faults of meter readings towards the vehicle. */
export const meteringFaults = {
  'meter-two-of-five': seccFault(
    'gives MeterID and TMeter without a reading',
    'ISO 15118-2, V2G2-902, V2G2-903',
    iso2,
    ['evsev2g-metering-two-of-five'],
  ),
  'meter-receipt-of-anyone': seccFault(
    'asks a vehicle with external payment for a receipt',
    'ISO 15118-2, V2G2-691',
    iso2,
  ),
  'meter-receipt-never': seccFault('asks no vehicle for a receipt', 'ISO 15118-2, V2G2-691', iso2),
  'meter-never-given': seccFault(
    'leaves MeterInfo out, also where it is asked for',
    'ISO 15118-20, V2G20-1082, V2G20-1083, V2G20-1919',
    iso20,
    ['d20-meter-info-never-set'],
  ),
  'meter-counts-backwards': seccFault('counts its meter backwards', 'ISO 15118-20, V2G20-902, V2G20-1833', iso20),
  'meter-wish-without-end': seccFault(
    'goes on asking for a confirmation that it has got',
    'ISO 15118-20, V2G20-1919',
    'src/gateway/evse/evse.ts',
  ),
} as const satisfies Readonly<Record<string, GatewayFault>>;
