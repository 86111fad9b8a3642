import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { amount, moment } from '../../format'
import { Cell, Columns, Figure, Row } from '../../shell/columns'
import { CommandSheet } from '../../shell/fields'
import { Empty, Queried } from '../../shell/states'
import { ToLot } from '../../shell/to'
import { useMay } from '../sign-in/use-session'
import { type Reservation, reservationsQuery } from '../stock/queries'
import { ReserveSheet } from '../stock/reserve-sheet'
import { type OrderInFull, SHOWN } from './queries'

/** The lots that are kept for the order, what it may still take of each, and what of that is not there. */
export function Reservations({ order }: { order: OrderInFull }) {
  const may = useMay()
  const [reserving, setReserving] = useState(false)
  const [released, setReleased] = useState<Reservation | null>(null)
  const { work_order, product, plant } = order
  const open = (SHOWN.open as readonly string[]).includes(order.status)
  const reservations = useQuery({ ...reservationsQuery({ work_order }), enabled: open })
  if (!open) return null
  return (
    <section aria-labelledby="reserved">
      <Group justify="space-between" mb="xs">
        <h2 id="reserved">Reserved lots</h2>
        {may('work_orders.reserve_lot') && (
          <Button variant="default" size="sm" onClick={() => setReserving(true)}>
            Reserve a lot
          </Button>
        )}
      </Group>
      <Queried query={reservations}>
        {found =>
          found.length === 0 ? (
            <Empty title="Nothing is reserved">Whoever comes first takes what the order needs.</Empty>
          ) : (
            <Kept reservations={found} release={may('work_orders.release_reservation') ? setReleased : null} />
          )
        }
      </Queried>
      {reserving && (
        <ReserveSheet workOrder={work_order} product={product} plant={plant} close={() => setReserving(false)} />
      )}
      {released && (
        <CommandSheet
          title={`Release ${released.number}`}
          command="work_orders.release_reservation"
          fixed={{ work_order, lot: released.lot }}
          fields={[
            {
              name: 'reason',
              label: 'Reason',
              description: `Anybody may use ${amount(released.outstanding, released.unit)} again.`,
            },
          ]}
          said={`${released.number} is not reserved for ${work_order} any more`}
          close={() => setReleased(null)}
        />
      )}
    </section>
  )
}

interface KeptProps {
  reservations: Reservation[]
  release: ((reservation: Reservation) => void) | null
}

function Kept({ reservations, release }: KeptProps) {
  const heads = [
    'Lot',
    { number: 'Reserved' },
    { number: 'Taken' },
    { number: 'Left' },
    'Since',
    ...(release ? [''] : []),
  ]
  return (
    <Columns label="Reserved lots" heads={heads}>
      {reservations.map(each => (
        <Row key={each.lot}>
          <Cell>
            <ToLot id={each.lot} material={each.material} number={each.number} />
            <Text size="sm" c="dimmed">
              {each.material}
              {each.location && `, ${each.location}`}
              {each.status !== 'available' && <span className="bad-text"> {each.status}</span>}
            </Text>
          </Cell>
          <Figure>{amount(each.quantity, each.unit)}</Figure>
          <Figure>{amount(each.taken, each.unit)}</Figure>
          <Figure>
            <b>{amount(each.outstanding, each.unit)}</b>
            {Number(each.short) > 0 && <div className="bad-text">{amount(each.short, each.unit)} not there</div>}
          </Figure>
          <Cell>{moment(each.reserved_at)}</Cell>
          {release && (
            <Cell ta="right">
              <Button
                variant="subtle"
                size="sm"
                onClick={() => release(each)}
                aria-label={`Release the reservation of ${each.number}`}
              >
                Release
              </Button>
            </Cell>
          )}
        </Row>
      ))}
    </Columns>
  )
}
