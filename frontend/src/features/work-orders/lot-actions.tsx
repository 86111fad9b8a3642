import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { CommandSheet, type Field, HAPPENED } from '../../shell/fields'
import { lotName } from '../../shell/lot-name'
import { useMay } from '../sign-in/use-session'
import { IssueSheet } from '../stock/issue-sheet'
import { storageLocationNames, storageLocationsQuery } from '../stock/queries'
import { LOGGABLE } from './parts'
import type { OrderInFull } from './queries'

type Opened = 'issue' | 'output' | 'backflush' | 'return'

/** What goes into an order and what comes out of it. */
export function LotActions({ order }: { order: OrderInFull }) {
  const may = useMay()
  const locations = storageLocationNames(useQuery(storageLocationsQuery).data, order.plant)
  const [opened, setOpened] = useState<Opened | null>(null)
  if (!LOGGABLE.includes(order.status)) return null
  const close = () => setOpened(null)
  const fixed = { work_order: order.work_order }
  const taken = [...new Set(order.lots.filter(({ direction, struck }) => direction === 'in' && !struck).map(lotName))]
  const outputs = [
    ...new Set(order.lots.filter(({ direction, struck }) => direction === 'out' && !struck).map(lot => lot.number)),
  ]
  const said = order.lots.some(({ into_lots }) => into_lots.length > 0)
  const location: Field = { name: 'location', label: 'Put at', choices: locations }
  return (
    <Group gap="xs">
      {may('work_orders.consume_lot') && (
        <Button variant="default" size="sm" onClick={() => setOpened('issue')}>
          Issue material
        </Button>
      )}
      {may('work_orders.backflush') && (
        <Button variant="default" size="sm" onClick={() => setOpened('backflush')}>
          Backflush
        </Button>
      )}
      {may('work_orders.return_material') && taken.length > 0 && (
        <Button variant="default" size="sm" onClick={() => setOpened('return')}>
          Give back
        </Button>
      )}
      {may('work_orders.record_output_lot') && (
        <Button variant="default" size="sm" onClick={() => setOpened('output')}>
          Put out a lot
        </Button>
      )}
      {opened === 'issue' && (
        <IssueSheet
          workOrder={order.work_order}
          product={order.product}
          plant={order.plant}
          outputs={outputs}
          close={close}
        />
      )}
      {opened === 'output' && (
        <CommandSheet
          title="Put out a lot"
          command="work_orders.record_output_lot"
          fixed={fixed}
          fields={values => [
            {
              name: 'serials',
              label: 'Serial numbers',
              kind: 'list',
              description:
                'One lot of one piece for each, instead of a lot number and a quantity; separated by commas.',
            },
            ...(values.serials
              ? []
              : [
                  { name: 'lot', label: 'Lot number', description: 'Left empty for what is kept without lot numbers.' },
                  { name: 'quantity', label: 'Quantity', kind: 'quantity' as const, required: true },
                ]),
            { name: 'unit', label: 'Unit', initial: 'pcs', required: true },
            location,
            { name: 'by_product', label: `It is a by-product, not ${order.product}`, kind: 'yes' },
            ...(values.by_product === 'yes'
              ? [{ name: 'material', label: 'Material of the by-product', required: true }]
              : []),
            HAPPENED,
          ]}
          said={({ lot }) => `${lot || 'Output'} put out of ${order.work_order}`}
          close={close}
        />
      )}
      {opened === 'backflush' && (
        <CommandSheet
          title="Backflush"
          command="work_orders.backflush"
          fixed={fixed}
          fields={[
            {
              name: 'quantity_pcs',
              label: 'Pieces made',
              kind: 'count',
              unit: 'pcs',
              required: true,
              min: 1,
              description: `Takes what the component list of ${order.product} says of so many pieces.`,
            },
            {
              name: 'lots',
              label: 'From the lots',
              kind: 'list',
              description: 'One after the other, separated by commas; each goes as far as it lasts.',
            },
            { ...location, label: 'Components without lot numbers from' },
            ...(outputs.length > 0
              ? [
                  {
                    name: 'into',
                    label: 'Goes into the lots',
                    kind: 'list' as const,
                    placeholder: outputs.slice(-3).join(', '),
                    description: 'Serials or lots, separated by commas. Left empty: it may be in any of the order.',
                  },
                ]
              : []),
            HAPPENED,
          ]}
          said={`Components of ${order.work_order} taken`}
          close={close}
        />
      )}
      {opened === 'return' && (
        <CommandSheet
          title="Give back material"
          command="work_orders.return_material"
          fixed={fixed}
          fields={[
            { name: 'lot', label: 'Lot', kind: 'choice', choices: taken, required: true },
            { name: 'quantity', label: 'Quantity', kind: 'quantity', required: true },
            ...(said
              ? [
                  {
                    name: 'into',
                    label: 'Comes back out of',
                    kind: 'list' as const,
                    placeholder: 'serials it went into',
                  },
                ]
              : []),
            { name: 'reason', label: 'Reason' },
            HAPPENED,
          ]}
          said={({ lot }) => `${lot} given back`}
          close={close}
        />
      )}
    </Group>
  )
}
