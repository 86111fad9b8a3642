import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useOutbox } from '../../offline/use-outbox'
import { Empty, Page, Queried } from '../../shell/states'
import { useMay } from '../sign-in/use-session'
import { OrderRow } from '../work-orders/board'
import { LOGGABLE } from '../work-orders/parts'
import { boardQuery, type Order } from '../work-orders/queries'
import { goodWaiting, MACHINE } from '../work-orders/waiting'
import { useStation } from './use-device'

/** What is done at this station: its machines, and the orders that can be logged on. */
export function Screen() {
  const here = useStation()
  const machines = here?.equipment ?? []
  const [machine, setMachine] = useState(() => chosen(machines))
  const board = useQuery(boardQuery('open'))
  if (!here)
    return (
      <Empty title="This device is no station">
        Pair it: an administrator makes a code under “Stations”, and it is told here when nobody is signed in.
      </Empty>
    )
  return (
    <Page title={here.station}>
      {machines.length > 0 && (
        <Stack gap={4}>
          <Text size="sm" c="dimmed">
            What is logged here is logged on
          </Text>
          <SegmentedControl
            aria-label="Machine"
            size="lg"
            value={machine}
            onChange={next => {
              localStorage.setItem(MACHINE, next)
              setMachine(next)
            }}
            data={machines}
          />
        </Stack>
      )}
      <Queried query={board}>
        {orders => (
          <Orders orders={orders.filter(({ plant, status }) => plant === here.plant && LOGGABLE.includes(status))} />
        )}
      </Queried>
    </Page>
  )
}

/** The machine that was logged on last, where it is one of these. */
function chosen(machines: string[]): string {
  const last = localStorage.getItem(MACHINE) ?? ''
  const machine = machines.includes(last) ? last : (machines[0] ?? last)
  if (machine) localStorage.setItem(MACHINE, machine)
  return machine
}

function Orders({ orders }: { orders: Order[] }) {
  const { entries } = useOutbox()
  const may = useMay()
  if (orders.length === 0) return <Empty title="Nothing to log on">No order of this plant is released.</Empty>
  return (
    <ul className="rows" aria-label="Work orders">
      {orders.map(order => (
        <OrderRow
          key={order.work_order}
          order={order}
          waiting={goodWaiting(entries, order.work_order)}
          mayLog={may('work_orders.log_production')}
        />
      ))}
    </ul>
  )
}
