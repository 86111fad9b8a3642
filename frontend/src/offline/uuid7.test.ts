import { describe, expect, it } from 'vitest'
import { uuid7 } from './uuid7'

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe('a command id', () => {
  it('is a UUID of version 7 and variant 10', () => {
    for (let made = 0; made < 1000; made++) expect(uuid7()).toMatch(SHAPE)
  })

  it('begins with the milliseconds since 1970', () => {
    const at = Date.now() + 3_600_000
    expect(Number.parseInt(uuid7(at).replaceAll('-', '').slice(0, 12), 16)).toBe(at)
  })

  it('sorts after every id made before it, also within a millisecond and past the counter’s end', () => {
    const at = Date.now() + 7_200_000
    const made = Array.from({ length: 10_000 }, () => uuid7(at))
    expect([...made].sort()).toEqual(made)
    expect(new Set(made).size).toBe(made.length)
  })

  it('still sorts when the clock was set back', () => {
    const at = Date.now() + 10_800_000
    const before = uuid7(at)
    expect(uuid7(at - 60_000) > before).toBe(true)
  })
})
