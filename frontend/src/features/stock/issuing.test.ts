import { describe, expect, it } from 'vitest'
import { chosenLot, issueBody, OTHER } from './issuing'

const ISSUE = { workOrder: 'WO-1', lot: 'L-1', quantity: '4', first: 'L-1', reason: '', said: {} }

describe('the lot that is issued', () => {
  it('is the one that goes first, unless another is chosen', () => {
    expect(chosenLot(null, '', 'L-1')).toBe('L-1')
    expect(chosenLot('L-2', '', 'L-1')).toBe('L-2')
    expect(chosenLot(OTHER, ' L-9 ', 'L-1')).toBe('L-9')
    expect(chosenLot(null, 'L-9', undefined)).toBe('L-9')
  })

  it('carries the proposal, and the reason where another was taken', () => {
    expect(issueBody(ISSUE)).toEqual({ work_order: 'WO-1', lot: 'L-1', quantity: '4', suggested_lot: 'L-1' })
    expect(issueBody({ ...ISSUE, lot: 'L-2', reason: ' blocked ' })).toMatchObject({
      lot: 'L-2',
      suggested_lot: 'L-1',
      override_reason: 'blocked',
    })
    expect(issueBody({ ...ISSUE, first: undefined })).not.toHaveProperty('suggested_lot')
    expect(issueBody({ ...ISSUE, said: { into: ['SN-1'] } })).toHaveProperty('into', ['SN-1'])
    expect(issueBody({ ...ISSUE, lot: '' })).toBe('Name the lot.')
  })
})
