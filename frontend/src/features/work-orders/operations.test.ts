import { describe, expect, it } from 'vitest'
import { readOperations } from './operations'

describe('operations', () => {
  it('are read line by line, in sequence', () => {
    expect(readOperations('cutting\n\nturning; Lathes; 1500 s; 72.5 s; lathe, crane')).toEqual([
      { operation: 'cutting', sequence: 10 },
      {
        operation: 'turning',
        sequence: 20,
        work_center: 'Lathes',
        setup_s: '1500',
        cycle_time_s: '72.5',
        certificates: ['lathe', 'crane'],
      },
    ])
    expect(readOperations('')).toEqual([])
  })

  it('name the line that cannot be read', () => {
    expect(readOperations('cutting; Saw; soon')).toMatch('Line 1')
    expect(readOperations('cutting\n; Saw')).toMatch('Line 2')
  })
})
