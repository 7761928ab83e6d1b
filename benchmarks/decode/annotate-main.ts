// What happens to an evidence capture at the end of a run, in a process of its own: rewritten with names, secrets and
// comments, and hashed. Arguments: source, target, key log. Says at its end how much memory it took.
import { annotateCapture } from '../../src/cli/run/annotate-capture.js';
import { sha256File } from '../../src/record/sha256-file.js';

const [source = '', target = '', keyLog] = process.argv.slice(2);
const { packets } = await annotateCapture(source, target, {
  name: 'mesh0',
  description: 'mesh interface of the bench',
  application: 'plumbline with tcpdump',
  remarks: [],
  comments: [],
  keyLog,
  lost: 0,
});
const { size } = await sha256File(target);
const { maxRSS } = process.resourceUsage();
process.stderr.write(`\n${JSON.stringify({ maxRssKib: maxRSS, packets, size })}\n`);
