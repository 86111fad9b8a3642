import { expect, test } from 'vitest'
import { asked, isUnderWay, percent, size } from './telling'

test('what waits or runs is under way', () => {
  expect(
    (['waiting', 'running', 'done', 'failed', 'cancelled'] as const).filter(state => isUnderWay({ state })),
  ).toEqual(['waiting', 'running'])
})

test('how far it is is known once it is known how much there is', () => {
  expect(percent({ rows: 20, total: null })).toBeNull()
  expect(percent({ rows: 0, total: 0 })).toBeNull()
  expect(percent({ rows: 1, total: 3 })).toBe(33)
  expect(percent({ rows: 3, total: 3 })).toBe(100)
})

test('a size is told in units that people use', () => {
  expect([0, 999, 1_000, 12_345, 5_050_052, 2_000_000_000].map(size)).toEqual([
    '0 bytes',
    '999 bytes',
    '1.0 kB',
    '12 kB',
    '5.1 MB',
    '2.0 GB',
  ])
})

test('an address has the parameters that are told', () => {
  expect(asked('/stock')).toBe('/stock')
  expect(asked('/work-orders', { status: ['open', 'on hold'], as_of: null, search: '', limit: 5 })).toBe(
    '/work-orders?status=open&status=on+hold&limit=5',
  )
})
