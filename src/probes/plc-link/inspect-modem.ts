import type { MmeOf } from '../../wire/homeplug/define-mme.js';
import { localModemAddress } from '../../wire/homeplug/encode-mme.js';
import { nwInfoCnf, nwInfoReq } from '../../wire/homeplug/messages/vs-nw-info.js';
import { linkStatusCnf, linkStatusReq } from '../../wire/homeplug/messages/vs-pl-lnk-status.js';
import { rxToneMapCnf, rxToneMapReq } from '../../wire/homeplug/messages/vs-rx-tone-map-char.js';
import { swVerCnf, swVerReq } from '../../wire/homeplug/messages/vs-sw-ver.js';
import { unpackToneMap } from '../../wire/homeplug/tone-map.js';
import { readFirmware } from './firmware-version.js';
import type { ModemConversation, ModemReply } from './modem-conversation.js';
import type { PeerSnr, PlcFinding, PlcLink, PlcNetwork } from './plc-link.js';
import { toneMapSnr } from './tone-map-snr.js';

export interface InspectOptions {
  readonly interface: string;
  /** Address of the modem; default the local one, whatever its own address. */
  readonly modem?: string;
  /** Time for one answer, ms; default 300. */
  readonly timeoutMs?: number;
  /** Default 3. */
  readonly attempts?: number;
}

/** How long a second modem may take to answer the same question, ms. */
const gatherMs = 100;
const mostSlots = 6;
const mostPeers = 16;
const mostCarriers = 2880;
/** Address in an answer of a firmware that leaves the field empty. */
const notTold = '00:00:00:00:00:00';

/** Asks a modem all that it can tell. Never rejects: what fails is a finding or a cause. */
export async function inspectModem(talk: ModemConversation, options: InspectOptions): Promise<PlcLink> {
  let modem = options.modem ?? localModemAddress;
  const how = { timeoutMs: options.timeoutMs ?? 300, attempts: options.attempts ?? 3 };
  const findings: PlcFinding[] = [];
  const version = await talk.ask(modem, swVerReq, { Cookie: 0 }, swVerCnf, {
    ...how,
    gatherMs,
    plausible: ({ Version, VersionLength, Status }) =>
      (Status === 0 && Version.length === 0) || VersionLength > 64 || /^[0-9A-F]{128}$/.test(Version)
        ? 'the version is no text'
        : undefined,
  });
  const refused = version.kind === 'answer' && version.value.Status !== 0;
  if (version.kind !== 'answer' || refused) {
    const cause = refused ? `the modem refused VS_SW_VER with status ${version.value.Status}` : causeOf(version, modem);
    const rule = refused ? 'modem-refused' : version.kind === 'garbage' ? 'modem-garbage' : 'modem-silent';
    findings.push({ rule, detail: cause });
    return {
      interface: options.interface,
      modem: undefined,
      cause,
      linked: undefined,
      networks: [],
      peers: [],
      findings,
    };
  }
  if (version.others.length > 0) {
    const detail = `${[version.source, ...version.others].join(' and ')} answered: two modems at one cable; the rest is of ${version.source}`;
    findings.push({ rule: 'several-modems', detail });
    modem = version.source;
  }
  const status = await talk.ask(modem, linkStatusReq, {}, linkStatusCnf, { ...how, attempts: 1 });
  note(findings, status, 'VS_PL_LNK_STATUS');
  const info = await talk.ask(modem, nwInfoReq, {}, nwInfoCnf, {
    ...how,
    plausible: ({ Networks, DataLength }) => {
      const length = Networks.reduce((sum, { Stations }) => sum + 32 + 24 * Stations.length, 2);
      return DataLength === length ? undefined : `length ${DataLength} does not fit its ${Networks.length} network(s)`;
    },
  });
  note(findings, info, 'VS_NW_INFO');
  const networks = info.kind === 'answer' ? info.value.Networks.map(asNetwork) : [];
  const peers: PeerSnr[] = [];
  const stations = networks.flatMap((network) => network.stations).slice(0, mostPeers);
  for (const { mac } of stations) {
    const peer = await toneMapOf(talk, modem, mac, how, findings);
    if (peer !== undefined) peers.push(peer);
  }
  return {
    interface: options.interface,
    modem: {
      mac: version.source,
      firmware: readFirmware(version.value.Version, version.value.Ident),
      answeredInMs: version.tookMs,
    },
    cause: undefined,
    linked: status.kind === 'answer' && status.value.Status === 0 ? status.value.LinkStatus === 1 : undefined,
    networks,
    peers,
    findings,
  };
}

