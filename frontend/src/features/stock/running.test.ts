import { expect, it } from 'vitest'
import { amount } from '../../format'
import { onHandAfter } from './running'

it('adds up exactly, from what happened first on', () => {
  const after = onHandAfter([
    { movement: 'lots:A@4', change: '0' },
    { movement: 'lots:A@3', change: '-0.3' },
    { movement: 'lots:A@2', change: '-0.1' },
    { movement: 'lots:A@1', change: '0.3' },
  ])
  expect([...after.values()].map(each => amount(each))).toEqual(['0.3', '0.2', '-0.1', '-0.1'])
  expect(after.get('lots:A@2')).toBe('0.200000')
})
