import { bytes, dateTime, kernelText, number } from '../format.js';
import { paperTheme } from '../svg/chart-theme.js';
import { drawTopology } from '../svg/topology.js';
import type { ReportContext } from './report-context.js';
import type { Sheet } from './sheet.js';
import { type Cell, drawTable } from './table.js';

/** Sections 2 to 6: parties, item, site, set-up, method. */
export function drawAbout(sheet: Sheet, context: ReportContext): void {
  drawParties(sheet, context);
  drawItems(sheet, context);
  drawSites(sheet, context);
  drawSetUp(sheet, context);
  drawMethod(sheet, context);
}

function drawParties(sheet: Sheet, { results }: ReportContext): void {
  sheet.section('Parties');
  if (results.parties.length === 0) sheet.nothing('No party was named in this run.');
  const roles = {
    laboratory: 'Laboratory',
    contractor: 'Contractor',
    customer: 'Customer',
    issuer: 'Issuer',
    technician: 'Technician',
    witness: 'Witness',
    approver: 'Approver',
  };
  sheet.facts(
    results.parties.map(({ role, name, organisation, contact }) => [
      roles[role],
      [name, organisation, contact].filter(Boolean).join(', '),
    ]),
  );
  sheet.facts([['Decision rule agreed', results.scope?.decisionRule ?? 'none was agreed beforehand']]);
}

function drawItems(sheet: Sheet, { results }: ReportContext): void {
  sheet.section('Item under test');
  if (results.items.length === 0) sheet.nothing('The item was not described in this run.');
  for (const item of results.items) {
    if (results.items.length > 1) sheet.heading(item.name);
    sheet.facts([
      ['Name', item.name],
      ['Make and model', [item.make, item.model].filter(Boolean).join(' ')],
      ['Serial number', item.serial],
      ['Hardware', item.hardware],
      ['Firmware', item.firmware],
      ['Roles', item.roles?.join(', ')],
      ['Protocols offered', item.protocols?.join(', ')],
      ['LFDI', item.lfdi, 'mono'],
      ['SFDI', item.sfdi, 'mono'],
    ]);
    if ((item.certificates?.length ?? 0) > 0) {
      const rows = (item.certificates ?? []).map(({ use, subject, fingerprint, notAfter }) => [
        use,
        subject,
        { text: fingerprint, face: 'mono' as const },
        notAfter.slice(0, 10),
      ]);
      drawTable(
        sheet,
        [
          { title: 'Certificate', share: 1 },
          { title: 'Subject', share: 2.4 },
          { title: 'SHA-256 fingerprint', share: 2.8 },
          { title: 'Expires', share: 0.9 },
        ],
        rows,
      );
    }
    for (const { stage, name, sha256, difference } of item.configurations ?? []) {
      sheet.facts([
        [
          stage === 'as-found' ? 'Configuration as found' : 'Configuration as left',
          `${name}\nSHA-256 ${sha256}`,
          'mono',
        ],
      ]);
      if (difference !== undefined) sheet.paragraph(difference, { face: 'mono', size: 7 });
    }
  }
}

function drawSites(sheet: Sheet, { results }: ReportContext): void {
  sheet.section('Site and network');
  if (results.sites.length === 0) sheet.nothing('The site was not described in this run.');
  for (const site of results.sites) {
    sheet.facts([
      ['Site', site.name],
      ['Address', site.address],
      ['Mesh', [site.mesh?.id, site.mesh?.stack, site.mesh?.version].filter(Boolean).join(', ')],
      ['Channel', site.mesh?.channel],
      ['Backhaul', site.backhaul],
    ]);
    if (site.nodes !== undefined && site.nodes.length > 0) {
      const drawing = drawTopology(site.nodes, site.links ?? [], `Network of ${site.name}`, paperTheme);
      sheet.figure(drawing, 'The network. Heavy border: item under test. Numbers: measuring points.');
    }
  }
}

