/**
 * A command header as SCPI writes it down, `MEASure:VOLTage[:DC]?`, as a pattern for what may be sent: the capitals alone
 * or the whole word, whatever the case, with or without what stands in brackets and a leading colon (SCPI 1999.0, 6.2).
 */
export function headerPattern(header: string): RegExp {
  const body = header
    .replace(/[?*]/g, (char) => `\\${char}`)
    .replace(/\[/g, '(?:')
    .replace(/\]/g, ')?')
    .replace(/([A-Z]+)([a-z]+)/g, (_, short: string, rest: string) => `${short}(?:${rest})?`);
  return new RegExp(`^:?${body}$`, 'i');
}

/** One command of a line: its header and what follows it. */
export interface ScpiCommand {
  readonly header: string;
  readonly parameters: readonly string[];
}

/** Splits a line into its commands. */
export function splitLine(line: string): readonly ScpiCommand[] {
  return line
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [header = '', rest] = part.split(/\s+(.*)/s);
      const parameters = rest === undefined || rest === '' ? [] : rest.split(',').map((word) => word.trim());
      return { header, parameters };
    });
}
