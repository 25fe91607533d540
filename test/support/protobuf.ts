/** The fields of a protocol buffer by their numbers: numbers and fixed ones as integers, everything else as bytes. */
export type Fields = ReadonlyMap<number, readonly (bigint | Buffer)[]>;

export function fieldsOf(bytes: Buffer): Fields {
  const fields = new Map<number, (bigint | Buffer)[]>();
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++] as number;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const value = (type: number) => {
    switch (type) {
      case 0:
        return varint();
      case 1:
        at += 8;
        return bytes.readBigUInt64LE(at - 8);
      case 2: {
        const length = Number(varint());
        at += length;
        return bytes.subarray(at - length, at);
      }
      case 5:
        at += 4;
        return BigInt(bytes.readUInt32LE(at - 4));
      default:
        throw new Error(`a field of type ${type}`);
    }
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const known = fields.get(tag >> 3) ?? [];
    fields.set(tag >> 3, [...known, value(tag & 7)]);
  }
  return fields;
}

/** The messages at the end of a path of field numbers. */
export function manyOf(of: Fields, ...path: number[]): Fields[] {
  return path.reduce<Fields[]>(
    (parents, field) =>
      parents.flatMap((parent) => (parent.get(field) ?? []).map((bytes) => fieldsOf(bytes as Buffer))),
    [of],
  );
}

export function textOf(of: Fields, field: number): string {
  return bytesOf(of, field).toString('utf8');
}

export function hexOf(of: Fields, field: number): string {
  return bytesOf(of, field).toString('hex');
}

function bytesOf(of: Fields, field: number): Buffer {
  return (of.get(field)?.[0] as Buffer | undefined) ?? Buffer.alloc(0);
}

export function numberOf(of: Fields, field: number): number {
  return Number((of.get(field)?.[0] as bigint | undefined) ?? 0n);
}
