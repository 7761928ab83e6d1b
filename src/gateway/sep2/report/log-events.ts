/**
 * LogEvents of the DER function set (functionSet 11, profile 2). Codes of alarms follow CSIP 5.2.5.3; the number is from
 * memory: check against the standard.
 */
export const logEventCodes = {
  /** The inverter does not show the effect of a control. */
  'effect-missing': { code: 8, text: 'control without effect' },
  'inverter-fault': { code: 10, text: 'inverter fault' },
} as const;

export type LogEventWord = keyof typeof logEventCodes;

/** PEN of IEEE 2030.5 itself. */
const standardPen = 40_732;

/** The LogEvent resource. @param id counts from 0 and wraps at 65,536 */
export function logEvent(word: LogEventWord, detail: string, id: number, nowS: number): object {
  const { code, text } = logEventCodes[word];
  return {
    createdDateTime: Math.floor(nowS),
    details: (detail === '' ? text : detail).slice(0, 32),
    functionSet: 11,
    logEventCode: code,
    logEventID: id & 0xffff,
    logEventPEN: standardPen,
    profileID: 2,
  };
}
