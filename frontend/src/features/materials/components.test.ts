import { describe, expect, it } from 'vitest'
import { readComponents, readUnits, writtenComponents, writtenUnits } from './components'

describe('a component list', () => {
  it('reads what it writes', () => {
    const components = [
      { material: 'AlMgSi bar 60', quantity: '0.8', unit: 'kg', scrap_percent: '2' },
      { material: 'O-ring', quantity: '2', unit: 'pcs', scrap_percent: '0' },
    ]
    const written = writtenComponents(components)
    expect(written).toBe('AlMgSi bar 60; 0.8 kg; 2 %\nO-ring; 2 pcs')
    expect(readComponents(`${written}\n\n`)).toEqual([
      components[0],
      { material: 'O-ring', quantity: '2', unit: 'pcs' },
    ])
  })

  it('names the line that cannot be read', () => {
    expect(readComponents('O-ring; 2 pcs\nbar; kg')).toMatch('Line 2')
    expect(readComponents('bar; 1 kg; much')).toMatch('Line 1')
  })
})

describe('other units', () => {
  it('read what they write', () => {
    expect(readUnits(writtenUnits({ t: '1000', sheet: '2/3' }))).toEqual({ t: '1000', sheet: '2/3' })
    expect(readUnits('t is 1000')).toMatch('“t is 1000” cannot be read')
  })
})
