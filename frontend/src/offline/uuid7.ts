/**
 * A UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then random bits. Ids made later sort later, also within one
 * millisecond: the 12 bits after the version count up there (method 1 of section 6.2), seeded in their lower half.
 *
 * `crypto.randomUUID` makes version 4 only, and only on secure origins; `getRandomValues` is there on every one.
 */
export function uuid7(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const seed = (((bytes[6] ?? 0) << 8) | (bytes[7] ?? 0)) & 0x7ff
  if (now > last.ms) {
    last = { ms: now, count: seed }
  } else if (last.count < 0xfff) {
    last = { ms: last.ms, count: last.count + 1 }
  } else {
    last = { ms: last.ms + 1, count: seed } // 2,048 ids or more in one millisecond: borrow the next one
  }
  const view = new DataView(bytes.buffer)
  view.setUint16(0, Math.floor(last.ms / 2 ** 32))
  view.setUint32(2, last.ms % 2 ** 32)
  view.setUint16(6, 0x7000 | last.count)
  view.setUint8(8, 0x80 | ((bytes[8] ?? 0) & 0x3f))
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

let last = { ms: 0, count: 0 }
