/**
 * Clauses of IEEE 2030.5-2018 that the cases rest on. Numbers are those that guides to the standard cite; check them
 * against the text before they are quoted to a third party.
 */
export const clauses = {
  discovery: 'IEEE 2030.5-2018, clause 7 (discovery), 8.2 DeviceCapability',
  endDevice: 'IEEE 2030.5-2018, EndDevice function set; CSIP-AUS, registration',
  registration: 'IEEE 2030.5-2018, Registration: the client compares the PIN with its own',
  time: 'IEEE 2030.5-2018, Time function set: events run by the time of the server',
  der: 'IEEE 2030.5-2018, 10.10 Distributed Energy Resources: DERCapability, DERSettings, DERStatus, DERAvailability',
  control: 'IEEE 2030.5-2018, 10.10 Distributed Energy Resources: DERControl',
  defaultControl: 'IEEE 2030.5-2018, 10.10 Distributed Energy Resources: DefaultDERControl',
  stop: 'EN 50549-1, logic interface: active power ceases within 5 s (from memory, check against the standard)',
  limit: 'IEEE 1547-2018, limit active power: within 30 s, or as the PIXIT declares (from memory, check)',
  events: 'IEEE 2030.5-2018, 10.2.3 event rules and guidelines',
  random: 'IEEE 2030.5-2018, randomization of events (RandomizableEvent)',
  responses: 'IEEE 2030.5-2018, Response function set',
  poll: 'IEEE 2030.5-2018, pollRate; CSIP, poll and post rates',
  metering: 'IEEE 2030.5-2018, Metering Mirror; CSIP-AUS, accuracy: the lower of 4 % of the rating and 100 W',
  subscription: 'IEEE 2030.5-2018, Subscription/Notification',
  flowReservation: 'IEEE 2030.5-2018, Flow Reservation function set',
  logEvent: 'IEEE 2030.5-2018, Log Event function set',
  security: 'IEEE 2030.5-2018, 6.7 cipher suites, 6.11 certificates: mutual authentication',
  http: 'RFC 9112, 9.3 persistence and 9.6 tear-down; IEEE 2030.5-2018, clause 5',
  lists: 'IEEE 2030.5-2018, clause 4: lists, all and results, query parameters s, a, l',
  schema: 'IEEE 2030.5-2018, schema sep.xsd; XML Schema part 2',
  failSafe: 'CSIP-AUS, communication loss: schedule, then default control; deployment manual: a stop is a stop',
} as const;