function drawSetUp(sheet: Sheet, { results }: ReportContext): void {
  const { tool, host, bench, run } = results;
  sheet.section('Set-up and instruments');
  if (results.instruments.length === 0) sheet.nothing('No instrument was named in this run.');
  else {
    const rows = results.instruments.map((one) => [
      String(one.measuringPoint ?? '–'),
      one.name,
      [one.serial, one.version].filter(Boolean).join(', ') || '–',
      one.calibrationDue ?? 'not calibrated',
      one.uncertainty ?? 'not stated',
    ]);
    drawTable(
      sheet,
      [
        { title: 'Point', share: 0.5 },
        { title: 'Instrument', share: 2.2 },
        { title: 'Serial, version', share: 1.4 },
        { title: 'Calibration due', share: 1.3 },
        { title: 'Uncertainty', share: 1.7 },
      ],
      rows,
    );
  }
  for (const clock of results.clocks) {
    const offset = clock.offsetS === undefined ? '' : `, offset ${clock.offsetS} s`;
    sheet.facts([
      [
        `Clock ${clock.when}`,
        `${clock.clock}: ${clock.synchronised ? 'synchronised' : 'not synchronised'}${offset}${clock.detail === undefined ? '' : ` (${clock.detail})`}`,
      ],
    ]);
  }
  const delay = run.eventLoopDelayMs;
  sheet.facts([
    ['Harness', `${tool.name} ${tool.version}${tool.commit === undefined ? '' : `, commit ${tool.commit}`}`],
    ['Lock file', tool.lockSha256, 'mono'],
    [
      'Host',
      `${host.os}, ${kernelText(host.kernel)}, Node ${host.node}${host.openssl === undefined ? '' : `, OpenSSL ${host.openssl}`}`,
    ],
    [
      'Machine',
      [
        host.cpu,
        host.cores === undefined ? undefined : `${host.cores} cores`,
        host.memoryBytes === undefined ? undefined : bytes(host.memoryBytes),
      ]
        .filter(Boolean)
        .join(', '),
    ],
    ['Bench', `${bench.file} (${bench.kind === 'embedded' ? 'embedded bench' : 'real bench'})`],
    ['Bench file', bench.sha256, 'mono'],
    ['Drivers', bench.capabilities.map(({ name, driver }) => `${name}: ${driver}`).join(', ')],
    ['Command', run.argv.join(' '), 'mono'],
    [
      'Event-loop delay',
      delay === undefined
        ? undefined
        : `p50 ${number(delay.p50)} ms, p99 ${number(delay.p99)} ms, most ${number(delay.max)} ms (the harness observing itself)`,
    ],
    ['Spec table', `${results.specTable.name}\n${results.specTable.sha256}`, 'mono'],
  ]);
  if (results.suites.length === 0) return;
  const files = results.suites.map(({ name, sha256 }): Cell[] => [
    { text: name, size: 6.8 },
    { text: sha256, face: 'mono' },
  ]);
  drawTable(
    sheet,
    [
      { title: 'Suite file', share: 2 },
      { title: 'SHA-256', share: 3 },
    ],
    files,
  );
}

function drawMethod(sheet: Sheet, { results }: ReportContext): void {
  const { scope } = results;
  sheet.section('Method and scope');
  if (scope === undefined) {
    sheet.nothing('No scope was agreed for this run.');
    return;
  }
  sheet.facts([
    ['Profile', scope.profile],
    ['Sampling plan', scope.samplingPlan],
    ['Exclusions', scope.exclusions?.join('\n')],
    ['Deviations', scope.deviations?.join('\n')],
    ['Tested', `${dateTime(results.run.startedAt)} to ${dateTime(results.run.endedAt)}`],
    scope.pics === undefined
      ? ['PICS', 'none given']
      : ['PICS', `${scope.pics.name}\nSHA-256 ${scope.pics.sha256}`, 'mono'],
  ]);
  const values = [...Object.entries(scope.pics?.values ?? {}), ...Object.entries(scope.pixit ?? {})];
  if (values.length > 0) {
    const pairs = values.map(([name, value]) => `${name} = ${String(value)}`);
    sheet.paragraph(pairs.join(',  '), { face: 'mono', size: 6.8 });
  }
}
