/** How loud an event is. */
export type EventLevel = 'debug' | 'info' | 'warn' | 'error';

interface EventEntry {
  readonly level: EventLevel;
  /** The event string: what stands in `msg`, word for word. */
  readonly text: string;
}

/**
 * Every event string of the gateway's log, in one place. The first two are those of the deployment manual, which
 * technicians and the harness search the journal for.
 */
export const eventTable = {
  /** A TLS handshake that failed: a certificate that does not fit or has expired, first of all. */
  'peer-disconnect': { level: 'error', text: '0x4B3 - Peer Disconnect' },
  'peer-left-early': {
    level: 'warn',
    text: 'vehicle left right after the TLS handshake: it may refuse the certificate',
  },
  /** ETIMEDOUT: a connection, to the vehicle or to the inverter, timed out. */
  'io-timeout': { level: 'error', text: 'I/O error 110' },
  ready: { level: 'info', text: 'ready' },
  stopping: { level: 'info', text: 'gateway is stopping' },
  stopped: { level: 'info', text: 'gateway has stopped' },
  'connection-opened': { level: 'info', text: 'vehicle connected' },
  'connection-refused': { level: 'warn', text: 'connection refused: too many connections' },
  'connection-closed': { level: 'info', text: 'connection closed' },
  'listen-error': { level: 'error', text: 'listener error' },
  slac: { level: 'info', text: 'matching at the power line' },
  'slac-lost': { level: 'error', text: 'the interface of the power line modem is gone' },
  'sdp-answered': { level: 'info', text: 'SECC discovery answered' },
  'sdp-ignored': { level: 'warn', text: 'SECC discovery request ignored' },
  'discovery-window-closed': {
    level: 'warn',
    text: 'communication set-up time is over, port closed until the next SDP request',
  },
  'discovery-window-opened': { level: 'info', text: 'port open' },
  'frame-ignored': { level: 'warn', text: 'V2GTP frame ignored' },
  'message-unreadable': { level: 'warn', text: 'message cannot be read' },
  'message-violations': { level: 'info', text: 'message with tolerated violations' },
  'app-protocol': { level: 'info', text: 'application protocol negotiated' },
  'tls-deviation': { level: 'warn', text: 'TLS for ISO 15118-20 is outside the profile of the standard' },
  request: { level: 'debug', text: 'request' },
  response: { level: 'debug', text: 'response' },
  'response-failed': { level: 'warn', text: 'request refused' },
  'session-established': { level: 'info', text: 'session established' },
  'session-joined': { level: 'info', text: 'paused session joined' },
  'session-paused': { level: 'info', text: 'session paused' },
  'session-ended': { level: 'info', text: 'session ended' },
  'sequence-timeout': { level: 'warn', text: 'V2G_SECC_Sequence_Timeout' },
  'handler-error': { level: 'error', text: 'internal error while a request was handled' },
  'power-requested': { level: 'info', text: 'power on requested' },
  'power-on': { level: 'info', text: 'power is on' },
  'power-refused': { level: 'error', text: 'power on failed' },
  'stop-requested': { level: 'info', text: 'stop requested' },
  'stop-commanded': { level: 'info', text: 'stop commanded to the inverter' },
  'stop-verified': { level: 'info', text: 'stop verified' },
  'stop-not-verified': { level: 'error', text: 'stop NOT verified, trying again' },
  'stop-order': { level: 'warn', text: 'stop order' },
  'stop-order-lifted': { level: 'info', text: 'stop order lifted' },
  'inverter-found': { level: 'info', text: 'SunSpec inverter found' },
  'inverter-lost': { level: 'error', text: 'inverter does not answer' },
  'inverter-back': { level: 'info', text: 'inverter answers again' },
  'inverter-foreign': { level: 'error', text: 'device is no SunSpec inverter that can be controlled' },
  pilot: { level: 'info', text: 'control pilot' },
  'pilot-fault': { level: 'error', text: 'control pilot fault: emergency stop' },
  authorization: { level: 'info', text: 'authorization' },
  isolation: { level: 'info', text: 'isolation test' },
  control: { level: 'info', text: 'control command' },
  'control-error': { level: 'warn', text: 'control socket error' },
  'fault-seeded': { level: 'warn', text: 'a fault is seeded on purpose' },
  'sep2-state': { level: 'info', text: 'utility client' },
  'sep2-found': { level: 'info', text: 'utility server found' },
  'sep2-registered': { level: 'info', text: 'utility server knows this device' },
  'sep2-not-registered': { level: 'warn', text: 'utility server does not know this device' },
  'sep2-pin-wrong': { level: 'error', text: 'PIN of the registration is not ours, nothing is done for this server' },
  'sep2-time': { level: 'info', text: 'time of the utility server' },
  'sep2-time-doubtful': { level: 'warn', text: 'time of the utility server is doubtful' },
  'sep2-request-failed': { level: 'warn', text: 'utility server did not answer as it should' },
  'sep2-unreadable': { level: 'warn', text: 'answer of the utility server cannot be read, what was known holds' },
  'sep2-lost': { level: 'error', text: 'utility server is lost, default control holds' },
  'sep2-back': { level: 'info', text: 'utility server answers again' },
  'sep2-event-received': { level: 'info', text: 'control received' },
  'sep2-event-begun': { level: 'info', text: 'control begins' },
  'sep2-event-started': { level: 'info', text: 'control is in effect' },
  'sep2-event-ended': { level: 'info', text: 'control is over' },
  'sep2-event-changed': { level: 'warn', text: 'control is listed with another content, the tighter of both holds' },
  'sep2-event-doubtful': { level: 'warn', text: 'part of a control cannot be read, it counts as no power' },
  'sep2-allowance': { level: 'info', text: 'the grid allows' },
  'sep2-effect-missing': { level: 'error', text: 'control has NO effect on the inverter yet' },
  'sep2-response': { level: 'info', text: 'response posted' },
  'sep2-response-refused': { level: 'warn', text: 'response refused by the utility server' },
  'sep2-flow-reservation': { level: 'info', text: 'flow reservation' },
  'sep2-price': { level: 'info', text: 'price' },
  'sep2-notified': { level: 'info', text: 'notification received' },
  'sep2-subscribed': { level: 'info', text: 'subscribed' },
  'sep2-error': { level: 'error', text: 'internal error of the utility client' },
  'config-applied': { level: 'info', text: 'configuration applied' },
  'config-refused': { level: 'error', text: 'configuration refused, the old one stays' },
  'state-restored': { level: 'info', text: 'state restored' },
  'state-saved': { level: 'debug', text: 'state saved' },
  'state-error': { level: 'error', text: 'state cannot be saved' },
} as const satisfies Record<string, EventEntry>;

export type EventName = keyof typeof eventTable;
