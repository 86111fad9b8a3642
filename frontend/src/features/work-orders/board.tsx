import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { IconPencilPlus, IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { moment } from '../../format'
import { useOutbox } from '../../offline/use-outbox'
import { Empty, Page, Queried } from '../../shell/states'
import { asked } from '../exports/telling'
import { useMay } from '../sign-in/use-session'
import { CreateSheet } from './create-sheet'
import { Due, isLate, LOGGABLE, Progress, StatusTold } from './parts'
import { BOARD_LIMIT, boardQuery, type Order, SHOWN, type Shown } from './queries'
import { ScrapReasonsSheet } from './scrap-reasons-sheet'
import { goodWaiting } from './waiting'

/** The board: what runs, what waits, what is late. It changes as the plant does. */
export function Screen() {
  const { show } = useSearch({ strict: false })
  const shown: Shown = show && show in SHOWN ? (show as Shown) : 'open'
  const navigate = useNavigate()
  const [sought, setSought] = useState('')
  const [creating, setCreating] = useState(false)
  const [listing, setListing] = useState(false)
  const may = useMay()
  const board = useQuery(boardQuery(shown))

  return (
    <Page
      title="Work orders"
      exported={asked('/work-orders', { status: SHOWN[shown] })}
      aside={
        <Group gap="md">
          {board.data && <Summary orders={board.data} />}
          {may('work_orders.define_scrap_reason') && (
            <Button variant="subtle" onClick={() => setListing(true)}>
              Scrap reasons
            </Button>
          )}
          {may('work_orders.create') && (
            <Button
              variant="default"
              leftSection={<IconPlus size={18} aria-hidden />}
              onClick={() => setCreating(true)}
            >
              New order
            </Button>
          )}
        </Group>
      }
    >
      {listing && <ScrapReasonsSheet close={() => setListing(false)} />}
      <CreateSheet opened={creating} close={() => setCreating(false)} />
      <Group gap="sm" className="filters">
        <SegmentedControl
          aria-label="Which orders"
          size="md"
          value={shown}
          onChange={value => void navigate({ to: '/', search: { show: value } })}
          data={[
            { value: 'open', label: 'Open' },
            { value: 'running', label: 'Running' },
            { value: 'planned', label: 'To do' },
            { value: 'done', label: 'Done' },
          ]}
        />
        <TextInput
          className="search"
          type="search"
          aria-label="Find an order or a product"
          placeholder="Order or product"
          leftSection={<IconSearch size={18} aria-hidden />}
          value={sought}
          onChange={event => setSought(event.currentTarget.value)}
        />
      </Group>
      <Queried query={board}>{orders => <Orders orders={orders} sought={sought} shown={shown} />}</Queried>
    </Page>
  )
}

function Summary({ orders }: { orders: Order[] }) {
  const now = Date.now()
  const running = orders.filter(({ status }) => status === 'running').length
  const paused = orders.filter(({ status }) => status === 'paused').length
  const late = orders.filter(order => isLate(order, now)).length
  return (
    <Text size="sm" c="dimmed" role="status">
      {running} running · {paused} paused · <span className={late ? 'bad-text' : undefined}>{late} late</span>
    </Text>
  )
}

function Orders({ orders, sought, shown }: { orders: Order[]; sought: string; shown: Shown }) {
  const { entries } = useOutbox()
  const may = useMay()
  const wanted = sought.trim().toLowerCase()
  const found = orders.filter(order => `${order.work_order} ${order.product}`.toLowerCase().includes(wanted))
  if (orders.length === 0) return <NoOrders shown={shown} />
  if (found.length === 0)
    return (
      <Empty title={`No order or product has “${sought}” in its name`}>
        Among {shown === 'open' ? 'the open orders' : 'these orders'}. Look under another heading, or for less.
      </Empty>
    )
  return (
    <Stack gap="xs">
      <ul className="rows" aria-label="Work orders">
        {found.map(order => (
          <OrderRow
            key={order.work_order}
            order={order}
            waiting={goodWaiting(entries, order.work_order)}
            mayLog={may('work_orders.log_production')}
          />
        ))}
      </ul>
      {orders.length === BOARD_LIMIT && (
        <Text size="sm" c="dimmed" ta="center">
          The first {BOARD_LIMIT} are shown.
        </Text>
      )}
    </Stack>
  )
}

function NoOrders({ shown }: { shown: Shown }) {
  if (shown === 'open')
    return (
      <Empty title="No open work orders">
        Orders appear here as soon as they are created: by your planning system through POST /api/v1/work-orders/create,
        or by <code>unison import</code>.
      </Empty>
    )
  return <Empty title="None of these at the moment">Look under “Open” for what there is to do.</Empty>
}

export function OrderRow({ order, waiting, mayLog }: { order: Order; waiting: number; mayLog: boolean }) {
  return (
    <li className="row order-row">
      <div className="what">
        <Link to="/order" search={{ id: order.work_order }} className="row-link">
          {order.work_order}
        </Link>
        <Text size="sm" c="dimmed" truncate title={order.product}>
          {order.product}
        </Text>
      </div>
      <div className="state">
        <StatusTold status={order.status} />
        <Text size="xs" c="dimmed">
          since {moment(order.status_since)}
        </Text>
      </div>
      <Progress order={order} waiting={waiting} />
      <div className="due">
        <Due order={order} />
        {order.status_reason && (
          <Text size="xs" c="dimmed" truncate title={order.status_reason}>
            {order.status_reason}
          </Text>
        )}
      </div>
      <div className="act">
        {mayLog && LOGGABLE.includes(order.status) && (
          <Button
            variant="light"
            leftSection={<IconPencilPlus size={18} aria-hidden />}
            renderRoot={props => (
              <Link
                {...props}
                to="."
                search={old => ({ ...old, log: order.work_order })}
                aria-label={`Log ${order.work_order}`}
              />
            )}
          >
            Log
          </Button>
        )}
      </div>
    </li>
  )
}
