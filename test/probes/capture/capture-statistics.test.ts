import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lostPackets, parseCaptureCounters, unreadPackets } from '../../../src/probes/capture/capture-statistics.js';

// The words of tcpdump 4.99.3 and dumpcap 4.0.
const tcpdump = [
  'tcpdump: listening on mesh0, link-type EN10MB (Ethernet), snapshot length 262144 bytes',
  '1 packet captured',
  '12 packets received by filter',
  '3 packets dropped by kernel',
  '2 packets dropped by interface',
];
const dumpcap = [
  "Capturing on 'mesh0'",
  'File: /tmp/z.pcapng',
  'Packets captured: 9',
  "Packets received/dropped on interface 'mesh0': 9/5 (pcap:3/dumpcap:1/flushed:1/ps_ifdrop:6) (44.4%)",
];

test('the closing words of tcpdump', () => {
  const counters = parseCaptureCounters(tcpdump);
  assert.deepEqual(counters, {
    captured: 1,
    received: 12,
    droppedByKernel: 3,
    droppedByInterface: 2,
    droppedByTool: undefined,
  });
  // Three and two were dropped; eight of twelve were still unread.
  assert.equal(unreadPackets(counters), 8);
  assert.equal(lostPackets(counters), 13);
  assert.equal(lostPackets(parseCaptureCounters(tcpdump.slice(0, 4))), 11);
});

test('the words of tcpdump when asked for progress', () => {
  const line = 'tcpdump: 7 packets captured, 9 packets received by filter, 0 packets dropped by kernel';
  const { captured, received, droppedByKernel } = parseCaptureCounters([line]);
  assert.deepEqual([captured, received, droppedByKernel], [7, 9, 0]);
});

test('the closing words of dumpcap', () => {
  const counters = parseCaptureCounters(dumpcap);
  assert.deepEqual(counters, {
    captured: 9,
    received: 9,
    droppedByKernel: 3,
    droppedByInterface: 6,
    droppedByTool: 2,
  });
  assert.equal(lostPackets(counters), 11);
});

test('a tool that says nothing gives no numbers, not zero', () => {
  assert.equal(lostPackets(parseCaptureCounters([])), undefined);
});
