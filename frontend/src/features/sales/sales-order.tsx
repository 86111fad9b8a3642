import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { amount, dateOnly, moment, words } from '../../format'
import { Cell, Columns, Figure, Row } from '../../shell/columns'
import { CommandSheet, type Field } from '../../shell/fields'
import { Empty, Page, Queried } from '../../shell/states'
import { ToLot } from '../../shell/to'
import { Correction } from '../people/correction'
import { useNameOf } from '../people/names'
import { useMay } from '../sign-in/use-session'
import { DeliverSheet } from './deliver-sheet'
import { type SalesOrderInFull, type SalesOrderLine, salesOrderQuery } from './queries'

/** One sales order: its lines, what was delivered of each, and what came back. */
export function Screen() {
  const { id = '' } = useSearch({ strict: false })
  const order = useQuery(salesOrderQuery(id))
  return (
    <Page
      title={id}
      aside={
        <Anchor renderRoot={props => <Link {...props} to="/sales" />} size="sm">
          All sales orders
        </Anchor>
      }
    >
      <Queried query={order}>{found => <InFull order={found} />}</Queried>
    </Page>
  )
}

function InFull({ order }: { order: SalesOrderInFull }) {
  return (
    <Stack gap="md">
      <Facts order={order} />
      <section aria-labelledby="lines">
        <h2 id="lines">Lines</h2>
        <Lines order={order} />
      </section>
      <section aria-labelledby="deliveries">
        <h2 id="deliveries">Delivered and returned</h2>
        <Deliveries order={order} />
      </section>
    </Stack>
  )
}

type Opened = 'line' | 'close' | 'cancel'

function Facts({ order }: { order: SalesOrderInFull }) {
  const may = useMay()
  const [opened, setOpened] = useState<Opened | null>(null)
  const fixed = { sales_order: order.sales_order }
  const close = () => setOpened(null)
  const last = Math.max(0, ...order.lines.map(({ line }) => line))
  const offered: [Opened, string, string][] = [
    ['line', 'Add a line', 'sales.add_line'],
    ['close', 'Close the order', 'sales.close_order'],
    ['cancel', 'Cancel the order', 'sales.cancel_order'],
  ]
  return (
    <Paper withBorder p="md" className="surface">
      <Stack gap={6}>
        <Group justify="space-between" gap="xs">
          <Text fw={600}>{order.customer_name ?? order.customer}</Text>
          <Text size="sm" fw={600}>
            {order.status === 'open' ? `${words(order.delivery_state)} delivered` : order.status}
          </Text>
        </Group>
        <Text size="sm" c="dimmed">
          {order.reference && `${order.reference} · `}
          {order.due_on ? `due ${dateOnly(order.due_on)}` : 'no due date'} · plant {order.plant}
          {order.currency && ` · ${order.currency}`}
          {Number(order.over_delivery_percent) > 0 && ` · ${amount(order.over_delivery_percent)} % more may go out`}
          {order.late_lines > 0 && <b className="bad-text"> · {order.late_lines} late</b>}
        </Text>
        {order.status_reason && <Text size="sm">{order.status_reason}</Text>}
        {order.status === 'open' && (
          <Group gap="sm">
            {offered
              .filter(([, , permission]) => may(permission))
              .map(([which, label]) => (
                <Button key={which} variant="default" onClick={() => setOpened(which)}>
                  {label}
                </Button>
              ))}
          </Group>
        )}
      </Stack>
      {opened === 'line' && (
        <CommandSheet
          title="Add a line"
          command="sales.add_line"
          fixed={fixed}
          fields={[
            { name: 'line', label: 'Line', kind: 'count', required: true, min: 1, initial: String(last + 10) },
            { name: 'product', label: 'Product', required: true },
            { name: 'quantity', label: 'Quantity', kind: 'quantity', required: true },
            { name: 'unit', label: 'Unit', required: true, initial: 'pcs' },
            { name: 'due_on', label: 'Due', kind: 'date', description: 'Left empty: with the order.' },
            { name: 'unit_price', label: 'Price of one', kind: 'decimal', unit: order.currency ?? undefined },
          ]}
          said={({ line }) => `Line ${line} added`}
          close={close}
        />
      )}
      {(opened === 'close' || opened === 'cancel') && (
        <CommandSheet
          title={`${opened === 'close' ? 'Close' : 'Cancel'} ${order.sales_order}`}
          command={opened === 'close' ? 'sales.close_order' : 'sales.cancel_order'}
          fixed={fixed}
          fields={[{ name: 'reason', label: 'Reason', required: opened === 'cancel' }]}
          said={`${order.sales_order} ${opened === 'close' ? 'closed' : 'cancelled'}`}
          danger
          close={close}
        />
      )}
    </Paper>
  )
}

interface ActionOnLine {
  kind: 'deliver' | 'change' | 'cancel'
  line: SalesOrderLine
}

