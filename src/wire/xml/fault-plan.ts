import { pathText } from './path-text.js';
import type { XmlFault } from './xml-faults.js';

/** The faults of one document, and which of them have found their place. */
export class FaultPlan {
  private readonly byPath = new Map<string, XmlFault>();
  private readonly whole: XmlFault[] = [];
  private readonly used = new Set<XmlFault>();
  private readonly all: readonly XmlFault[];
  private readonly namespace: (XmlFault & { readonly kind: 'wrong-namespace' }) | undefined;

  constructor(faults: readonly XmlFault[]) {
    this.all = faults;
    let namespace: (XmlFault & { readonly kind: 'wrong-namespace' }) | undefined;
    for (const fault of faults) {
      if ('path' in fault && fault.path !== undefined) this.byPath.set(fault.path, fault);
      else if (fault.kind === 'wrong-namespace') namespace = fault;
      else this.whole.push(fault);
    }
    this.namespace = namespace;
    if (namespace !== undefined) this.used.add(namespace);
  }

  /** The fault of the place that is being written. */
  at(path: readonly (string | number)[]): XmlFault | undefined {
    if (this.byPath.size === 0) return undefined;
    const fault = this.byPath.get(pathText(path));
    if (fault !== undefined) this.used.add(fault);
    return fault;
  }

  /** The namespace to write instead of the right one. */
  namespaceOf(right: string): string {
    if (this.namespace === undefined || right === '') return right;
    return this.namespace.namespace ?? `${right}:wrong`;
  }

  /** The text to write instead of the right one. */
  text(fault: XmlFault | undefined, right: string): string {
    switch (fault?.kind) {
      case 'text':
        return fault.text;
      case 'odd-hex':
        return right.slice(0, -1);
      case 'strip-leading-zeros':
        return right.replace(/^0+(?=.)/, '');
      default:
        return right;
    }
  }

  /** The document with the faults that concern it as a whole. */
  spoil(text: string): string {
    let spoilt = text;
    for (const fault of this.whole) {
      this.used.add(fault);
      if (fault.kind === 'malformed') spoilt = spoilt.replace(/<\/[^>]*>$|\/>$/, '');
      if (fault.kind === 'truncate') {
        const octets = new TextEncoder().encode(spoilt);
        const length = Math.min(octets.length, Math.max(0, fault.octets ?? octets.length >> 1));
        spoilt = new TextDecoder().decode(octets.subarray(0, length));
      }
    }
    return spoilt;
  }

  unused(): readonly XmlFault[] {
    return this.all.filter((fault) => !this.used.has(fault));
  }
}
