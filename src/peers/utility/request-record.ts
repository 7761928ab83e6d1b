/** One request as the server saw it. Times are monotonic ns of the event loop: the capture has the exact ones. */
export interface RecordedRequest {
  /** 1, 2, 3 ... over the life of the server. */
  readonly seq: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: string;
  /** 0: no answer was given. */
  readonly status: number;
  /** Headers complete. */
  readonly receivedAtNs: bigint;
  /** Body complete; undefined: it never was. */
  readonly bodyAtNs: bigint | undefined;
  /** The answer was handed to the socket; undefined: none was. */
  readonly answeredAtNs: bigint | undefined;
  /** Octets of the bodies. */
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** Of the client's certificate. */
  readonly lfdi: string | undefined;
  readonly connection: number;
  /** Requests on the connection before this one. */
  readonly requestsBefore: number;
  readonly accept: string | undefined;
  readonly contentType: string | undefined;
  /** Media type of the answer. */
  readonly answerType: string | undefined;
  /** Key of the resource asked for: `dcap`, `derc`, `ders`. */
  readonly resource: string | undefined;
  /** Root element of the request body: `DERStatus`, `DERControlResponse`. */
  readonly sent: string | undefined;
  /** Decoded request body, as the codec gives it. */
  readonly body: unknown;
  /** What is wrong with the body, one line each. */
  readonly violations: readonly string[];
  /** Misbehaviour that met it. */
  readonly behaviour: string | undefined;
  /** Why it was refused, in plain words. */
  readonly refusal: string | undefined;
  /** mRIDs of DERControls that left with the answer: delivery, the second clock. */
  readonly delivered: readonly string[];
}

/** All that are given must fit. */
export interface RequestFilter {
  readonly method?: string;
  /** Regular expression over the path. */
  readonly path?: string;
  readonly resource?: string;
  /** Root element of the request body. */
  readonly sent?: string;
  readonly status?: number;
  readonly lfdi?: string;
  /** Only requests with a larger sequence number. */
  readonly after?: number;
  /** Only requests whose answer carried this control. */
  readonly delivered?: string;
}

/** A Response resource that a device posted. */
export interface RecordedResponse {
  readonly subject: string;
  /** As the device wrote it: leading zeros of the mRID may be lost (a known fault). */
  readonly subjectAsSent: string;
  /** 1 received, 2 started, 3 completed, 6 cancelled, 7 superseded ... */
  readonly status: number | undefined;
  readonly createdDateTime: number | undefined;
  readonly endDeviceLFDI: string | undefined;
  readonly receivedAtNs: bigint;
  readonly seq: number;
  readonly kind: string;
}

/** Readings that a device mirrored. */
export interface RecordedReading {
  readonly mup: string;
  readonly mRID: string | undefined;
  readonly description: string | undefined;
  /** UnitType of the ReadingType: 38 W, 63 var, 29 V, 33 Hz, 72 Wh. */
  readonly uom: number | undefined;
  readonly powerOfTenMultiplier: number;
  readonly flowDirection: number | undefined;
  readonly phase: number | undefined;
  readonly dataQualifier: number | undefined;
  /** As sent, before the multiplier. */
  readonly value: number;
  readonly timePeriodStartS: number | undefined;
  readonly durationS: number | undefined;
  readonly receivedAtNs: bigint;
  readonly seq: number;
}

/** How one device polled one resource. */
export interface PollAccount {
  readonly lfdi: string;
  readonly resource: string;
  readonly path: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** What was announced when the newest interval began, s. */
  readonly rateS: number;
  readonly polls: number;
  /** Intervals judged: polls - 1. */
  readonly intervals: number;
  /** Gaps over 1.5 x the rate that held when they began. */
  readonly missed: number;
  /** Shortest, median and longest gap, s. */
  readonly minS: number | undefined;
  readonly medianS: number | undefined;
  readonly maxS: number | undefined;
  /** missed <= intervals / 5; undefined: no interval to judge. */
  readonly kept: boolean | undefined;
}

export interface SubscriptionView {
  readonly href: string;
  readonly lfdi: string;
  readonly subscribedResource: string;
  readonly notificationURI: string;
  readonly encoding: 'xml' | 'exi';
  readonly limit: number;
  readonly notifications: readonly NotificationView[];
}

/** A notification that was sent: for these the first clock of delivery is `sentAtNs`. */
export interface NotificationView {
  readonly seq: number;
  readonly resource: string;
  readonly sentAtNs: bigint;
  readonly answeredAtNs: bigint | undefined;
  /** HTTP status; 0: none. */
  readonly status: number;
  readonly detail: string | undefined;
  readonly delivered: readonly string[];
}
