import { describe, expect, it } from 'vitest'
import { piecesByDay, shiftDay, wallClock } from './shift-days'

describe('a shift day', () => {
  it('begins when the plant’s clocks show its start', () => {
    expect(new Date(wallClock('2026-07-01', '06:00', 'Europe/Berlin')).toISOString()).toBe('2026-07-01T04:00:00.000Z')
    expect(new Date(wallClock('2026-01-01', '06:00', 'Europe/Berlin')).toISOString()).toBe('2026-01-01T05:00:00.000Z')
  })

  it('holds the night after it', () => {
    expect(shiftDay(Date.parse('2026-11-23T02:00:00Z'), '06:00', 'UTC')).toBe('2026-11-22')
    expect(shiftDay(Date.parse('2026-11-23T06:00:00Z'), '06:00', 'UTC')).toBe('2026-11-23')
  })

  it('has 25 hours when the clocks go back', () => {
    const begin = wallClock('2026-10-24', '06:00', 'Europe/Berlin')
    expect(wallClock('2026-10-25', '06:00', 'Europe/Berlin') - begin).toBe(25 * 3_600_000)
  })
})

it('an interval is cut where the day begins, and loses nothing', () => {
  const pieces = piecesByDay('2026-11-22T22:00:00Z', '2026-11-23T08:00:00Z', '06:00', 'UTC')
  expect(pieces).toEqual([
    { day: '2026-11-22', from_s: 16 * 3600, to_s: 24 * 3600 },
    { day: '2026-11-23', from_s: 0, to_s: 2 * 3600 },
  ])
})
