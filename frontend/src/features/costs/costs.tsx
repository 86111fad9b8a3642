import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { amount, moment, money, toInput, words } from '../../format'
import { Cell, Columns, Figure, Row } from '../../shell/columns'
import { CommandSheet } from '../../shell/fields'
import { Empty, Page, Queried } from '../../shell/states'
import { ToOrderCost } from '../../shell/to'
import { useView, Views } from '../../shell/views'
import { machinesQuery } from '../equipment/queries'
import { asked } from '../exports/telling'
import { useMay } from '../sign-in/use-session'
import { inProcessQuery, type Valuation, valuationQuery } from './queries'

const VIEWS = { stock: 'Stock', orders: 'Work in process' } as const

/** What the stock is worth, and what lies in the orders, as of any moment. */
export function Screen() {
  const view = useView(VIEWS)
  const [at, setAt] = useState('')
  const asOf = at ? new Date(at).toISOString() : null
  return (
    <Page
      title="Costs"
      exported={asked(view === 'stock' ? '/costing/valuation' : '/costing/wip', { as_of: asOf })}
      aside={<SetMachineRate />}
    >
      <div className="filters side-by-side">
        <Views views={VIEWS} view={view} />
        <TextInput
          type="datetime-local"
          label="As of"
          description="By when things happened. Left empty: all that was told."
          inputWrapperOrder={['label', 'input', 'description']}
          value={at}
          onChange={event => setAt(event.currentTarget.value)}
        />
      </div>
      {view === 'orders' ? <InProcess asOf={asOf} /> : <Stocks asOf={asOf} />}
    </Page>
  )
}

function SetMachineRate() {
  const may = useMay()
  const [open, setOpen] = useState(false)
  const machines = useQuery(machinesQuery()).data?.rows.map(({ equipment }) => equipment) ?? []
  if (!may('costing.set_equipment_rate')) return null
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        Set a machine’s rate
      </Button>
      {open && (
        <CommandSheet
          title="Set a machine’s rate"
          command="costing.set_equipment_rate"
          fields={[
            { name: 'equipment', label: 'Machine', required: true, choices: machines.filter(name => name != null) },
            { name: 'rate_per_hour', label: 'Rate of an hour', kind: 'decimal', required: true },
            {
              name: 'valid_from',
              label: 'Valid from',
              kind: 'moment',
              required: true,
              initial: toInput(new Date()),
              description: 'One in the past costs anew what was done since.',
            },
          ]}
          said={({ equipment }) => `Rate of ${equipment} set`}
          close={() => setOpen(false)}
        />
      )}
    </>
  )
}

function Stocks({ asOf }: { asOf: string | null }) {
  const valuation = useQuery({ ...valuationQuery(asOf), placeholderData: keepPreviousData })
  return <Queried query={valuation}>{found => <Valued valuation={found} />}</Queried>
}

function Valued({ valuation: { total, currency, stocks } }: { valuation: Valuation }) {
  if (stocks.length === 0) return <Empty title="Nothing was in stock then" />
  return (
    <Stack gap="md">
      <Text>
        The stock is worth <b className="big">{money(total, currency)}</b>
      </Text>
      <Columns
        label="Value of the stock"
        heads={['Material', { number: 'Quantity' }, { number: 'Cost of one' }, { number: 'Value' }, 'Costing', 'Last']}
      >
        {stocks.map(stock => (
          <Row key={`${stock.plant}/${stock.material}`}>
            <Cell>
              <Anchor
                size="sm"
                renderRoot={props => (
                  <Link {...props} to="/stock-cost" search={{ id: stock.material, plant: stock.plant }} />
                )}
              >
                {stock.material}
              </Anchor>
              <Text size="sm" c="dimmed">
                plant {stock.plant}
              </Text>
            </Cell>
            <Figure>{amount(stock.quantity)}</Figure>
            <Figure>{stock.unit_cost && money(stock.unit_cost, null, 4)}</Figure>
            <Figure>
              <b>{money(stock.value)}</b>
            </Figure>
            <Cell>{words(stock.method)}</Cell>
            <Cell>
              {moment(stock.last_at)}
              <Text size="sm" c="dimmed">
                {stock.last_fact}
              </Text>
            </Cell>
          </Row>
        ))}
      </Columns>
      <Text size="sm" c="dimmed">
        Values in {currency}, shown to the cent; the books keep them exactly.
      </Text>
    </Stack>
  )
}

function InProcess({ asOf }: { asOf: string | null }) {
  const orders = useQuery({ ...inProcessQuery(asOf), placeholderData: keepPreviousData })
  return (
    <Queried query={orders}>
      {found =>
        found.length === 0 ? (
          <Empty title="No order holds any cost" />
        ) : (
          <Columns label="Work in process" heads={['Order', 'Product', { number: 'In process' }, 'Last']}>
            {found.map(order => (
              <Row key={order.work_order}>
                <Cell>
                  <ToOrderCost id={order.work_order} />
                </Cell>
                <Cell>{order.product}</Cell>
                <Figure>{money(order.in_process)}</Figure>
                <Cell>
                  {moment(order.last_at)}
                  <Text size="sm" c="dimmed">
                    {order.last_fact}
                  </Text>
                </Cell>
              </Row>
            ))}
          </Columns>
        )
      }
    </Queried>
  )
}
