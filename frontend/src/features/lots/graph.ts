/** A trace as a drawing: lots, and the orders through which they became others. */
import dagre from '@dagrejs/dagre'
import { amount } from '../../format'
import { lotName } from '../../shell/lot-name'
import type { Lot, Trace } from './queries'

export interface LotNode {
  id: string
  kind: 'lot'
  /** Which lot it is among all. */
  lot: string
  /** What stands on its label. */
  number: string
  material: string
  quantity: string
  on_hand: string
  on_hold: boolean
  way: 'itself' | 'ancestor' | 'descendant'
  origin: string
}

export interface OrderNode {
  id: string
  kind: 'order'
  work_order: string
}

export interface Line {
  id: string
  source: string
  target: string
  label: string
}

export interface Graph {
  lots: LotNode[]
  orders: OrderNode[]
  lines: Line[]
}

/**
 * Each order is one node between what it consumed and what it made. Told as steps from lot to lot, an order with
 * 100 lots in and 100 out would be 10,000 lines; so it is 200. What was said to go into one lot goes through a node of its own.
 */
export function graphOf(trace: Trace, self: Lot): Graph {
  const lots = new Map<string, LotNode>([[self.lot, nodeOf(self, 'itself')]])
  for (const lot of trace.lots)
    if (!lots.has(lot.lot)) lots.set(lot.lot, nodeOf(lot, lot.direction === 'backward' ? 'ancestor' : 'descendant'))
  const orders = new Map<string, OrderNode>()
  const lines = new Map<string, Line>()
  const line = (source: string, target: string, label: string) =>
    lines.set(`${source}>${target}`, { id: `${source}>${target}`, source, target, label })
  for (const edge of trace.edges) {
    if (!lots.has(edge.source) || !lots.has(edge.target)) continue
    const [from, to] = [`lot:${edge.source}`, `lot:${edge.target}`]
    if (edge.through === 'work_order' && edge.work_order !== null) {
      const id = `order:${edge.work_order}${edge.stated ? `>${edge.target}` : ''}`
      orders.set(id, { id, kind: 'order', work_order: edge.work_order })
      line(from, id, amount(edge.quantity, edge.unit))
      line(id, to, amount(edge.made, edge.made_unit))
    } else {
      line(from, to, `${edge.through} ${amount(edge.quantity, edge.unit)}`)
    }
  }
  return { lots: [...lots.values()], orders: [...orders.values()], lines: [...lines.values()] }
}

function nodeOf(
  lot: Pick<Lot, 'lot' | 'number' | 'material' | 'unit' | 'status' | 'origin'> & { quantity: string; on_hand: string },
  way: LotNode['way'],
): LotNode {
  return {
    id: `lot:${lot.lot}`,
    kind: 'lot',
    lot: lotName(lot),
    number: lot.number,
    material: lot.material,
    quantity: amount(lot.quantity, lot.unit),
    on_hand: amount(lot.on_hand, lot.unit),
    on_hold: lot.status === 'on_hold',
    way,
    origin: lot.origin,
  }
}

export const SIZE = { lot: { width: 190, height: 76 }, order: { width: 120, height: 40 } } as const

export interface Placed {
  x: number
  y: number
}

/** Where each node goes: in time's direction, left to right, or top to bottom on a narrow screen. */
export function arrange(graph: Graph, direction: 'LR' | 'TB'): Map<string, Placed> {
  const plan = new dagre.graphlib.Graph()
  plan.setGraph({ rankdir: direction, nodesep: 18, ranksep: direction === 'LR' ? 90 : 56 })
  plan.setDefaultEdgeLabel(() => ({}))
  for (const node of [...graph.lots, ...graph.orders]) plan.setNode(node.id, { ...SIZE[node.kind] })
  for (const { source, target } of graph.lines) plan.setEdge(source, target)
  dagre.layout(plan)
  const placed = new Map<string, Placed>()
  for (const node of [...graph.lots, ...graph.orders]) {
    const { x, y } = plan.node(node.id) as Placed
    placed.set(node.id, { x: x - SIZE[node.kind].width / 2, y: y - SIZE[node.kind].height / 2 })
  }
  return placed
}
