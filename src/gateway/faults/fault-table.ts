import { appProtocolFaults } from './app-protocol-faults.js';
import type { GatewayFault } from './gateway-fault.js';
import { iso2Faults } from './iso2-faults.js';
import { iso20Faults } from './iso20-faults.js';
import { meteringFaults } from './metering-faults.js';
import { pncFaults } from './pnc-faults.js';
import { sdpFaults } from './sdp-faults.js';
import { sessionFaults } from './session-faults.js';
import { slacFaults } from './slac-faults.js';
import { timerFaults } from './timer-faults.js';
import { tlsFaults } from './tls-faults.js';

export type { GatewayFault } from './gateway-fault.js';

const seen = (number: number) => `seen in real clients (behaviour ${number} of the reference page)`;

/**
 * Faults that can be seeded into the reference gateway, so that suites can be seen to find them. A name is asked for in
 * exactly the place that it changes; without any of them the gateway behaves as the standard says. Never rename one: suites
 * and reports name them.
 */
export const faultTable = {
  'ack-before-effect': {
    behaviour: 'posts Response 2 (started) before the inverter has been told anything',
    source: `IEEE 2030.5 10.2.3 event rules; ${seen(1)}`,
    where: 'src/gateway/sep2/control/control-desk.ts',
  },
  'ack-without-effect': {
    behaviour: 'posts Responses 2 and 3 and never tells the inverter',
    source: `IEEE 2030.5 10.2.3 event rules; ${seen(1)}`,
    where: 'src/gateway/sep2/control/control-desk.ts',
  },
  'lose-energize': {
    behaviour: 'loses opModEnergize: an energise-only stop does nothing',
    source: `IEEE 2030.5 DERControlBase opModEnergize; ${seen(2)}`,
    where: 'src/gateway/sep2/control/merge-controls.ts',
  },
  'lose-connect': {
    behaviour: 'loses opModConnect: a disconnect does nothing',
    source: `IEEE 2030.5 DERControlBase opModConnect; ${seen(2)}`,
    where: 'src/gateway/sep2/control/merge-controls.ts',
  },
  'limit-for-stop': {
    behaviour: 'writes a power limit of 10 % where a stop is asked for, and leaves the inverter connected',
    source: `IEEE 2030.5 DERControlBase opModEnergize; ${seen(2)}`,
    where: 'src/gateway/sep2/control/merge-controls.ts',
  },
  'never-release': {
    behaviour: 'keeps stop and limits after the event has ended',
    source: `IEEE 2030.5 10.10.4.2.3 default control after events; ${seen(3)}`,
    where: 'src/gateway/sep2/control/control-desk.ts',
  },
  'pulse-at-end': {
    behaviour: 'lifts every limit for a moment between two back-to-back events',
    source: `no transient between back-to-back events; ${seen(3)}`,
    where: 'src/gateway/sep2/control/control-desk.ts',
  },
  'ramp-in-steps': {
    behaviour: 'goes to zero in steps of 10 % a second, whatever the urgency',
    source: `a stop is not ramped; ${seen(4)}`,
    where: 'src/gateway/grid/allowance-ramp.ts',
  },
  'stop-on-404': {
    behaviour: 'the client ends when the server answers 404 for a control, and leaves the inverter as it is',
    source: `IEEE 2030.5 error handling; ${seen(5)}`,
    where: 'src/gateway/sep2/session/read-programs.ts',
  },
  'wait-for-active-status': {
    behaviour: 'starts an event only when the server says Active',
    source: `IEEE 2030.5 10.2.3 events start by the time of the server; ${seen(6)}`,
    where: 'src/gateway/sep2/events/event-period.ts',
  },
  'ignore-active-status': {
    behaviour: 'starts an event by its own clock only, whatever the server says',
    source: `IEEE 2030.5 EventStatus.currentStatus; ${seen(6)}`,
    where: 'src/gateway/sep2/events/event-period.ts',
  },
  'revert-timer-fail-open': {
    behaviour: 'arms the revert timers of the inverter, so that a dead gateway gives full power',
    source: `fail-safe on loss; ${seen(7)}`,
    where: 'src/gateway/inverter/faulty-writes.ts',
  },
  'no-failsafe-armed': {
    behaviour: 'arms no fail-safe: an inverter whose gateway has died goes on as it was told last',
    source: 'fail-safe on loss; SunSpec model 704 reversion timers',
    where: 'src/gateway/inverter/sunspec-failsafe.ts',
  },
  'failsafe-not-refreshed': {
    behaviour: 'arms the fail-safe and never refreshes it: the inverter stops though the gateway lives',
    source: 'SunSpec model 704: the reversion time counts from the last write',
    where: 'src/gateway/inverter/sunspec-failsafe.ts',
  },
  'failsafe-fails-open': {
    behaviour: 'arms the timers of model 704 without a reversion: a dead gateway takes limit and set power away',
    source: `fail-safe on loss; ${seen(7)}`,
    where: 'src/gateway/inverter/sunspec-failsafe.ts',
  },
  'write-read-only': {
    behaviour: 'writes the scale factors, which are read-only, along with the controls',
    source: `SunSpec information model, access column; ${seen(8)}`,
    where: 'src/gateway/inverter/faulty-writes.ts',
  },
  'wrong-sign': {
    behaviour: 'writes the set power with the wrong sign: charges where it should discharge',
    source: `SunSpec model 704 WSet: injection is positive; ${seen(8)}`,
    where: 'src/gateway/inverter/sunspec-inverter.ts',
  },
  'ignore-modbus-exception': {
    behaviour: 'takes a Modbus exception for success',
    source: `MODBUS Application Protocol 1.1b3, clause 7; ${seen(8)}`,
    where: 'src/gateway/inverter/faulty-writes.ts',
  },
  'strip-leading-zeros': {
    behaviour: 'strips leading zeros of an mRID in Response.subject',
    source: `IEEE 2030.5 Response.subject is the mRID of the event; ${seen(9)}`,
    where: 'src/gateway/sep2/report/response-queue.ts',
  },
  'pipeline-requests': {
    behaviour: 'sends the next request before the answer to the last one has come',
    source: seen(10),
    where: 'src/gateway/sep2/http/open-link.ts',
  },
  'die-on-connection-close': {
    behaviour: 'ends for good when the server closes the connection, also after Connection: close',
    source: `RFC 9112 9.6; ${seen(10)}`,
    where: 'src/gateway/sep2/utility-client.ts',
  },
  'no-reconnect': {
    behaviour: 'never opens another connection after one was lost',
    source: `IEEE 2030.5 clients retry; ${seen(10)}`,
    where: 'src/gateway/sep2/utility-client.ts',
  },
  'draft-namespace-only': {
    behaviour: 'writes and understands only the draft namespace http://ieee.org/2030.5',
    source: `urn:ieee:std:2030.5:ns; ${seen(11)}`,
    where: 'src/gateway/sep2/http/sep2-link.ts',
  },
  'reject-published-elements': {
    behaviour:
      'rejects a resource with elements that the draft schema has not, such as opModExpLimW, opModFixedPFInjectW and deviceCategory',
    source: `sep.xsd 2.1.0; ${seen(11)}`,
    where: 'src/gateway/sep2/http/sep2-link.ts',
  },
  'no-server-verification': {
    behaviour: 'does not verify the certificate of the server',
    source: `IEEE 2030.5 6.11 mutual authentication; ${seen(12)}`,
    where: 'src/gateway/sep2/http/open-link.ts',
  },
  'any-cipher': {
    behaviour: 'offers every cipher suite that its TLS library has',
    source: `IEEE 2030.5 6.7 ECDHE-ECDSA-AES128-CCM8; ${seen(12)}`,
    where: 'src/gateway/sep2/http/open-link.ts',
  },
  'odd-length-hex': {
    behaviour: 'writes hexBinary with an odd number of digits',
    source: `XML Schema part 2, hexBinary; ${seen(12)}`,
    where: 'src/gateway/sep2/http/sep2-link.ts',
  },
  'poll-too-fast': {
    behaviour: 'polls four times as often as pollRate says',
    source: `IEEE 2030.5 pollRate; ${seen(13)}`,
    where: 'src/gateway/sep2/poll/poll-schedule.ts',
  },
  'poll-too-slow': {
    behaviour: 'polls at a third of the rate that pollRate asks for',
    source: `IEEE 2030.5 pollRate; ${seen(13)}`,
    where: 'src/gateway/sep2/poll/poll-schedule.ts',
  },
  'ignore-poll-rate-change': {
    behaviour: 'keeps the first pollRate that it was told',
    source: `IEEE 2030.5 pollRate; ${seen(13)}`,
    where: 'src/gateway/sep2/poll/poll-schedule.ts',
  },
  'ignore-server-time': {
    behaviour: 'runs events by its own clock without the offset of the server',
    source: `IEEE 2030.5 11.1: events relative to the time of the server; ${seen(14)}`,
    where: 'src/gateway/sep2/session/server-time.ts',
  },
  'ignore-past-event': {
    behaviour: 'does not start an event that began before it was received',
    source: `IEEE 2030.5 10.2.3 event rules; ${seen(14)}`,
    where: 'src/gateway/sep2/events/event-period.ts',
  },
  'duration-zero-forever': {
    behaviour: 'takes duration 0 for an event without end',
    source: `IEEE 2030.5 interval.duration; ${seen(14)}`,
    where: 'src/gateway/sep2/events/event-period.ts',
  },
  'overlap-wrong': {
    behaviour: 'lets the older of two overlapping events win, and the higher primacy value',
    source: `IEEE 2030.5 10.2.3 superseding and primacy; ${seen(14)}`,
    where: 'src/gateway/sep2/events/precedence.ts',
  },
  'duplicate-mrid-twice': {
    behaviour: 'takes an event that is listed twice for two events and responds for both',
    source: `IEEE 2030.5 mRID identifies the event; ${seen(14)}`,
    where: 'src/gateway/sep2/events/event-scheduler.ts',
  },
  'ignore-cancel': {
    behaviour: 'keeps a cancelled event until its planned end',
    source: 'IEEE 2030.5 EventStatus.currentStatus 2',
    where: 'src/gateway/sep2/events/event-scheduler.ts',
  },
  'ignore-randomization': {
    behaviour: 'starts and ends at the planned times, without the random part',
    source: 'IEEE 2030.5 RandomizableEvent',
    where: 'src/gateway/sep2/events/random-part.ts',
  },
  'first-page-only': {
    behaviour: 'reads only the first page of a list',
    source: 'IEEE 2030.5 list paging: all, results',
    where: 'src/gateway/sep2/http/read-list.ts',
  },
  'ignore-pin': {
    behaviour: 'operates although the PIN of the Registration is not its own',
    source: 'IEEE 2030.5 Registration: the client verifies the PIN',
    where: 'src/gateway/sep2/session/find-self.ts',
  },
  'no-default-control': {
    behaviour: 'knows no default control: without an event everything is allowed',
    source: 'IEEE 2030.5 DefaultDERControl',
    where: 'src/gateway/sep2/control/control-desk.ts',
  },
  'fail-open-on-loss': {
    behaviour: 'lifts every limit when the server is lost',
    source: `default control on loss of the server; ${seen(7)}`,
    where: 'src/gateway/sep2/control/control-desk.ts',
  },
  'release-on-malformed': {
    behaviour: 'takes an answer that cannot be read for an empty list and releases its controls',
    source: 'conservative on every ambiguity',
    where: 'src/gateway/sep2/session/read-programs.ts',
  },
  'tls-serial-handshakes': {
    behaviour: 'takes the next vehicle only once the connection of the one before is closed',
    source:
      'ISO 15118-2:2014 7.7.3, V2G_EVCC_CommunicationSetup_Timeout for every vehicle of a site; a server without threads',
    where: 'src/gateway/server/faulty-door.ts',
  },
  'tls-drops-above-n': {
    behaviour: 'resets every connection beyond eight that are open',
    source: 'deployment manual, TLS concurrency: many vehicles at once without failures; a fixed table of connections',
    where: 'src/gateway/server/faulty-door.ts',
  },
  'tls-stalls': {
    behaviour: 'lets a vehicle wait 6 s for its ServerHello when eight others are connected',
    source: 'published ISO 15118-4 test cases wait 5 s for TCP and TLS; a look-up that blocks',
    where: 'src/gateway/server/faulty-door.ts',
  },
  ...slacFaults,
  ...sdpFaults,
  ...appProtocolFaults,
  ...sessionFaults,
  ...timerFaults,
  ...tlsFaults,
  ...iso2Faults,
  ...iso20Faults,
  ...pncFaults,
  ...meteringFaults,
} as const satisfies Readonly<Record<string, GatewayFault>>;

export type FaultName = keyof typeof faultTable;
