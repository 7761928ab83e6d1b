// Checks the import column of the architecture: each room may import only the rooms listed here. Exits 1 with a line for
// each import that climbs a fence.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

import { root } from './root.mjs';

const transportAndBelow = ['transport', 'wire', 'messages', 'pki', 'base'];
const fences = {
  base: [],
  wire: [],
  judge: [],
  messages: ['wire', 'base'],
  pki: ['base'],
  transport: ['wire', 'messages', 'pki', 'base'],
  peers: transportAndBelow,
  gateway: transportAndBelow,
  bench: transportAndBelow,
  probes: ['bench', 'peers', ...transportAndBelow],
  record: ['judge', 'base'],
  reporters: ['record', 'judge', 'base'],
  ui: ['base'],
  suites: ['bench', 'peers', 'probes', 'judge', 'record', ...transportAndBelow],
};
const unfenced = new Set(['cli', 'test', 'benchmarks']);
// Pure rooms: no sockets, clock or files.
const pure = { wire: true, judge: true };
const impure =
  /^(node:)?(fs|net|dgram|tls|http|https|http2|child_process|worker_threads|os|dns|timers|process|cluster)(\/|$)/;

function roomOf(path) {
  const parts = path.split('/');
  return parts[0] === 'src' ? parts[1] : parts[0];
}

function listFiles(folders) {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name))),
  );
}

const problems = [];
const files = listFiles(['src', 'suites', 'test', 'benchmarks']);
for (const file of files) {
  const room = roomOf(file);
  if (unfenced.has(room)) continue;
  const allowed = fences[room];
  if (allowed === undefined) {
    problems.push(`${file}: the room "${room}" is not in the architecture`);
    continue;
  }
  const text = readFileSync(join(root, file), 'utf8');
  for (const match of text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)) {
    const target = match[1];
    const line = text.slice(0, match.index).split('\n').length;
    if (target.startsWith('.')) {
      const other = roomOf(normalize(join(dirname(file), target)));
      if (other !== room && !allowed.includes(other)) problems.push(`${file}:${line}: ${room} may not import ${other}`);
    } else if (pure[room] && impure.test(target)) {
      problems.push(`${file}:${line}: ${room} is pure and may not import ${target}`);
    }
  }
}
for (const problem of problems) console.error(problem);
console.log(`fences: ${files.length} files, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
