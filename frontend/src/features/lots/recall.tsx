import { Alert, Anchor, Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconHandStop } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { told } from '../../api/problems'
import { amount, count, moment, words } from '../../format'
import { command } from '../../offline/sending'
import { Cell, Columns, Figure, Row } from '../../shell/columns'
import { lotName } from '../../shell/lot-name'
import { Sheet } from '../../shell/sheet'
import { Empty, Page, Queried } from '../../shell/states'
import { ToLot, ToSalesOrder } from '../../shell/to'
import { Correction } from '../people/correction'
import { useMay } from '../sign-in/use-session'
import { LotStatus } from './lots'
import { type Recall, recallQuery, type Shipment } from './queries'

/** Every lot, order, customer and shipment that a suspect lot concerns, and what of it is still in the house. */
export function Screen() {
  const { id = '' } = useSearch({ strict: false })
  const [begin, setBegin] = useState<'lot' | 'sources'>('lot')
  const [at, setAt] = useState('')
  const recall = useQuery(recallQuery(id, begin, at ? new Date(at).toISOString() : null))
  return (
    <Page
      title={`Recall of ${id}`}
      aside={
        <Anchor renderRoot={props => <Link {...props} to="/lot" search={{ id }} />} size="sm">
          To the lot
        </Anchor>
      }
    >
      <Group gap="sm" align="end" className="filters">
        <SegmentedControl
          aria-label="Where it begins"
          value={begin}
          onChange={value => setBegin(value as 'lot' | 'sources')}
          data={[
            { value: 'lot', label: 'From this lot on' },
            { value: 'sources', label: 'From its sources on' },
          ]}
        />
        <TextInput
          type="datetime-local"
          label="As of"
          description="Left empty: now."
          inputWrapperOrder={['label', 'input', 'description']}
          value={at}
          onChange={event => setAt(event.currentTarget.value)}
        />
      </Group>
      <Queried query={recall}>{found => <Recalled recall={found} now={at === ''} />}</Queried>
    </Page>
  )
}

function toHold(recall: Recall): string[] {
  const free = new Set(recall.to_hold)
  return recall.lots.filter(({ lot }) => free.has(lot)).map(lotName)
}

function Recalled({ recall, now }: { recall: Recall; now: boolean }) {
  const affected = recall.lots.filter(({ role }) => role === 'affected').length
  return (
    <Stack gap="md">
      <dl className="tiles">
        <Tile name="Lots made of it" value={count(affected)} />
        <Tile
          name="Of these possible"
          value={count(recall.lots.filter(({ role, stated }) => role === 'affected' && !stated).length)}
        />
        <Tile name="Orders" value={count(recall.orders.length)} />
        <Tile name="Customers" value={count(recall.customers.length)} strong={recall.customers.length > 0} />
        <Tile name="Lots free in the house" value={count(recall.to_hold.length)} strong={recall.to_hold.length > 0} />
      </dl>
      {now && recall.to_hold.length > 0 && <HoldAll lots={toHold(recall)} asked={recall.lot} />}
      <Section title="In the house" empty={recall.materials.length === 0 && 'Nothing is left.'}>
        <Columns
          label="In the house"
          heads={['Material', ...['On hand', 'On hold', 'Free', 'Shipped', 'Scrapped'].map(number => ({ number }))]}
        >
          {recall.materials.map(of => (
            <Row key={`${of.material}/${of.unit}`}>
              <Cell>
                {of.material}
                <Text size="sm" c="dimmed">
                  {count(of.lots)} {of.lots === 1 ? 'lot' : 'lots'}
                </Text>
              </Cell>
              {[of.on_hand, of.held, of.free, of.shipped, of.scrapped].map((quantity, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                <Figure key={index}>{Number(quantity) !== 0 && amount(quantity, of.unit)}</Figure>
              ))}
            </Row>
          ))}
        </Columns>
      </Section>
      <Section title="Customers" empty={recall.customers.length === 0 && 'Nothing of it was shipped.'}>
        <ul className="rows" aria-label="Customers">
          {recall.customers.map(({ customer, lots, deliveries, sales_orders }) => (
            <li key={customer} className="row">
              <Text fw={600}>{customer}</Text>
              <Text size="sm">
                Lots {lots.join(', ')}
                {deliveries.length > 0 && ` · deliveries ${deliveries.join(', ')}`}
                {sales_orders.length > 0 && ` · orders ${sales_orders.join(', ')}`}
              </Text>
            </li>
          ))}
        </ul>
      </Section>
      {recall.shipments.length > 0 && (
        <Section title="Shipments">
          <Columns label="Shipments" heads={['When', 'What', { number: 'Quantity' }, 'To', 'Delivery']}>
            {recall.shipments.map(shipment => (
              <ShipmentRow key={`${shipment.movement}/${shipment.feed_seq}`} shipment={shipment} lots={recall.lots} />
            ))}
          </Columns>
        </Section>
      )}
      <Section title="Lots">
        <Columns label="Lots" heads={['Lot', 'Link', 'Status', { number: 'On hand' }, { number: 'Steps' }, 'Where']}>
          {recall.lots.map(lot => (
            <Row key={lot.lot}>
              <Cell>
                <ToLot id={lot.lot} material={lot.material} number={lot.number} />
                <Text size="sm" c="dimmed">
                  {lot.material}
                  {lot.role !== 'affected' && `, ${lot.role === 'asked' ? 'the one asked for' : 'a source'}`}
                </Text>
              </Cell>
              <Cell>{lot.stated ? 'stated' : 'possible'}</Cell>
              <Cell>
                <LotStatus lot={lot} />
              </Cell>
              <Figure>{amount(lot.on_hand, lot.unit)}</Figure>
              <Figure>{lot.depth}</Figure>
              <Cell>
                {lot.location ?? ''}
                <Text size="sm" c="dimmed">
                  plant {lot.plant}
                  {lot.supplier && `, from ${lot.supplier}`}
                </Text>
              </Cell>
            </Row>
          ))}
        </Columns>
      </Section>
      <Section title="Orders" empty={recall.orders.length === 0 && 'It went into no order.'}>
        <ul className="rows" aria-label="Orders">
          {recall.orders.map(order => (
            <li key={order.work_order} className="row outbox-row">
              <Link to="/order" search={{ id: order.work_order }} className="row-link">
                {order.work_order}
              </Link>
              <Text size="sm">
                took {count(order.consumed_lots)}, made {count(order.produced_lots)}{' '}
                {order.produced_lots === 1 ? 'lot' : 'lots'}, last {moment(order.last_at)}
              </Text>
            </li>
          ))}
        </ul>
      </Section>
    </Stack>
  )
}

