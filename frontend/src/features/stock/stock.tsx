import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core'
import { IconPackageImport, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { amount, day, words } from '../../format'
import { lotName } from '../../shell/lot-name'
import { Empty, Page, Queried } from '../../shell/states'
import { useView, Views } from '../../shell/views'
import { ExportMenu } from '../exports/export-menu'
import { asked } from '../exports/telling'
import { useMay } from '../sign-in/use-session'
import { ByMaterial } from './by-material'
import { Movements } from './movements'
import { type InStock, LIMIT, movementsQuery, type Reservation, reservationsQuery, stockQuery } from './queries'
import { ReceiveSheet } from './receive-sheet'
import { ReservedFor } from './reserved-for'
import { StorageLocations } from './storage-locations'

const VIEWS = { lots: 'Lots', materials: 'By material', movements: 'Movements', locations: 'Locations' } as const
/** Lots have a button of their own, beside the moment that they are as of. */
const EXPORTED: Record<keyof typeof VIEWS, string | undefined> = {
  lots: undefined,
  materials: '/stock/materials',
  movements: '/stock/movements',
  locations: '/stock/storage-locations',
}

/** What lies where and may be used, what was done with it, and where it can lie. */
export function Screen() {
  const view = useView(VIEWS)
  const may = useMay()
  const [receiving, setReceiving] = useState(false)
  return (
    <Page
      title="Stock"
      exported={EXPORTED[view]}
      aside={
        may('lots.receive') && (
          <Button
            variant="default"
            leftSection={<IconPackageImport size={18} aria-hidden />}
            onClick={() => setReceiving(true)}
          >
            Receive
          </Button>
        )
      }
    >
      <Views views={VIEWS} view={view} />
      {view === 'lots' && <Lots />}
      {view === 'materials' && <ByMaterial />}
      {view === 'movements' && <Moved />}
      {view === 'locations' && <StorageLocations />}
      {receiving && <ReceiveSheet close={() => setReceiving(false)} />}
    </Page>
  )
}

function Lots() {
  const [sought, setSought] = useState('')
  const [at, setAt] = useState('')
  const stock = useQuery({
    ...stockQuery(at ? new Date(at).toISOString() : null),
    placeholderData: keepPreviousData,
  })
  const reservations = useQuery(reservationsQuery({})).data ?? []
  return (
    <>
      <Group gap="sm" className="filters" align="end">
        <TextInput
          type="search"
          label="Find"
          placeholder="Lot, material or location"
          leftSection={<IconSearch size={18} aria-hidden />}
          value={sought}
          onChange={event => setSought(event.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label="As of"
          description="Left empty: now."
          inputWrapperOrder={['label', 'input', 'description']}
          value={at}
          onChange={event => setAt(event.currentTarget.value)}
        />
        <ExportMenu question={asked('/stock', { as_of: at && new Date(at).toISOString() })} />
      </Group>
      <Queried query={stock}>
        {lots => <Found lots={lots} reservations={at ? [] : reservations} sought={sought} />}
      </Queried>
    </>
  )
}

interface FoundProps {
  lots: InStock[]
  reservations: Reservation[]
  sought: string
}

function Found({ lots, reservations, sought }: FoundProps) {
  const wanted = sought.trim().toLowerCase()
  const found = lots.filter(lot =>
    [lot.number, lot.supplier_lot, lot.material, lot.location, lot.supplier].some(text =>
      text?.toLowerCase().includes(wanted),
    ),
  )
  if (lots.length === 0)
    return <Empty title="Nothing in stock">Receive a delivery, or record what an order puts out.</Empty>
  if (found.length === 0) return <Empty title={`Nothing in stock has “${sought}” in its lot, material or location`} />
  return (
    <>
      <ul className="rows" aria-label="Stock">
        {found.map(lot => (
          <li key={lot.lot} className="row lot-row">
            <div className="what">
              <Link to="/lot" search={{ id: lotName(lot) }} className="row-link">
                {lot.number}
              </Link>
              <Text size="sm" c="dimmed" truncate>
                {lot.material}
              </Text>
            </div>
            <div className="state">
              <StockStatus status={lot.status} />
              {lot.hold_reason && (
                <Text size="xs" c="dimmed">
                  {lot.hold_reason}
                </Text>
              )}
            </div>
            <Text size="sm" className="numbers" component="div">
              <b>{amount(lot.on_hand, lot.unit)}</b>
              {lot.location && ` at ${lot.location}`}
              <ReservedFor reservations={reservations.filter(each => each.lot === lot.lot)} />
            </Text>
            <Text size="sm" c="dimmed">
              since {day(lot.first_at)}
              {lot.expires_at && ` · ${lot.status === 'expired' ? 'expired' : 'expires'} ${day(lot.expires_at)}`}
              {lot.supplier && ` · ${lot.supplier}`}
            </Text>
          </li>
        ))}
      </ul>
      {lots.length === LIMIT && (
        <Text size="sm" c="dimmed" ta="center">
          The first {LIMIT} are shown.
        </Text>
      )}
    </>
  )
}

export function StockStatus({ status }: Pick<InStock, 'status'>) {
  return (
    <span className="status" data-status={status}>
      <span className="dot" aria-hidden />
      {words(status)}
    </span>
  )
}

function Moved() {
  const [corrected, setCorrected] = useState(false)
  const movements = useQuery(movementsQuery(corrected))
  return (
    <>
      <SegmentedControl
        aria-label="Which movements"
        value={corrected ? 'corrected' : 'all'}
        onChange={value => setCorrected(value === 'corrected')}
        data={[
          { value: 'all', label: 'All' },
          { value: 'corrected', label: 'Corrected' },
        ]}
      />
      <Queried query={movements}>
        {found =>
          found.length === 0 ? (
            <Empty title={corrected ? 'Nothing was corrected' : 'Nothing was moved yet'} />
          ) : (
            <Movements movements={found} ofManyLots />
          )
        }
      </Queried>
    </>
  )
}
