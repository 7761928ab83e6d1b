import { type GatewayFault, seccFault } from './gateway-fault.js';

const where = 'src/gateway/faults/faulty-timers.ts';

/** Faults of timers and of how fast an answer comes. */
export const timerFaults = {
  'sequence-timer-never': seccFault('never ends a silent session', 'ISO 15118-2, V2G2-443', where),
  'sequence-timer-early': seccFault(
    'ends a silent session after half of V2G_SECC_Sequence_Timeout',
    'ISO 15118-2, V2G2-441; ISO 15118-20, V2G20-441',
    where,
  ),
  'sequence-timer-late': seccFault(
    'ends a silent session eight seconds after V2G_SECC_Sequence_Timeout',
    'ISO 15118-2, V2G2-443; ISO 15118-20, V2G20-443',
    where,
  ),
  'sequence-timer-flat': seccFault(
    'has one sequence timer of 60 s for the charge loop too',
    'ISO 15118-20, V2G20-1500, V2G20-1502',
    where,
    ['d20-sequence-timeout-flat', 'josev-d20-sequence-timeout-flat'],
  ),
  'setup-timer-never': seccFault('answers discovery however long after the plug-in', 'ISO 15118-2, V2G2-723', where),
  'ongoing-without-end': seccFault(
    'answers Ongoing beyond V2G_SECC_Ongoing_Performance_Time',
    'ISO 15118-2, V2G2-855',
    where,
  ),
  'late-session-setup': seccFault('answers SessionSetupReq after 2.3 s', 'V2G_SECC_Msg_Performance_Time', where),
  'late-service-discovery': seccFault(
    'answers ServiceDiscoveryReq after 2.3 s',
    'V2G_SECC_Msg_Performance_Time',
    where,
  ),
  'late-current-demand': seccFault(
    'answers CurrentDemandReq after 0.4 s',
    'V2G_SECC_Msg_Performance_Time_CurrentDemand',
    where,
  ),
  'late-charge-loop': seccFault('answers charge loop requests after 0.7 s', 'ISO 15118-20, V2G20-1500', where),
  'late-power-delivery': seccFault('answers PowerDeliveryReq after 5.5 s', 'V2G_SECC_Msg_Performance_Time', where),
} as const satisfies Readonly<Record<string, GatewayFault>>;
