import { describe, expect, it } from 'vitest'
import { causeTold, happened, reactionTold } from './told'

const AT = { version: 1, occurred_at: '2026-03-02T08:00:00Z', by_user: null }

describe('what something followed from', () => {
  it('is a sentence that leads to where it happened', () => {
    expect(
      causeTold({ ...AT, stream: 'quality:bore', type: 'quality.ControlRuleViolated', data: { subgroup: '42' } }),
    ).toEqual({ text: 'subgroup 42 of bore breaks a control rule', to: { path: '/chart', id: 'bore' } })
    const broken = { state: 'breakdown', reason: 'belt torn' }
    expect(
      causeTold({ ...AT, stream: 'equipment:Mill 1', type: 'equipment.EquipmentStateChanged', data: broken }),
    ).toEqual({ text: 'Mill 1 broke down: belt torn', to: { path: '/machine', id: 'Mill 1' } })
  })
  it('has words for what nobody has foreseen', () => {
    expect(causeTold({ ...AT, stream: 'tools:XT-8', type: 'tools.ToolLost', data: {} })).toEqual({
      text: 'XT-8: tool lost',
    })
    expect(reactionTold('order_tool')).toBe('order tool')
    expect(happened('lots.LotMoved')).toBe('Lot moved')
  })
})
