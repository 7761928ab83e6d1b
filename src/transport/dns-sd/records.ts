/** Records that DNS-SD is made of, as multicast-dns takes them. */
export type ResourceRecord =
  | { readonly name: string; readonly type: 'PTR'; readonly ttl: number; readonly data: string }
  | {
      readonly name: string;
      readonly type: 'SRV';
      readonly ttl: number;
      readonly data: {
        readonly priority: number;
        readonly weight: number;
        readonly port: number;
        readonly target: string;
      };
    }
  | { readonly name: string; readonly type: 'TXT'; readonly ttl: number; readonly data: string[] }
  | { readonly name: string; readonly type: 'A' | 'AAAA'; readonly ttl: number; readonly data: string };