function ShipmentRow({ shipment, lots }: { shipment: Shipment; lots: Recall['lots'] }) {
  const material = lots.find(({ lot }) => lot === shipment.lot)?.material
  const { original, quantity, unit, struck, sales_order } = shipment
  return (
    <Row data-struck={struck || undefined}>
      <Cell>{moment(shipment.occurred_at)}</Cell>
      <Cell>
        {words(shipment.kind)} <ToLot id={shipment.lot} material={material} number={shipment.number} />
        <Correction of={shipment} />
      </Cell>
      <Figure>
        {original?.quantity != null && (struck || original.quantity !== quantity) && (
          <Text span size="sm" c="dimmed" component="del">
            {amount(original.quantity, unit)}
          </Text>
        )}{' '}
        {!struck && amount(quantity, unit)}
      </Figure>
      <Cell>{shipment.customer}</Cell>
      <Cell>
        {shipment.delivery}
        {sales_order && (
          <Text size="sm" c="dimmed">
            <ToSalesOrder id={sales_order} />
            {shipment.line !== null && `, line ${shipment.line}`}
          </Text>
        )}
      </Cell>
    </Row>
  )
}

/** Holds every lot that can still be stopped, one command each: what fails is named, what was held stays held. */
function HoldAll({ lots, asked }: { lots: string[]; asked: string }) {
  const may = useMay()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState(`recall of ${asked}`)
  const [done, setDone] = useState<number | null>(null)
  const [failed, setFailed] = useState<string[]>([])
  if (!may('lots.hold')) return null

  async function hold(event: React.FormEvent) {
    event.preventDefault()
    const refused: string[] = []
    for (const [index, lot] of lots.entries()) {
      setDone(index)
      try {
        const entry = await command('lots.hold', { lot, reason: reason.trim() })
        if (entry.state === 'refused') refused.push(`${lot}: ${entry.problem?.detail}`)
      } catch (error) {
        refused.push(`${lot}: ${told(error)}`)
      }
    }
    setDone(null)
    setFailed(refused)
    await queries.invalidateQueries({ refetchType: 'active' })
    if (refused.length > 0) return
    notifications.show({
      message: `${lots.length} ${lots.length === 1 ? 'lot is' : 'lots are'} on hold`,
      color: 'teal',
    })
    setOpen(false)
  }

  return (
    <Group>
      <Button color="red" leftSection={<IconHandStop size={18} aria-hidden />} onClick={() => setOpen(true)}>
        Hold what is in the house
      </Button>
      <Sheet
        title={`Hold ${lots.length} ${lots.length === 1 ? 'lot' : 'lots'}`}
        opened={open}
        close={() => setOpen(false)}
      >
        <form onSubmit={hold} aria-label="Hold what is in the house">
          <Stack>
            <Text size="sm">{lots.join(', ')}</Text>
            <TextInput
              label="Reason"
              required
              maxLength={1000}
              data-autofocus
              value={reason}
              onChange={event => setReason(event.currentTarget.value)}
            />
            {failed.length > 0 && (
              <Alert color="red" variant="outline" role="alert" title="Not held" className="failed">
                {failed.join(' ')}
              </Alert>
            )}
            <Button type="submit" color="red" size="lg" loading={done !== null}>
              Hold
            </Button>
          </Stack>
        </form>
      </Sheet>
    </Group>
  )
}

function Tile({ name, value, strong }: { name: string; value: string; strong?: boolean }) {
  return (
    <div className="tile" data-strong={strong || undefined}>
      <dt>{name}</dt>
      <dd className="big">{value}</dd>
    </div>
  )
}

function Section({ title, empty, children }: { title: string; empty?: string | false; children: ReactNode }) {
  const id = title.toLowerCase().replaceAll(' ', '-')
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {empty ? <Empty title={empty} /> : children}
    </section>
  )
}