function Lines({ order }: { order: SalesOrderInFull }) {
  const may = useMay()
  const [asked, setAsked] = useState<ActionOnLine | null>(null)
  const close = () => setAsked(null)
  if (order.lines.length === 0) return <Empty title="No lines yet">Add what the customer ordered.</Empty>
  return (
    <>
      <Columns
        label="Lines"
        heads={['Line', 'Product', ...['Ordered', 'Delivered', 'Returned', 'Open'].map(number => ({ number })), '']}
      >
        {order.lines.map(line => {
          const open = order.status === 'open' && line.cancel_reason === null
          return (
            <Row key={line.line} data-struck={line.cancel_reason !== null || undefined}>
              <Cell>{line.line}</Cell>
              <Cell>
                {line.cancel_reason === null ? line.product : <del>{line.product}</del>}
                <Text size="sm" c="dimmed">
                  {line.due_on && `due ${dateOnly(line.due_on)}`}
                  {line.unit_price && ` · ${amount(line.unit_price, order.currency)} each`}
                  {line.late && <b className="bad-text"> late</b>}
                  {line.cancel_reason && `cancelled: ${line.cancel_reason}`}
                </Text>
              </Cell>
              <Figure>{amount(line.ordered, line.unit)}</Figure>
              <Figure>{Number(line.delivered) > 0 && amount(line.delivered, line.unit)}</Figure>
              <Figure>{Number(line.returned) > 0 && amount(line.returned, line.unit)}</Figure>
              <Figure>{Number(line.open) > 0 && <b>{amount(line.open, line.unit)}</b>}</Figure>
              <Cell ta="right">
                {open && may('sales.deliver') && (
                  <Button
                    variant="light"
                    size="sm"
                    onClick={() => setAsked({ kind: 'deliver', line })}
                    aria-label={`Deliver line ${line.line}`}
                  >
                    Deliver
                  </Button>
                )}
                {open && may('sales.change_line') && (
                  <Button
                    variant="subtle"
                    size="sm"
                    onClick={() => setAsked({ kind: 'change', line })}
                    aria-label={`Change line ${line.line}`}
                  >
                    Change
                  </Button>
                )}
                {open && may('sales.cancel_line') && (
                  <Button
                    variant="subtle"
                    size="sm"
                    onClick={() => setAsked({ kind: 'cancel', line })}
                    aria-label={`Cancel line ${line.line}`}
                  >
                    Cancel
                  </Button>
                )}
              </Cell>
            </Row>
          )
        })}
      </Columns>
      {asked?.kind === 'deliver' && <DeliverSheet order={order} line={asked.line} close={close} />}
      {asked && asked.kind !== 'deliver' && <LineSheet order={order} asked={asked} close={close} />}
    </>
  )
}

function LineSheet({
  order,
  asked: { kind, line },
  close,
}: {
  order: SalesOrderInFull
  asked: ActionOnLine
  close: () => void
}) {
  const changed: Field[] = [
    { name: 'quantity', label: 'Quantity', kind: 'quantity', unit: line.unit, initial: line.ordered },
    { name: 'due_on', label: 'Due', kind: 'date', initial: line.due_on ?? '' },
    { name: 'reason', label: 'Reason' },
  ]
  const changing = kind === 'change'
  return (
    <CommandSheet
      title={`${changing ? 'Change' : 'Cancel'} line ${line.line}`}
      command={changing ? 'sales.change_line' : 'sales.cancel_line'}
      fixed={{ sales_order: order.sales_order, line: line.line }}
      fields={changing ? changed : [{ name: 'reason', label: 'Reason', required: true }]}
      said={`Line ${line.line} ${changing ? 'changed' : 'cancelled'}`}
      danger={!changing}
      changes
      close={close}
    />
  )
}

function Deliveries({ order }: { order: SalesOrderInFull }) {
  const may = useMay()
  const nameOf = useNameOf()
  const [returned, setReturned] = useState<SalesOrderInFull['deliveries'][number] | null>(null)
  if (order.deliveries.length === 0) return <Empty title="Nothing was delivered yet" />
  return (
    <>
      <Columns label="Delivered and returned" heads={['When', 'What', { number: 'Quantity' }, 'Delivery', '']}>
        {order.deliveries.map(delivery => {
          const { unit, product } = order.lines.find(({ line }) => line === delivery.line) ?? {}
          return (
            <Row key={delivery.version} data-struck={delivery.struck || undefined}>
              <Cell>{moment(delivery.occurred_at)}</Cell>
              <Cell>
                line {delivery.line} {words(delivery.kind)}
                <Text size="sm" c="dimmed">
                  {delivery.reason}
                  {delivery.by_user && ` by ${nameOf(delivery.by_user)}`}
                </Text>
                <Correction of={delivery} />
              </Cell>
              <Figure>
                {delivery.original && (
                  <Text span size="sm" c="dimmed" component="del">
                    {amount(delivery.original.quantity, unit)}
                  </Text>
                )}{' '}
                {!delivery.struck && amount(delivery.quantity, unit)}
              </Figure>
              <Cell>
                {delivery.delivery}
                {delivery.lot && (
                  <Text size="sm" component="div">
                    <ToLot id={delivery.lot} material={product} number={delivery.number} />
                  </Text>
                )}
              </Cell>
              <Cell ta="right">
                {delivery.kind === 'delivered' && !delivery.struck && may('sales.return_goods') && (
                  <Button
                    variant="subtle"
                    size="sm"
                    onClick={() => setReturned(delivery)}
                    aria-label={`Take back of ${delivery.delivery}`}
                  >
                    Take back
                  </Button>
                )}
              </Cell>
            </Row>
          )
        })}
      </Columns>
      {returned && (
        <CommandSheet
          title={`Take back of ${returned.delivery}`}
          command="sales.return_goods"
          fixed={{
            sales_order: order.sales_order,
            line: returned.line,
            delivery: returned.delivery,
            ...(returned.lot ? { lot: returned.lot } : {}),
          }}
          fields={[
            { name: 'quantity', label: 'Quantity', kind: 'quantity', required: true, initial: returned.quantity },
            { name: 'reason', label: 'Reason', required: true },
          ]}
          said={`Taken back of ${returned.delivery}`}
          close={() => setReturned(null)}
        />
      )}
    </>
  )
}
