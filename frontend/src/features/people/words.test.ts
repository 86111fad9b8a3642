import { expect, test } from 'vitest'
import { byRoom, calledPermission, calledRole } from './words'

test('a role of the beginning has its own name, and one of the plant is read as it is written', () => {
  expect(calledRole('admin')).toBe('Administrator')
  expect(calledRole('shift_lead')).toBe('Shift lead')
})

test('permissions are gathered by what they are about', () => {
  expect(byRoom(['lots.hold', 'lots.move', 'work_orders.log_production'])).toEqual([
    ['Lots', ['lots.hold', 'lots.move']],
    ['Work orders', ['work_orders.log_production']],
  ])
  expect(calledPermission('work_orders.log_production')).toBe('Log production')
})
