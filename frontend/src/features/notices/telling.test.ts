import { describe, expect, test } from 'vitest'
import { counted, parted } from './telling'

describe('a notice', () => {
  test('leads to the screen with the thing it is about', () => {
    expect(parted('/order?id=WO+1%2F2')).toEqual({ to: '/order', search: { id: 'WO 1/2' } })
    expect(parted('/pending-commands')).toEqual({ to: '/pending-commands', search: {} })
  })

  test('is counted up to what the bell has room for', () => {
    expect([counted(1), counted(99), counted(100)]).toEqual(['1', '99', '99+'])
  })
})
