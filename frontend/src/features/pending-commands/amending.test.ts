import { describe, expect, it } from 'vitest'
import { amended } from './amending'

const MADE = { lot: 'L-1', quantity: '5' }

describe('an amended body', () => {
  it('is what the text says', () => {
    expect(amended('{"lot": "L-2", "quantity": "5"}', MADE)).toEqual({ body: { lot: 'L-2', quantity: '5' } })
  })

  it('is none when nothing was changed, however it is written', () => {
    expect(amended(JSON.stringify(MADE, null, 2), MADE)).toEqual({ body: null })
  })

  it.each(['', '{"lot": }', '[]', '5', 'null'])('is told to be wrong: %s', text => {
    expect(amended(text, MADE)).toHaveProperty('wrong')
  })
})
