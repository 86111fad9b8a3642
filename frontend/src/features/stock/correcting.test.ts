import { describe, expect, it } from 'vitest'
import { correctionOf, draftOfMovement } from './correcting'
import type { StockMovement } from './queries'

const RECEIPT = {
  movement: 'lots:AL@60@3',
  lot: 'AL@60',
  material: 'Aluminium',
  quantity: '400',
  unit_cost: '4.10',
  happened_at: '2026-11-15T06:59:31Z',
  struck: false,
} as StockMovement

describe('a correction of a movement', () => {
  it('says what was changed and nothing else', () => {
    const draft = draftOfMovement(RECEIPT)
    expect(correctionOf(RECEIPT, { ...draft, quantity: '398.5', unitCost: '4.1' })).toEqual({
      lot: 'Aluminium/AL@60',
      movement: 3,
      strike: false,
      quantity: '398.5',
    })
    expect(correctionOf(RECEIPT, { ...draft, unitCost: '4.4' })).toMatchObject({ unit_cost: '4.4' })
    expect(correctionOf(RECEIPT, { ...draft, happened: '2026-11-14T06:00' })).toHaveProperty('happened_at')
  })

  it('is refused while nothing is changed or nothing is said', () => {
    const draft = draftOfMovement(RECEIPT)
    expect(correctionOf(RECEIPT, draft)).toMatch('Nothing is changed')
    expect(correctionOf(RECEIPT, { ...draft, quantity: ' ' })).toMatch('how much')
    expect(correctionOf(RECEIPT, { ...draft, happened: '' })).toMatch('when it happened')
  })

  it('strikes without a word of the quantity, and takes a struck one back as it stood', () => {
    const draft = draftOfMovement(RECEIPT)
    expect(correctionOf(RECEIPT, { ...draft, struck: true, quantity: '1' })).toEqual({
      lot: 'Aluminium/AL@60',
      movement: 3,
      strike: true,
    })
    expect(correctionOf({ ...RECEIPT, struck: true }, draft)).toEqual({
      lot: 'Aluminium/AL@60',
      movement: 3,
      strike: false,
    })
  })
})