/** All slots of the tone map to one peer. */
async function toneMapOf(
  talk: ModemConversation,
  modem: string,
  peer: string,
  how: { readonly timeoutMs: number; readonly attempts: number },
  findings: PlcFinding[],
): Promise<PeerSnr | undefined> {
  const slots: (readonly number[])[] = [];
  let gain = 0;
  let announced: number | undefined;
  for (let slot = 0, count = 1; slot < Math.min(count, mostSlots); slot++) {
    const question = { SubVersion: 0, PeerMac: peer, Slot: slot, Coupling: 0 };
    const reply = await talk.ask(modem, rxToneMapReq, question, rxToneMapCnf, {
      ...how,
      plausible: ({ Status, PeerMac, CarrierCount, Slot }) => {
        if (CarrierCount > mostCarriers) return `${CarrierCount} carriers`;
        // A late answer to an earlier question would be taken for one about this peer.
        if (Status === 0 && PeerMac !== peer && PeerMac !== notTold) return `it is about ${PeerMac}, asked was ${peer}`;
        return Slot === slot ? undefined : `it is slot ${Slot}, asked was ${slot}`;
      },
    });
    note(findings, reply, `VS_RX_TONE_MAP_CHAR to ${peer}, slot ${slot}`);
    if (reply.kind !== 'answer') return undefined;
    if (reply.value.Status !== 0) {
      const detail = `the modem refused the tone map to ${peer}, slot ${slot}, with status ${reply.value.Status}`;
      findings.push({ rule: 'modem-refused', detail });
      return undefined;
    }
    const carriers = unpackToneMap(reply.value.Carriers, reply.value.CarrierCount);
    if (carriers.length < reply.value.CarrierCount) {
      const detail = `slot ${slot} to ${peer} announces ${reply.value.CarrierCount} carriers and holds ${carriers.length}`;
      findings.push({ rule: 'tone-map-short', detail });
    }
    slots.push(carriers);
    ({ SlotCount: count, Gain: gain, CarrierCount: announced } = reply.value);
  }
  const snr = toneMapSnr(slots, announced);
  if (snr.illegal > 0) {
    const detail = `${snr.illegal} of ${snr.carriers} carriers to ${peer} have a modulation above 8; they are left out`;
    findings.push({ rule: 'tone-map-illegal', detail });
  }
  if (snr.active === 0) {
    const detail = `no carrier to ${peer} carries bits: robust modes only (Green PHY), or no traffic yet; the tone map tells no SNR`;
    findings.push({ rule: 'tone-map-empty', detail });
  }
  return { peer, snr, gain };
}

function note(findings: PlcFinding[], reply: ModemReply<unknown>, what: string): void {
  if (reply.kind === 'garbage') findings.push({ rule: 'modem-garbage', detail: reply.detail });
  else if (reply.kind === 'silent') findings.push({ rule: 'modem-silent', detail: `no answer to ${what}` });
}

function causeOf(reply: ModemReply<unknown>, modem: string): string {
  if (reply.kind === 'garbage') return `what answered VS_SW_VER made no sense: ${reply.detail}`;
  return `no modem answered VS_SW_VER at ${modem}`;
}

function asNetwork(network: MmeOf<typeof nwInfoCnf>['Networks'][number]): PlcNetwork {
  return {
    nid: network.Nid,
    snid: network.Snid,
    tei: network.Tei,
    role: network.Role,
    ccoMac: network.CcoMac,
    stations: network.Stations.map((station) => ({
      mac: station.Mac,
      tei: station.Tei,
      bridgedAddress: station.BridgedAddress,
      txMbps: station.AverageTx,
      rxMbps: station.AverageRx,
    })),
  };
}
