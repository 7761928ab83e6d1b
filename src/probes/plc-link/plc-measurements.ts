import type { Measured } from '../measured.js';
import type { PlcLink } from './plc-link.js';
import type { ToneMapSnr } from './tone-map-snr.js';

const rateCaveat =
  'this is the average PHY rate that the modem tells, in whole Mbit/s; what is left for IEEE 2030.5 is less (robust modes, contention, headers)';
const snrCaveats = [
  'by the modulation that the modem chose for each carrier, each at the SNR from which it is used: a floor in steps of 2 to 8 dB',
  'Green PHY may keep to robust QPSK modes whatever the SNR: a low figure then says little; set attenuation (SLAC) beside it',
];

/**
 * What a power line probe found, as measurements for the spec table. `evidence` names what it is taken from.
 * @param snrLimitDb what the SNR is held against: a tone map whose steps lie on both sides of it does not decide
 */
export function plcMeasurements(link: PlcLink, evidence: readonly string[], snrLimitDb?: number): readonly Measured[] {
  const { modem, cause, unasked } = link;
  const silentForUs = modem === undefined && unasked !== undefined;
  const base = {
    evidence,
    labels: { interface: link.interface },
    instrument: { name: modem?.firmware.text ?? 'no modem' },
  };
  return [
    {
      ...base,
      id: 'plc-modem-answers',
      value: silentForUs ? undefined : modem !== undefined,
      ...(silentForUs ? { unavailable: unasked } : {}),
      unit: 'bool',
      method: 'VS_SW_VER.REQ to the local modem, three attempts',
      ...(cause === undefined ? {} : { caveats: [cause] }),
    },
    {
      ...base,
      id: 'plc-firmware',
      value: modem?.firmware.version,
      unit: 'version',
      method: 'version in the text of VS_SW_VER.CNF',
      ...(modem?.firmware.version === undefined
        ? { unavailable: cause ?? `no version in "${modem?.firmware.text}"` }
        : { caveats: [`${modem.firmware.chip}, ${modem.firmware.text}`] }),
    },
    ...rates(link, base),
    ...snrs(link, base, snrLimitDb),
  ];
}

type Base = Pick<Measured, 'evidence' | 'labels' | 'instrument'>;

/** The slower direction to each station counts. */
function rates(link: PlcLink, base: Base): readonly Measured[] {
  const method = 'VS_NW_INFO: average PHY rate, the slower direction';
  const common = { ...base, id: 'plc-phy-rate', unit: 'kbit/s', method };
  const stations = link.networks.flatMap((network) => network.stations);
  if (stations.length === 0) {
    return [{ ...common, value: undefined, unavailable: link.cause ?? 'the modem knows no other station' }];
  }
  return stations.map(({ mac, txMbps, rxMbps }) => {
    const slower = Math.min(txMbps, rxMbps);
    const labels = { ...base.labels, peer: mac };
    if (slower === 0) return { ...common, labels, value: undefined, unavailable: 'the modem tells no rate (0 Mbit/s)' };
    return {
      ...common,
      labels,
      value: 1000 * slower,
      U: 1000 / Math.sqrt(3),
      budget: [{ source: 'whole Mbit/s', u: 500 / Math.sqrt(3), evaluation: 'rectangular, half-width 500 kbit/s' }],
      caveats: [rateCaveat],
    };
  });
}

function snrs(link: PlcLink, base: Base, limitDb: number | undefined): readonly Measured[] {
  const common = {
    ...base,
    id: 'plc-snr',
    unit: 'dB',
    method:
      'VS_RX_TONE_MAP_CHAR: SNR step of each modulation {0, 2, 4, 7, 10, 16, 22, 28, 36} dB, mean over active carriers and slots',
  };
  if (link.peers.length === 0) {
    return [
      {
        ...common,
        value: undefined,
        unavailable: link.cause ?? 'no tone map: the modem knows no other station or told none',
      },
    ];
  }
  return link.peers.map(({ peer, snr }) => {
    const labels = { ...base.labels, peer };
    if (snr.meanDb === undefined) {
      return {
        ...common,
        labels,
        value: undefined,
        unavailable: 'no carrier carries bits (robust modes, or no traffic yet)',
      };
    }
    const unavailable = undecided(snr, limitDb);
    if (unavailable !== undefined) return { ...common, labels, value: undefined, unavailable, caveats: snrCaveats };
    return { ...common, labels, value: snr.meanDb, n: snr.active, caveats: snrCaveats };
  });
}

/** Why a tone map does not tell whether the limit is kept: its figure is a floor, so only what lies above passes for sure. */
function undecided({ meanDb, ceilingDb, robust }: ToneMapSnr, limitDb: number | undefined): string | undefined {
  if (limitDb === undefined || meanDb === undefined || meanDb >= limitDb) return undefined;
  if (robust)
    return `all carriers are loaded with QPSK, as the robust modes of Green PHY do whatever the SNR: ${meanDb.toFixed(1)} dB or more, and not how much more`;
  if (ceilingDb !== undefined && ceilingDb <= limitDb) return undefined;
  const above = ceilingDb === undefined ? 'nothing above bounds it' : `below ${ceilingDb.toFixed(1)} dB`;
  return `by the steps of the modulations the SNR is ${meanDb.toFixed(1)} dB or more, ${above}: whether it reaches ${limitDb} dB the tone map does not tell`;
}
