/** Measures the width of a piece of text in points. */
export type Measure = (text: string) => number;

/**
 * Breaks text into lines no wider than `width`. Words that are too wide by themselves (hashes, paths) are cut where
 * they must be. Line feeds are kept.
 */
export function wrapText(text: string, width: number, measure: Measure): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width, measure));
}

function wrapLine(line: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/(?<= )/)) {
    const longer = current + word;
    if (measure(longer.trimEnd()) <= width) {
      current = longer;
      continue;
    }
    if (current.trimEnd() !== '') lines.push(current.trimEnd());
    current = word;
    while (measure(current.trimEnd()) > width) {
      const count = fitting(current, width, measure);
      lines.push(current.slice(0, count));
      current = current.slice(count);
    }
  }
  lines.push(current.trimEnd());
  return lines;
}

/** How many characters of a too wide word fit; at least one. Prefers to end after one of / . - _ , : */
function fitting(word: string, width: number, measure: Measure): number {
  let low = 1;
  let high = word.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(word.slice(0, middle)) <= width) low = middle;
    else high = middle - 1;
  }
  const good = Math.max(...['/', '.', '-', '_', ',', ':'].map((mark) => word.lastIndexOf(mark, low - 1) + 1));
  return good > low / 3 ? good : low;
}
