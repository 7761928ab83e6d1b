/** CPU of the server, s, for one of each. */
export interface UnitCosts {
  readonly get: number;
  readonly write: number;
  readonly handshake: number;
}

interface Plan {
  readonly name: string;
  /** Announced rates, s: the whole tree; program lists with their controls; readings and status. */
  readonly treeS: number;
  readonly programS: number;
  readonly writeS: number;
  /** Whether each round of polls comes on a connection of its own. */
  readonly reconnects: boolean;
}

const endpoints = 10_000;
/** dcap, tm, edev, fsa, der. */
const treeGets = 5;
/** derp, and for two programs derc and dderc. */
const programGets = 5;
/** One MirrorMeterReading, one DERStatus. */
const writes = 2;

const plans: readonly Plan[] = [
  { name: 'CSIP rates (300 s), connections stay', treeS: 300, programS: 300, writeS: 300, reconnects: false },
  { name: 'CSIP rates (300 s), a handshake each round', treeS: 300, programS: 300, writeS: 300, reconnects: true },
  { name: 'programs each minute, connections stay', treeS: 300, programS: 60, writeS: 60, reconnects: false },
  { name: 'programs each minute, a handshake each round', treeS: 300, programS: 60, writeS: 60, reconnects: true },
  { name: 'programs every 5 s (a test of stops)', treeS: 60, programS: 5, writeS: 60, reconnects: false },
];

/** Lines of the extrapolation to 10,000 endpoints: paper, not measured. */
export function extrapolate(costs: UnitCosts, mibEach: number): readonly string[] {
  const rows = plans.map(({ name, treeS, programS, writeS, reconnects }) => {
    const gets = endpoints * (treeGets / treeS + programGets / programS);
    const posts = endpoints * (writes / writeS);
    const handshakes = reconnects ? endpoints / programS : 0;
    const cores = gets * costs.get + posts * costs.write + handshakes * costs.handshake;
    const rate = `${gets.toFixed(0)} GET/s, ${posts.toFixed(0)} writes/s, ${handshakes.toFixed(0)} handshakes/s`;
    return `  ${name.padEnd(46)} ${rate.padEnd(46)} ${(cores * 100).toFixed(0).padStart(5)} % of a core`;
  });
  const storm = endpoints * (costs.handshake + costs.get);
  return [
    `on paper, ${endpoints} endpoints (each ${treeGets} GETs of the tree, ${programGets} of programs, ${writes} writes a round):`,
    ...rows,
    `  all of them back at once after an outage: ${storm.toFixed(0)} s of one core until the last handshake is done`,
    `  memory for their connections: ${((mibEach * endpoints) / 1024).toFixed(1)} GiB at ${(mibEach * 1024).toFixed(0)} KiB each`,
  ];
}
