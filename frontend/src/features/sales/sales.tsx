import { Button, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { amount, count, dateOnly, words } from '../../format'
import { Cell, Columns, Figure, Row } from '../../shell/columns'
import { CommandSheet } from '../../shell/fields'
import { usePlantField } from '../../shell/plants'
import { Empty, Page, Queried } from '../../shell/states'
import { ToSalesOrder } from '../../shell/to'
import { useView, Views } from '../../shell/views'
import { useMay } from '../sign-in/use-session'
import { Customers } from './customers'
import { customersQuery, lateLinesQuery, type SalesOrder, salesOrdersQuery } from './queries'

const VIEWS = { open: 'Open', late: 'Late', settled: 'Settled', customers: 'Customers' } as const
const EXPORTED: Record<keyof typeof VIEWS, string> = {
  open: '/sales-orders?status=open',
  late: '/sales-orders/late-lines',
  settled: '/sales-orders?status=closed&status=cancelled',
  customers: '/customers',
}

/** What customers ordered, what is delivered, what is late. */
export function Screen() {
  const view = useView(VIEWS)
  const may = useMay()
  const [adding, setAdding] = useState(false)
  return (
    <Page
      title="Sales orders"
      exported={EXPORTED[view]}
      aside={
        may('sales.create_order') && (
          <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
            New order
          </Button>
        )
      }
    >
      <Views views={VIEWS} view={view} />
      {view === 'open' && <Orders status={['open']} />}
      {view === 'settled' && <Orders status={['closed', 'cancelled']} />}
      {view === 'late' && <Late />}
      {view === 'customers' && <Customers />}
      {adding && <CreateSheet close={() => setAdding(false)} />}
    </Page>
  )
}

function Orders({ status }: { status: SalesOrder['status'][] }) {
  const orders = useQuery(salesOrdersQuery(status))
  return (
    <Queried query={orders}>
      {found =>
        found.length === 0 ? (
          <Empty title="None of these">
            Sales orders come by hand, or from a file: <code>unison import sales-orders</code>.
          </Empty>
        ) : (
          <ul className="rows" aria-label="Sales orders">
            {found.map(order => (
              <li key={order.sales_order} className="row lot-row">
                <div className="what">
                  <Link to="/sales-order" search={{ id: order.sales_order }} className="row-link">
                    {order.sales_order}
                  </Link>
                  <Text size="sm" c="dimmed" truncate>
                    {order.customer_name ?? order.customer}
                  </Text>
                </div>
                <Text size="sm">
                  {order.status === 'open' ? `${words(order.delivery_state)} delivered` : order.status}
                </Text>
                <Text size="sm" className="numbers">
                  {count(order.open_lines)} of {count(order.line_count)} lines open
                  {order.late_lines > 0 && <b className="bad-text"> · {count(order.late_lines)} late</b>}
                </Text>
                <Text size="sm" c="dimmed">
                  {order.next_due_on && `next due ${dateOnly(order.next_due_on)}`}
                  {order.reference && ` · ${order.reference}`}
                </Text>
              </li>
            ))}
          </ul>
        )
      }
    </Queried>
  )
}

function Late() {
  const late = useQuery(lateLinesQuery)
  return (
    <Queried query={late}>
      {found =>
        found.length === 0 ? (
          <Empty title="Nothing is late" />
        ) : (
          <Columns
            label="Late lines"
            heads={['Order', 'Product', { number: 'Open' }, { number: 'Ordered' }, { number: 'Days late' }]}
          >
            {found.map(line => (
              <Row key={`${line.sales_order}/${line.line}`}>
                <Cell>
                  <ToSalesOrder id={line.sales_order} />, line {line.line}
                  <Text size="sm" c="dimmed">
                    {line.customer_name ?? line.customer}
                  </Text>
                </Cell>
                <Cell>
                  {line.product}
                  <Text size="sm" c="dimmed">
                    due {dateOnly(line.due_on)}
                  </Text>
                </Cell>
                <Figure>
                  <b>{amount(line.open, line.unit)}</b>
                </Figure>
                <Figure>{amount(line.ordered, line.unit)}</Figure>
                <Figure>
                  <span className="bad-text">{count(line.days_late)}</span>
                </Figure>
              </Row>
            ))}
          </Columns>
        )
      }
    </Queried>
  )
}

function CreateSheet({ close }: { close: () => void }) {
  const customers = useQuery(customersQuery).data?.map(({ customer }) => customer) ?? []
  const plant = usePlantField('Plant that delivers')
  const navigate = useNavigate()
  return (
    <CommandSheet
      title="New sales order"
      command="sales.create_order"
      fields={[
        { name: 'sales_order', label: 'Order', required: true },
        { name: 'customer', label: 'Customer', required: true, choices: customers },
        { name: 'reference', label: 'Their number' },
        { name: 'due_on', label: 'Due', kind: 'date' },
        { name: 'currency', label: 'Currency', placeholder: 'EUR' },
        { name: 'over_delivery_percent', label: 'Over-delivery allowed', kind: 'decimal', unit: '%' },
        ...plant,
      ]}
      said={({ sales_order }) => `${sales_order} created. Add its lines.`}
      close={close}
      done={({ sales_order }) => void navigate({ to: '/sales-order', search: { id: sales_order?.trim() } })}
    />
  )
}
