import { expect, test } from 'vitest'
import { groupsOf, streamInWords, typeInWords } from './types'

test('a type of facts is told in plain words', () => {
  expect(typeInWords('work_orders.WorkOrderReleased')).toBe('Work order released')
})

test('types are grouped by what they are about', () => {
  expect(groupsOf(['lots.LotHeld', 'lots.LotMoved', 'sales_orders.LineAdded'])).toEqual([
    {
      group: 'Lots',
      items: [
        { value: 'lots.LotHeld', label: 'Lot held' },
        { value: 'lots.LotMoved', label: 'Lot moved' },
      ],
    },
    { group: 'Sales orders', items: [{ value: 'sales_orders.LineAdded', label: 'Line added' }] },
  ])
})

test('a stream is called by its number', () => {
  expect(streamInWords('lots:BR20-006: left')).toBe('BR20-006: left')
})
