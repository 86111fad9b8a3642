import { afterEach, describe, expect, it } from 'vitest'
import { amount, dateOnly, duration, measured, moment, money, percent, pieces, words, writeAsIn } from './format'

describe('numbers', () => {
  it('carry their unit', () => {
    expect(pieces(1204)).toBe('1,204 pcs')
    expect(percent(0.8534)).toBe('85.3 %')
    expect(percent(1.2)).toBe('120.0 %')
  })

  it('tell no data from zero', () => {
    expect(percent(null)).toBe('no data')
    expect(percent(0)).toBe('0.0 %')
    expect(measured(undefined)).toBe('no data')
    expect(duration(null)).toBe('no data')
  })

  it('keep exact decimals exact', () => {
    expect(amount('400.000000', 'kg')).toBe('400 kg')
    expect(amount('1234567.890100', 'kg')).toBe('1,234,567.8901 kg')
    expect(amount('-0.000001')).toBe('-0.000001')
    expect(amount('123456789012.123456')).toBe('123,456,789,012.123456')
    expect(amount('0E-12', 'kg')).toBe('0 kg')
    expect(amount('-1.5E-7')).toBe('-0.00000015')
    expect(amount('1.2E+3')).toBe('1,200')
  })

  it('round money half away from zero, and never through a binary fraction', () => {
    expect(money('43323.979909402611583675', 'EUR')).toBe('43,323.98 EUR')
    expect(money('0.005')).toBe('0.01')
    expect(money('-0.005')).toBe('-0.01')
    expect(money('-0.004')).toBe('0.00')
    expect(money('1.005')).toBe('1.01')
    expect(money('99999999999999999.995')).toBe('100,000,000,000,000,000.00')
    expect(money('4.171963972980', 'EUR', 4)).toBe('4.1720 EUR')
    expect(money('12')).toBe('12.00')
    expect(money('0E-12', null, 4)).toBe('0.0000')
    expect(money('1.25E+3')).toBe('1,250.00')
  })

  it('round measured values to so many digits, never to powers of ten', () => {
    expect(measured(40.015532, 'mm')).toBe('40.016 mm')
    expect(measured(0.0000123456)).toBe('0.000012346')
  })
})

describe('durations', () => {
  it.each([
    [40, '40 s'],
    [720, '12 min'],
    [3600, '1 h'],
    [12_300, '3 h 25 min'],
    [3599, '1 h'],
  ])('%d s is %s', (seconds, told) => expect(duration(seconds)).toBe(told))
})

describe('moments', () => {
  const now = new Date('2026-11-23T12:00:00Z')
  it.each([
    ['2026-11-23T14:05:00Z', 'UTC', 'today 14:05'],
    ['2026-11-22T23:30:00Z', 'UTC', 'yesterday 23:30'],
    ['2026-11-22T23:30:00Z', 'Europe/Berlin', 'today 00:30'],
    ['2026-11-19T08:00:00Z', 'UTC', 'Thu 08:00'],
    ['2026-11-03T08:00:00Z', 'UTC', '3 Nov 08:00'],
    ['2025-11-03T08:00:00Z', 'UTC', '3 Nov 2025 08:00'],
  ])('%s in %s is %s', (at, zone, told) => expect(moment(at, now, zone)).toBe(told))

  it('dates of the server belong to no zone', () => expect(dateOnly('2026-11-23')).toBe('23 Nov'))
})

it('codes are words', () => expect(words('planned_stop')).toBe('planned stop'))

describe('as in the language of the organization', () => {
  afterEach(() => writeAsIn(undefined))

  it('writes numbers with its marks', () => {
    writeAsIn('de')
    expect(amount('12345.60', 'kg')).toBe('12.345,6 kg')
    expect(money('1234.5', 'EUR')).toBe('1.234,50 EUR')
    expect(percent(0.853)).toBe('85,3 %')
    expect(pieces(1204)).toBe('1.204 pcs')
    expect(measured(39.9812, 'mm')).toBe('39,981 mm')
  })

  it('writes dates as it does, with 24 hours', () => {
    writeAsIn('de')
    expect(dateOnly('2026-11-23')).toBe('23. Nov.')
    writeAsIn('en')
    expect(dateOnly('2026-11-23')).toBe('23 Nov')
    writeAsIn('hi')
    expect(moment('2026-03-01T18:05:00Z', new Date('2026-11-23T12:00:00Z'), 'UTC')).toContain('18:05')
  })
})
