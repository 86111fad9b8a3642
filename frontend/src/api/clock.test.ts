import { expect, test } from 'vitest'
import { heard, now } from './clock'

const NOON_MS = Date.parse('2026-03-02T12:00:00Z')

test('a device that is slow tells the time of the server', () => {
  heard('Mon, 02 Mar 2026 12:01:30 GMT', NOON_MS)
  expect(now(NOON_MS + 1_000).toISOString()).toBe('2026-03-02T12:01:31.000Z')
})

test('a device that is fast does so too', () => {
  heard('Mon, 02 Mar 2026 11:58:00 GMT', NOON_MS)
  expect(now(NOON_MS).toISOString()).toBe('2026-03-02T11:58:00.000Z')
})

test('a difference within the length of an answer is none', () => {
  heard('Mon, 02 Mar 2026 11:59:59 GMT', NOON_MS)
  expect(now(NOON_MS).getTime()).toBe(NOON_MS)
})

test('an answer without a date changes nothing', () => {
  heard('Mon, 02 Mar 2026 12:01:30 GMT', NOON_MS)
  heard(null, NOON_MS)
  heard('soon', NOON_MS)
  expect(now(NOON_MS).toISOString()).toBe('2026-03-02T12:01:30.000Z')
})
