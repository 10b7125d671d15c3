/** How do git and a filter that keeps running speak? In packets: four hexadecimal digits of length, then bytes (gitprotocol-common(5)). */

import { readSync } from 'node:fs';
import { codeOf } from '../../../sources/explain-error.ts';

/** No packet is longer, its length included. */
const MOST = 65_520;
const FLUSH = Buffer.from('0000');

/** A list of packets that a flush packet ends; undefined when git has closed its end. */
export interface PacketReader {
  readonly texts: () => readonly string[] | undefined;
  /** The bytes of all packets. */
  readonly bytes: () => Uint8Array;
}

/** Reads from an open file, and waits for what is not there yet. */
export function packetsFrom(file: number): PacketReader {
  const buffer = bufferOf(file);
  const next = (): Buffer | 'flush' | 'end' => {
    const head = buffer.take(4);
    if (head === undefined) return 'end';
    const length = Number.parseInt(head.toString('latin1'), 16);
    if (length === 0) return 'flush';
    if (!(length >= 4))
      throw new PacketError(`expected the length of a packet, found ${JSON.stringify(head.toString('latin1'))}`);
    const body = buffer.take(length - 4);
    if (body === undefined) throw new PacketError('the input ends inside a packet');
    return body;
  };
  const list = (): readonly Buffer[] | undefined => {
    const packets: Buffer[] = [];
    for (;;) {
      const packet = next();
      if (packet === 'flush') return packets;
      if (packet === 'end') {
        if (packets.length > 0) throw new PacketError('the input ends before a flush packet');
        return undefined;
      }
      packets.push(packet);
    }
  };
  return {
    texts: () => list()?.map((packet) => packet.toString().replace(/\n$/, '')),
    bytes: () => Buffer.concat(list() ?? []),
  };
}

/** What came in is no packet. */
export class PacketError extends Error {}

/** The packets of some lines, with their flush packet. */
export function textPackets(lines: readonly string[]): Uint8Array {
  return Buffer.concat([...lines.map((line) => packet(Buffer.from(`${line}\n`))), FLUSH]);
}

/** The packets of a content, with their flush packet. */
export function contentPackets(content: Uint8Array): Uint8Array {
  const packets: Uint8Array[] = [];
  for (let start = 0; start < content.length; start += MOST - 4)
    packets.push(packet(content.subarray(start, start + MOST - 4)));
  return Buffer.concat([...packets, FLUSH]);
}

function packet(body: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from((body.length + 4).toString(16).padStart(4, '0')), body]);
}

/** Bytes of a file in the portions that somebody asks for. */
function bufferOf(file: number): { readonly take: (length: number) => Buffer | undefined } {
  const chunk = Buffer.alloc(1 << 17);
  let waiting = Buffer.alloc(0);
  const take = (length: number): Buffer | undefined => {
    while (waiting.length < length) {
      const read = readOrWait(file, chunk);
      if (read === 0) {
        if (waiting.length > 0) throw new PacketError('the input ends inside a packet');
        return undefined;
      }
      waiting = Buffer.concat([waiting, chunk.subarray(0, read)]);
    }
    const taken = waiting.subarray(0, length);
    waiting = waiting.subarray(length);
    return taken;
  };
  return { take };
}

/** 0 at the end. A pipe that does not block is asked again after a millisecond. */
function readOrWait(file: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(file, chunk);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
