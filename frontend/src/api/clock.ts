/**
 * The server's clock, as far as this device knows it: what it tells has to fit what others have told. A device's own clock
 * may be minutes off.
 */
const KEY = 'unison.clock'
/** The server tells its time in whole seconds, and an answer takes its time: what is nearer than this is taken for equal. */
const NEAR_MS = 2_000

let ahead_ms = Number(globalThis.localStorage?.getItem(KEY) ?? 0) || 0

/** Learns from an answer's `Date` how far the server's clock is ahead of the device's; below 0: behind. */
export function heard(date: string | null, now_ms = Date.now()): void {
  const server_ms = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(server_ms)) return
  const differs_ms = server_ms - now_ms
  ahead_ms = Math.abs(differs_ms) > NEAR_MS ? differs_ms : 0
  globalThis.localStorage?.setItem(KEY, String(ahead_ms))
}

/** Now, by the server's clock; without a network by what was last known of it. */
export function now(device_ms = Date.now()): Date {
  return new Date(device_ms + ahead_ms)
}
