declare module 'cap' {
  import type { EventEmitter } from 'node:events';

  /** A libpcap handle. Every method throws an Error with libpcap's words. */
  export interface Cap extends EventEmitter {
    /**
     * Opens a device for capture and sending and returns its link type (`ETHERNET`). The module keeps a raw pointer to
     * `buffer` without a reference: the caller must hold it as long as the handle is open.
     */
    open(device: string, filter: string, bufferSize: number, buffer: Buffer): string;
    close(): void;
    send(buffer: Buffer, bytes?: number): void;
    on(event: 'packet', listener: (bytes: number, truncated: boolean) => void): this;
  }

  const module: { readonly Cap: new () => Cap };
  // CommonJS without named exports that Node can see.
  // biome-ignore lint/style/noDefaultExport: the package has no other
  export default module;
}
