import { Badge, Button, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { moment } from '../../format'
import { CommandSheet, type Field } from '../../shell/fields'
import { Empty, Page, Queried } from '../../shell/states'
import { calledRole } from '../people/words'
import { useMay } from '../sign-in/use-session'
import { PairingSheet } from './pairing-sheet'
import { type Station, stationsQuery } from './queries'
import { StationSheet } from './station-sheet'

type Sheet = { kind: 'open' } | { kind: 'change' | 'pair' | 'unpair' | 'close'; station: Station }

const REASON: Field = { name: 'reason', label: 'Why', description: 'It is kept with the change.' }

/** The devices of the shop floor: where each stands, what it is for, and whether a device is it. */
export function Screen() {
  const stations = useQuery(stationsQuery)
  const may = useMay()
  const [sheet, setSheet] = useState<Sheet | null>(null)
  return (
    <Page
      title="Stations"
      aside={
        may('stations.open') && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setSheet({ kind: 'open' })}>
            Open a station
          </Button>
        )
      }
    >
      <Queried query={stations}>
        {found =>
          found.length === 0 ? (
            <Empty title="No station yet">
              A station is a device at a machine: people tap their name and type a PIN, or scan a badge, and log what
              they do in their own name.
            </Empty>
          ) : (
            <ul className="rows" aria-label="Stations">
              {found.map(station => (
                <StationRow key={station.account_id} station={station} ask={kind => setSheet({ kind, station })} />
              ))}
            </ul>
          )
        }
      </Queried>
      {sheet && <Asked sheet={sheet} close={() => setSheet(null)} />}
    </Page>
  )
}

function StationRow({
  station,
  ask,
}: {
  station: Station
  ask: (kind: 'change' | 'pair' | 'unpair' | 'close') => void
}) {
  const may = useMay()
  const { station: name, plant, equipment, role, paired_at, closed_at, seen_at } = station
  return (
    <li className="row outbox-row">
      <div>
        <Group gap="sm">
          <Text fw={600}>{name}</Text>
          <StateOf station={station} />
        </Group>
        <Text size="sm">
          {equipment.length > 0 ? equipment.join(', ') : 'Every machine'} in {plant}
        </Text>
        <Text size="sm" c="dimmed">
          As {calledRole(role)} at most
          {paired_at && `, paired ${moment(paired_at)}`}
          {paired_at && seen_at && `, seen ${moment(seen_at)}`}
        </Text>
      </div>
      <Group gap="xs">
        {!closed_at && may('stations.offer_pairing') && (
          <Button
            size="sm"
            variant={paired_at ? 'default' : 'filled'}
            onClick={() => ask('pair')}
            aria-label={`Pair ${name}`}
          >
            {paired_at ? 'Another device' : 'Pair a device'}
          </Button>
        )}
        {!closed_at && may('stations.change') && (
          <Button size="sm" variant="default" onClick={() => ask('change')} aria-label={`Change ${name}`}>
            Change
          </Button>
        )}
        {paired_at && may('stations.unpair') && (
          <Button size="sm" variant="default" onClick={() => ask('unpair')} aria-label={`Unpair ${name}`}>
            Unpair
          </Button>
        )}
        {!closed_at && may('stations.close') && (
          <Button size="sm" variant="subtle" color="red" onClick={() => ask('close')} aria-label={`Close ${name}`}>
            Close
          </Button>
        )}
      </Group>
    </li>
  )
}

function StateOf({ station: { paired_at, code_until, closed_at } }: { station: Station }) {
  if (closed_at) return <Badge color="gray.7">Closed</Badge>
  if (paired_at) return <Badge color="teal.9">Paired</Badge>
  if (code_until && Date.parse(code_until) > Date.now()) return <Badge color="blue.9">Waits for a device</Badge>
  return <Badge color="gray.7">No device</Badge>
}

function Asked({ sheet, close }: { sheet: Sheet; close: () => void }) {
  if (sheet.kind === 'open') return <StationSheet close={close} />
  const { station } = sheet
  const fixed = { station: station.station }
  switch (sheet.kind) {
    case 'pair':
      return <PairingSheet station={station.station} close={close} />
    case 'change':
      return <StationSheet station={station} close={close} />
    case 'unpair':
      return (
        <CommandSheet
          title={`Unpair ${station.station}`}
          command="stations.unpair"
          fixed={fixed}
          fields={[REASON]}
          said="The device is the station no more"
          danger
          close={close}
        />
      )
    case 'close':
      return (
        <CommandSheet
          title={`Close ${station.station}`}
          command="stations.close"
          fixed={fixed}
          fields={[REASON]}
          said="The station is closed"
          danger
          close={close}
        />
      )
  }
}
