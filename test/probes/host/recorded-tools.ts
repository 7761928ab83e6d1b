// Outputs in the form of the real tools: chrony 4.3, systemd 252, ss of iproute2 6.1.

export const chronyTracking = `Reference ID    : C0A80A01 (192.168.10.1)
Stratum         : 3
Ref time (UTC)  : Thu Jan 01 00:00:00 2026
System time     : 0.000012345 seconds slow of NTP time
Last offset     : -0.000004211 seconds
RMS offset      : 0.000023190 seconds
Frequency       : 11.230 ppm slow
Residual freq   : -0.001 ppm
Skew            : 0.052 ppm
Root delay      : 0.015403000 seconds
Root dispersion : 0.000912000 seconds
Update interval : 64.5 seconds
Leap status     : Normal
`;

export const timesyncStatus = `       Server: 192.168.10.1 (ntp.example)
Poll interval: 34min 8s (min: 32s; max 34min 8s)
         Leap: normal
      Version: 4
      Stratum: 2
    Reference: C0A80001
    Precision: 1us (-23)
Root distance: 11.3ms (max: 5s)
       Offset: -1.256ms
        Delay: 2.13ms
       Jitter: 312us
 Packet count: 41
    Frequency: +11.230ppm
`;

export const ssListing = `UNCONN 0      0                                  [::%mesh0]:15118            *:*    users:(("gateway",pid=812,fd=21))
p_raw UNCONN 0      0                                  *:eth1              *     users:(("gateway",pid=812,fd=19))
p_dgr UNCONN 0      0                                  *:lo                *     users:(("other",pid=44,fd=3))
tcp   LISTEN 0      511                                *:502               *:*    users:(("gateway",pid=812,fd=22))
tcp   ESTAB  0      0                          10.0.0.1:50000      10.0.0.2:22   users:(("gateway",pid=812,fd=23))
udp   UNCONN 0      0                               [::]:15118           [::]:*   users:(("gateway",pid=812,fd=21))
`;
