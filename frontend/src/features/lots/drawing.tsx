import '@xyflow/react/dist/style.css'
import { useComputedColorScheme } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import {
  Background,
  Controls,
  type Edge,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react'
import { useMemo } from 'react'
import { arrange, type Graph, type LotNode, type OrderNode, SIZE } from './graph'

type LotOnCanvas = Node<{ lot: LotNode; from: Position; to: Position }, 'lot'>
type OrderOnCanvas = Node<{ order: OrderNode; from: Position; to: Position }, 'order'>

const TYPES = { lot: DrawnLot, order: DrawnOrder }

/** The genealogy as a graph. Lots and orders are links; the lists on the same screen tell the same in words. */
export default function Drawing({ graph }: { graph: Graph }) {
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const scheme = useComputedColorScheme('light')
  const { nodes, edges } = useMemo(() => onCanvas(graph, narrow), [graph, narrow])
  const lowest = Math.max(...nodes.map(({ position, height = 0 }) => position.y + height))
  return (
    <section
      className="drawing"
      style={{ height: `min(62vh, ${Math.max(lowest + 100, 240)}px)` }}
      aria-label="Genealogy as a graph"
    >
      <ReactFlow
        key={`${narrow}/${graph.lots[0]?.id}/${graph.lots.length}`}
        nodes={nodes}
        edges={edges}
        nodeTypes={TYPES}
        colorMode={scheme}
        fitView
        fitViewOptions={{ padding: { top: '20px', left: '20px', right: '20px', bottom: '64px' }, maxZoom: 1 }}
        minZoom={0.1}
        maxZoom={1.6}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        preventScrolling={false}
        zoomOnScroll={false}
      >
        <Background gap={24} />
        <Controls showInteractive={false} position="bottom-left" orientation="horizontal" />
      </ReactFlow>
    </section>
  )
}

function onCanvas(graph: Graph, narrow: boolean): { nodes: (LotOnCanvas | OrderOnCanvas)[]; edges: Edge[] } {
  const placed = arrange(graph, narrow ? 'TB' : 'LR')
  const ends = narrow ? { from: Position.Bottom, to: Position.Top } : { from: Position.Right, to: Position.Left }
  const at = (id: string) => placed.get(id) ?? { x: 0, y: 0 }
  return {
    nodes: [
      ...graph.lots.map(
        (lot): LotOnCanvas => ({ id: lot.id, type: 'lot', position: at(lot.id), data: { lot, ...ends }, ...SIZE.lot }),
      ),
      ...graph.orders.map(
        (order): OrderOnCanvas => ({
          id: order.id,
          type: 'order',
          position: at(order.id),
          data: { order, ...ends },
          ...SIZE.order,
        }),
      ),
    ],
    edges: graph.lines.map(line => ({ ...line, markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 } })),
  }
}

function DrawnLot({ data: { lot, from, to } }: NodeProps<LotOnCanvas>) {
  return (
    <div className="lot-node nodrag" data-way={lot.way} data-held={lot.on_hold || undefined}>
      <Handle type="target" position={to} isConnectable={false} />
      {lot.way === 'itself' ? (
        <b aria-current="true">{lot.number}</b>
      ) : (
        <Link to="/lot" search={{ id: lot.lot }} className="nopan">
          {lot.number}
        </Link>
      )}
      <span className="material">{lot.material}</span>
      <span>
        {lot.on_hand} of {lot.quantity}
        {lot.on_hold && <b className="bad-text"> on hold</b>}
      </span>
      <Handle type="source" position={from} isConnectable={false} />
    </div>
  )
}

function DrawnOrder({ data: { order, from, to } }: NodeProps<OrderOnCanvas>) {
  return (
    <div className="order-node nodrag">
      <Handle type="target" position={to} isConnectable={false} />
      <Link to="/order" search={{ id: order.work_order }} className="nopan">
        {order.work_order}
      </Link>
      <Handle type="source" position={from} isConnectable={false} />
    </div>
  )
}
