import { type ExiObject, toJson } from '../../messages/codec.js';
import type { SessionEvent } from '../../probes/session-reader/session-event.js';
import { noColours, terminalColours } from '../decode/colours.js';
import { JsonPrinter } from '../decode/json-printer.js';
import { TextPrinter } from '../decode/text-printer.js';

export interface LivePrinterOptions {
  readonly json: boolean;
  readonly full: boolean;
  readonly color: boolean;
}

/** Prints events as they happen: as `decode` does for people, or one JSON object a line. */
export function livePrinter(options: LivePrinterOptions): {
  readonly event: (event: SessionEvent) => void;
  readonly end: (outcome: object, words: string) => void;
} {
  if (options.json) {
    const printer = new JsonPrinter((schema, value) => toJson(schema, value as ExiObject));
    const line = (value: object): void => console.log(JSON.stringify(value));
    return {
      event: (event) => {
        if (event.kind !== 'session-ended') line(printer.eventJson(event));
      },
      end: (outcome) => line({ kind: 'outcome', ...outcome }),
    };
  }
  const coloured = options.color && process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;
  const printer = new TextPrinter({ colours: coloured ? terminalColours : noColours, full: options.full });
  let timed = false;
  return {
    event: (event) => {
      const packet = event.kind === 'message' ? event.last : 'packet' in event ? event.packet : undefined;
      if (!timed && packet !== undefined) {
        timed = true;
        process.stdout.write(printer.origin(packet.timestampNs).replace('the first packet', 'the start'));
      }
      // Frames are told at once: a run of equal ones is not waited for.
      process.stdout.write(printer.event(event) + (event.kind === 'mme' ? printer.flush() : ''));
    },
    end: (_outcome, words) => console.log(words),
  };
}
