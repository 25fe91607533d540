import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Fields, fieldsOf, hexOf, manyOf, numberOf, textOf } from './protobuf';

/** A span as it was exported. */
export interface ExportedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string;
  /** Milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly links: readonly string[];
  readonly failed: boolean;
}

/** One series of a metric, as it was exported last. */
export interface ExportedSeries {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The value; of a histogram, how many values it has. */
  readonly value: number;
}

interface Received {
  readonly path: string;
  readonly headers: string;
  readonly body: Buffer;
}

/** An OpenTelemetry collector on the loopback interface: keeps what it is sent by OTLP over HTTP. */
export class Collector {
  readonly received: Received[] = [];
  #server: Server | undefined;
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { url: path = '', headers } = request;
      this.received.push({ path, headers: JSON.stringify(headers), body: Buffer.concat(chunks) });
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  spans(): ExportedSpan[] {
    return this.#requests('/v1/traces')
      .flatMap((request) => manyOf(request, 1, 2, 2))
      .map(spanOf);
  }

  /** Every series as it was exported last by each process. */
  series(): ExportedSeries[] {
    const last = new Map<string, ExportedSeries>();
    for (const request of this.#requests('/v1/metrics'))
      for (const resource of manyOf(request, 1)) {
        const process = JSON.stringify(attributesOf(manyOf(resource, 1)[0] ?? new Map(), 1));
        for (const metric of manyOf(resource, 2, 2))
          for (const one of seriesOf(metric))
            last.set(JSON.stringify([process, one.name, one.attributes]), one);
      }
    return [...last.values()];
  }

  /** The attributes of the services that sent anything. */
  resources(): Record<string, string>[] {
    return [...this.#requests('/v1/traces'), ...this.#requests('/v1/metrics')]
      .flatMap((request) => manyOf(request, 1, 1))
      .map((resource) => attributesOf(resource, 1));
  }

  #requests(wanted: string): Fields[] {
    return this.received.filter(({ path }) => path === wanted).map(({ body }) => fieldsOf(body));
  }
}

function spanOf(span: Fields): ExportedSpan {
  const milliseconds = (field: number) => Number((span.get(field)?.[0] as bigint) / 1_000_000n);
  return {
    name: textOf(span, 5),
    traceId: hexOf(span, 1),
    spanId: hexOf(span, 2),
    parentId: hexOf(span, 4),
    start: milliseconds(7),
    end: milliseconds(8),
    attributes: attributesOf(span, 9),
    links: manyOf(span, 13).map((link) => hexOf(link, 1)),
    failed: manyOf(span, 15).some((status) => numberOf(status, 3) === 2),
  };
}

function seriesOf(metric: Fields): ExportedSeries[] {
  const name = textOf(metric, 1);
  const numbers = [...manyOf(metric, 5, 1), ...manyOf(metric, 7, 1)].map((point) => ({
    name,
    attributes: attributesOf(point, 7),
    value: doubleOf(point.get(4)?.[0] as bigint),
  }));
  const histograms = manyOf(metric, 9, 1).map((point) => ({
    name,
    attributes: attributesOf(point, 9),
    value: Number(point.get(4)?.[0] as bigint),
  }));
  return [...numbers, ...histograms];
}

function doubleOf(bits: bigint): number {
  return new Float64Array(new BigUint64Array([bits]).buffer)[0] as number;
}

function attributesOf(of: Fields, field: number): Record<string, string> {
  return Object.fromEntries(
    manyOf(of, field).map((pair) => [textOf(pair, 1), textOf(manyOf(pair, 2)[0] ?? new Map(), 1)]),
  );
}
