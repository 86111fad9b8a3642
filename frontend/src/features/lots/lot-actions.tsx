import { Button, Group, Menu } from '@mantine/core'
import { IconChevronDown, IconFileTypeCsv, IconFileTypePdf, IconUrgent } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useDownload } from '../../api/download'
import { CommandSheet, type Field, HAPPENED, type Values } from '../../shell/fields'
import { lotName } from '../../shell/lot-name'
import { customersQuery } from '../sales/queries'
import { useMay } from '../sign-in/use-session'
import { storageLocationNames, storageLocationsQuery } from '../stock/queries'
import type { LotInFull } from './queries'

interface Action {
  command: string
  title: string
  said: string | ((values: Values) => string)
  fields: readonly Field[]
  danger?: boolean
  /** One of the few that are done every day. */
  atHand?: boolean
}

/** What can be done with a lot. Each is a sheet; a refusal is told in it. */
export function LotActions({ lot }: { lot: LotInFull }) {
  const may = useMay()
  const locations = storageLocationNames(useQuery(storageLocationsQuery).data, lot.plant)
  const customers = useQuery(customersQuery).data?.map(({ customer }) => customer) ?? []
  const [chosen, setChosen] = useState<Action | null>(null)
  const { download, failed } = useDownload()
  const actions = actionsOf(lot, locations, customers).filter(({ command }) => may(command))
  const report = (kind: 'pdf' | 'csv') =>
    void download(`/api/v1/lots/${encodeURIComponent(lotName(lot))}/trace.${kind}`, `trace-${lot.number}.${kind}`)
  return (
    <Group gap="sm">
      {actions
        .filter(({ atHand }) => atHand)
        .map(action => (
          <Button key={action.command} variant="default" onClick={() => setChosen(action)}>
            {action.title}
          </Button>
        ))}
      <Button
        variant="default"
        leftSection={<IconUrgent size={18} aria-hidden />}
        renderRoot={props => <Link {...props} to="/recall" search={{ id: lotName(lot) }} />}
      >
        Recall
      </Button>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={18} aria-hidden />}>
            Other actions
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {actions
            .filter(({ atHand }) => !atHand)
            .map(action => (
              <Menu.Item key={action.command} onClick={() => setChosen(action)}>
                {action.title}
              </Menu.Item>
            ))}
          <Menu.Item leftSection={<IconFileTypePdf size={18} aria-hidden />} onClick={() => report('pdf')}>
            Trace report, PDF
          </Menu.Item>
          <Menu.Item leftSection={<IconFileTypeCsv size={18} aria-hidden />} onClick={() => report('csv')}>
            Trace report, CSV
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {failed}
      {chosen && (
        <CommandSheet
          title={`${chosen.title} ${lot.number}`}
          command={chosen.command}
          fixed={chosen.command === 'lots.merge' ? { lots: [lotName(lot)] } : { lot: lotName(lot) }}
          fields={[...chosen.fields, HAPPENED]}
          said={chosen.said}
          danger={chosen.danger}
          close={() => setChosen(null)}
        />
      )}
    </Group>
  )
}

function actionsOf(lot: LotInFull, locations: string[], customers: string[]): Action[] {
  const quantity: Field = { name: 'quantity', label: 'Quantity', kind: 'quantity', unit: lot.unit, required: true }
  const reason: Field = { name: 'reason', label: 'Reason', required: true }
  return [
    {
      command: 'lots.move',
      title: 'Move',
      said: ({ location }) => `${lot.number} moved to ${location}`,
      atHand: true,
      fields: [
        { name: 'location', label: 'To', required: true, choices: locations },
        { ...quantity, required: false, description: 'Left empty: all of it.' },
        { name: 'into', label: 'Number of the moved part', description: 'Where a part is moved, it gets a number.' },
      ],
    },
    {
      command: 'lots.adjust',
      title: 'Count',
      said: ({ quantity: found }) => `${lot.number} counted: ${found} ${lot.unit}`,
      atHand: true,
      fields: [{ ...quantity, label: 'What is there' }, reason],
    },
    lot.status === 'on_hold'
      ? {
          command: 'lots.release',
          title: 'Release',
          said: `${lot.number} released`,
          atHand: true,
          fields: [{ ...reason, required: false }],
        }
      : { command: 'lots.hold', title: 'Hold', said: `${lot.number} is on hold`, atHand: true, fields: [reason] },
    {
      command: 'lots.ship',
      title: 'Ship without an order',
      said: ({ customer }) => `Shipped to ${customer}`,
      fields: [
        { name: 'customer', label: 'Customer', required: true, choices: customers },
        quantity,
        { name: 'delivery', label: 'Delivery note' },
      ],
    },
    {
      command: 'lots.return_from_customer',
      title: 'Take back from a customer',
      said: `${lot.number} taken back`,
      fields: [
        { name: 'customer', label: 'Customer', required: true, choices: customers },
        quantity,
        { name: 'delivery', label: 'Delivery note' },
        reason,
      ],
    },
    {
      command: 'lots.return_to_supplier',
      title: 'Return to the supplier',
      said: `${lot.number} returned`,
      fields: [{ name: 'supplier', label: 'Supplier', initial: lot.supplier ?? '' }, quantity, reason],
    },
    {
      command: 'lots.split',
      title: 'Split',
      said: ({ into }) => `${into} split off`,
      fields: [
        { name: 'into', label: 'Number of the new lot', required: true },
        quantity,
        { name: 'location', label: 'Put at', choices: locations, description: 'Left empty: where it is.' },
      ],
    },
    {
      command: 'lots.merge',
      title: 'Merge into another lot',
      said: ({ into }) => `${lot.number} merged into ${into}`,
      fields: [{ name: 'into', label: 'Into the lot', required: true, description: 'All of it goes there.' }],
    },
    {
      command: 'lots.correct_lot',
      title: 'Correct the lot',
      said: ({ number }) => `${number || lot.number} corrected`,
      fields: [
        { name: 'number', label: 'Lot number', initial: lot.number },
        { name: 'supplier', label: 'Supplier', initial: lot.supplier ?? '' },
        { name: 'supplier_lot', label: 'Supplier’s number', initial: lot.supplier_lot ?? '' },
        { name: 'expires_at', label: 'Expires', kind: 'moment', description: 'Left empty: as it is.' },
        { name: 'produced_on', label: 'Produced on', kind: 'date', initial: lot.produced_on ?? '' },
        { name: 'why', label: 'Why', required: true },
      ],
    },
    ...(lot.origin === 'received'
      ? [
          {
            command: 'costing.add_cost_to_receipt',
            title: 'Add cost',
            said: ({ amount }: Values) => `${amount} added to the cost of ${lot.number}`,
            fields: [
              {
                name: 'amount',
                label: 'Amount',
                kind: 'decimal',
                required: true,
                min: -1e12,
                description: 'Freight, or what an invoice says more.',
              },
              { name: 'currency', label: 'Currency', description: 'Left empty: that of the books.' },
              {
                name: 'exchange_rate',
                label: 'Exchange rate',
                kind: 'decimal',
                places: 12,
                description: 'The currency of the books for one of the other; left empty where it is the same.',
              },
              reason,
            ] satisfies Field[],
          },
        ]
      : []),
    {
      command: 'lots.scrap',
      title: 'Scrap',
      said: `${lot.number}: scrapped`,
      danger: true,
      fields: [quantity, reason],
    },
  ]
}
