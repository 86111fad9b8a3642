import { Alert, Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dateOnly } from '../../format'
import { begun, bodyOf, CommandSheet, type Field, Fields, type Values } from '../../shell/fields'
import { type Plant, plantsQuery } from '../../shell/plants'
import { CommandForm, Sheet } from '../../shell/sheet'
import { Empty, Page, Queried } from '../../shell/states'
import { ownTimeZone, timeZones } from '../../shell/time-zones'
import { useMay } from '../sign-in/use-session'
import { daysFromQuery } from './queries'

/** The plants, where they are on the clock, and when their production days begin. */
export function Screen() {
  const may = useMay()
  const plants = useQuery(plantsQuery)
  const [opening, setOpening] = useState(false)
  const [changing, setChanging] = useState<Plant | null>(null)
  return (
    <Page
      title="Plants"
      aside={
        may('plants.open') && (
          <Button variant="default" onClick={() => setOpening(true)}>
            Open a plant
          </Button>
        )
      }
    >
      <Queried query={plants}>
        {found =>
          found.length === 0 ? (
            <Empty title="There is no plant yet">Open one: its clock says to which day and shift things belong.</Empty>
          ) : (
            <ul className="rows" aria-label="Plants">
              {found.map(plant => (
                <li key={plant.plant} className="row outbox-row">
                  <div>
                    <Text fw={600}>{plant.name}</Text>
                    <Text size="sm">
                      {plant.time_zone}, its production day begins at {plant.day_starts_at.slice(0, 5)}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {plant.plant}
                      {found.length === 1 && ': meant wherever nobody names a plant'}
                    </Text>
                  </div>
                  {may('plants.change') && (
                    <Button
                      variant="default"
                      size="sm"
                      onClick={() => setChanging(plant)}
                      aria-label={`Change ${plant.name}`}
                    >
                      Change
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Queried>
      {opening && (
        <CommandSheet
          title="Open a plant"
          command="plants.open"
          fields={[
            {
              name: 'plant',
              label: 'Its short name',
              required: true,
              description: 'Orders, lots and machines name it so. It stays.',
              placeholder: 'north',
            },
            { name: 'name', label: 'What it is called', required: true, placeholder: 'Hall north' },
            ...clockFields(ownTimeZone(), '06:00'),
          ]}
          said={({ name }) => `${name} is open`}
          close={() => setOpening(false)}
        />
      )}
      {changing && <ChangeSheet plant={changing} close={() => setChanging(null)} />}
    </Page>
  )
}

function clockFields(zone: string, starts: string): Field[] {
  return [
    {
      name: 'time_zone',
      label: 'Time zone',
      kind: 'choice',
      required: true,
      choices: timeZones().map(value => ({ value, label: value })),
      initial: zone,
    },
    {
      name: 'day_starts_at',
      label: 'Its production day begins at',
      required: true,
      placeholder: '06:00',
      initial: starts,
      description: 'Hours and minutes on its clock. What is made before belongs to the day before.',
    },
  ]
}

/** A change of the clock says from which day on, and shows which days it counts anew. */
function ChangeSheet({ plant, close }: { plant: Plant; close: () => void }) {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: plant.time_zone }).format(new Date())
  const fields: Field[] = [
    { name: 'name', label: 'What it is called', required: true, initial: plant.name },
    ...clockFields(plant.time_zone, plant.day_starts_at.slice(0, 5)),
    {
      name: 'valid_from',
      label: 'From',
      kind: 'date',
      required: true,
      initial: today,
      description: 'The first production day that begins by this clock.',
    },
  ]
  const [values, setValues] = useState<Values>(() => begun(fields))
  const changed = fields.filter(({ name, initial }) => name === 'valid_from' || values[name] !== initial)
  const clock = changed.some(({ name }) => name === 'time_zone' || name === 'day_starts_at')
  return (
    <Sheet title={`Change ${plant.name}`} opened close={close}>
      <CommandForm
        label="Change the plant"
        command="plants.change"
        body={() =>
          changed.length === 1
            ? 'Nothing is different. Change it, or close the sheet.'
            : { plant: plant.plant, ...bodyOf(changed, values) }
        }
        said={`${values.name} changed`}
        done={close}
      >
        <Fields fields={fields} values={values} set={change => setValues(old => ({ ...old, ...change }))} />
        {clock && <CountedAnew plant={plant.plant} from={values.valid_from ?? today} />}
      </CommandForm>
    </Sheet>
  )
}

function CountedAnew({ plant, from }: { plant: string; from: string }) {
  const { data } = useQuery(daysFromQuery(plant, from))
  if (!data) return null
  const days = data.rows.flatMap(({ day }) => (day ? [day] : [])).sort()
  return (
    <Alert color="yellow" variant="outline" role="status" className="failed">
      {days.length === 0 ? (
        'No production day from then on has reports: nothing is counted anew.'
      ) : (
        <Group gap={4}>
          {days.length === 1 ? 'One production day is' : `${days.length} production days are`} counted anew by this
          clock:{' '}
          {days.length === 1 ? dateOnly(days[0] ?? '') : `${dateOnly(days[0] ?? '')} to ${dateOnly(days.at(-1) ?? '')}`}
          . What was reported stays as it is.
        </Group>
      )}
    </Alert>
  )
}
