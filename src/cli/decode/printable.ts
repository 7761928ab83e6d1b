/**
 * Text from a capture made safe for a terminal: control characters (escape sequences among them) come out as `\xNN`, so
 * that a recorded message cannot steer the reader's screen.
 */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}
