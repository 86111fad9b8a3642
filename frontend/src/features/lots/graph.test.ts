import { describe, expect, it } from 'vitest'
import { arrange, graphOf } from './graph'
import type { Lot, Trace } from './queries'

const at = '2026-11-23T08:00:00Z'

function lot(name: string): Lot {
  return {
    lot: name,
    material: 'M',
    unit: 'kg',
    plant: 'main',
    location: null,
    status: 'available',
    hold_reason: null,
    origin: 'received',
    number: name,
    supplier: null,
    supplier_lot: null,
    expires_at: null,
    produced_on: null,
    attributes: null,
    quantity: '10',
    on_hand: '4',
    consumed: '6',
    shipped: '0',
    scrapped: '0',
    first_at: at,
    last_at: at,
    version: 1,
  }
}

function reached(name: string, direction: 'forward' | 'backward'): Trace['lots'][number] {
  return { ...lot(name), direction, depth: 1, stated: false }
}

function edge(source: string, target: string, work_order: string | null): Trace['edges'][number] {
  return {
    source,
    target,
    quantity: '2',
    unit: 'kg',
    made: '5',
    made_unit: 'pcs',
    through: work_order ? 'work_order' : 'split',
    work_order,
    occurred_at: at,
    stated: false,
  }
}

describe('a trace as a graph', () => {
  const sources = ['A', 'B', 'C']
  const trace: Trace = {
    lot: 'X',
    number: 'X',
    direction: 'both',
    lots: [...sources.map(name => reached(name, 'backward')), reached('Y', 'forward'), reached('Z', 'forward')],
    edges: [...sources.flatMap(name => [edge(name, 'X', 'WO-1'), edge(name, 'Z', 'WO-1')]), edge('X', 'Y', null)],
    edges_complete: true,
  }
  const graph = graphOf(trace, lot('X'))

  it('draws each order once, so lines add up and do not multiply', () => {
    expect(graph.orders.map(({ work_order }) => work_order)).toEqual(['WO-1'])
    expect(graph.lines.map(({ id }) => id).sort()).toEqual([
      'lot:A>order:WO-1',
      'lot:B>order:WO-1',
      'lot:C>order:WO-1',
      'lot:X>lot:Y',
      'order:WO-1>lot:X',
      'order:WO-1>lot:Z',
    ])
  })

  it('knows the lot itself from its ancestors and descendants', () => {
    expect(Object.fromEntries(graph.lots.map(({ number: name, way }) => [name, way]))).toEqual({
      X: 'itself',
      A: 'ancestor',
      B: 'ancestor',
      C: 'ancestor',
      Y: 'descendant',
      Z: 'descendant',
    })
  })

  it('places what came first to the left, and above on a narrow screen', () => {
    const wide = arrange(graph, 'LR')
    const narrow = arrange(graph, 'TB')
    expect(wide.get('lot:A')?.x).toBeLessThan(wide.get('order:WO-1')?.x ?? 0)
    expect(wide.get('order:WO-1')?.x).toBeLessThan(wide.get('lot:X')?.x ?? 0)
    expect(narrow.get('lot:A')?.y).toBeLessThan(narrow.get('lot:X')?.y ?? 0)
  })
})
