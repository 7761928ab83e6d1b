// `plumbline decode ...` in a process of its own that says at its end how much memory it took, as JSON on standard error.
import { main } from '../../src/cli/main.js';

process.on('exit', () => {
  const { maxRSS } = process.resourceUsage();
  process.stderr.write(`\n${JSON.stringify({ maxRssKib: maxRSS })}\n`);
});
await main(process.argv.slice(2));
