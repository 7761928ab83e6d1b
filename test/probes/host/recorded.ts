// Outputs recorded from the real tools: iproute2 6.1 in a network namespace with a veth called mesh0, /proc of an x86
// virtual machine, and the documented forms of the clock tools.

export const ipAddress = `[{"ifindex":1,"ifname":"lo","flags":["LOOPBACK"],"mtu":65536,"qdisc":"noop","operstate":"DOWN","group":"default","txqlen":1000,"link_type":"loopback","address":"00:00:00:00:00:00","broadcast":"00:00:00:00:00:00","promiscuity":0,"min_mtu":0,"max_mtu":0,"addr_info":[]},{"ifindex":3,"link":"p0","ifname":"mesh0","flags":["BROADCAST","MULTICAST","UP","LOWER_UP"],"mtu":1500,"qdisc":"noqueue","operstate":"UP","link_type":"ether","address":"d2:19:9a:e4:9d:61","broadcast":"ff:ff:ff:ff:ff:ff","min_mtu":68,"max_mtu":65535,"linkinfo":{"info_kind":"veth"},"addr_info":[{"family":"inet6","local":"fe80::11","prefixlen":64,"scope":"link","nodad":true,"valid_life_time":4294967295,"preferred_life_time":4294967295},{"family":"inet6","local":"fe80::d019:9aff:fee4:9d61","prefixlen":64,"scope":"link","tentative":true,"valid_life_time":4294967295,"preferred_life_time":4294967295}]}]`;

export const ipRoute = `[{"dst":"fe80::/64","dev":"mesh0","protocol":"kernel","metric":256,"flags":[],"pref":"medium"},{"dst":"ff02::/64","dev":"mesh0","metric":1024,"flags":[],"pref":"medium"},{"type":"multicast","dst":"ff00::/8","dev":"mesh0","table":"local","protocol":"kernel","metric":256,"flags":[],"pref":"medium"}]`;

export const cpuinfoX86 = `processor	: 0
vendor_id	: AuthenticAMD
model name	: AMD EPYC
cpu MHz		: 2596.128
cache size	: 1024 KB

processor	: 1
vendor_id	: AuthenticAMD
model name	: AMD EPYC
cpu MHz		: 1800.000
`;

export const cpuinfoArm = `processor	: 0
BogoMIPS	: 108.00
Features	: fp asimd evtstrm crc32 cpuid
CPU implementer	: 0x41

processor	: 1
BogoMIPS	: 108.00

Model		: Raspberry Pi 4 Model B Rev 1.4
`;

export const cpufreq = `/sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq 1800000
/sys/devices/system/cpu/cpu1/cpufreq/cpuinfo_max_freq 2400000
/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor performance
/sys/devices/system/cpu/cpu1/cpufreq/scaling_governor schedutil
`;

export const meminfo = `MemTotal:        3882384 kB
MemFree:         2943936 kB
`;

export const timeSync: readonly (readonly [string, 'synchronised' | 'unsynchronised' | 'unknown'])[] = [
  ['Timezone=Etc/UTC\nNTP=yes\nNTPSynchronized=yes\n', 'synchronised'],
  ['Timezone=Etc/UTC\nNTP=yes\nNTPSynchronized=no\n', 'unsynchronised'],
  ['Reference ID    : C0A80001 (ntp)\nStratum         : 3\nLeap status     : Normal\n', 'synchronised'],
  ['Reference ID    : 00000000 ()\nLeap status     : Not synchronised\n', 'unsynchronised'],
  ['associd=0 status=0615 leap_none, sync_ntp, 1 event, clock_sync,\n', 'synchronised'],
  ['associd=0 status=c012 leap_alarm, sync_unspec, 1 event, freq_set,\n', 'unsynchronised'],
  ['         mode: 0\n       status: 64\n', 'unsynchronised'],
  ['         mode: 0\n       status: 8193\n', 'synchronised'],
  ['506 Cannot talk to daemon', 'unknown'],
  ['', 'unknown'],
];
