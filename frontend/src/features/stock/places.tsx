import { Button, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { day } from '../../format'
import { CommandSheet } from '../../shell/fields'
import { Empty, Queried } from '../../shell/states'
import { useMay } from '../sign-in/use-session'
import { type PlaceOfStock, placeNames, placesQuery } from './queries'

/** Areas with their bins, each with how many lots lie there. */
export function Places() {
  const places = useQuery(placesQuery)
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const [setting, setSetting] = useState(false)
  const [retired, setRetired] = useState<PlaceOfStock | null>(null)
  return (
    <>
      <Group gap="sm">
        {may('inventory.register_place') && (
          <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
            New place
          </Button>
        )}
        {may('inventory.set_negative_stock') && (
          <Button variant="default" onClick={() => setSetting(true)}>
            Stock below 0
          </Button>
        )}
      </Group>
      <Queried query={places}>
        {found =>
          found.length === 0 ? (
            <Empty title="No places are registered">
              Lots may lie anywhere, by any name. As soon as a plant has one registered place, lots there go to
              registered places only.
            </Empty>
          ) : (
            <ul className="rows" aria-label="Places">
              {found.map(place => (
                <li key={`${place.plant}/${place.place}`} className="row outbox-row">
                  <div>
                    <Text fw={600} component={place.retired_at ? 'del' : 'div'}>
                      {place.place}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {place.area ? `in ${place.area}, ` : ''}plant {place.plant} · {place.lots}{' '}
                      {place.lots === 1 ? 'lot' : 'lots'}
                      {place.retired_at &&
                        ` · retired ${day(place.retired_at)}: ${place.retired_reason ?? 'no reason'}`}
                    </Text>
                  </div>
                  {!place.retired_at && may('inventory.retire_place') && (
                    <Button
                      variant="subtle"
                      size="sm"
                      onClick={() => setRetired(place)}
                      aria-label={`Retire ${place.place}`}
                    >
                      Retire
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Queried>
      {adding && (
        <CommandSheet
          title="New place"
          command="inventory.register_place"
          fields={[
            { name: 'place', label: 'Place', required: true, placeholder: 'A-04' },
            {
              name: 'area',
              label: 'In the area',
              choices: placeNames(places.data),
              description: 'Left empty: it is an area itself.',
            },
            { name: 'plant', label: 'Plant', required: true, initial: 'main' },
          ]}
          said={({ place }) => `${place} registered`}
          close={() => setAdding(false)}
        />
      )}
      {setting && (
        <CommandSheet
          title="Stock below 0"
          command="inventory.set_negative_stock"
          fields={[
            {
              name: 'negative_stock',
              label: 'What would fall below 0 is',
              kind: 'choice',
              required: true,
              initial: 'refuse',
              choices: [
                { value: 'refuse', label: 'refused' },
                { value: 'flag', label: 'taken, and flagged' },
              ],
              description: 'For every plant of the organization.',
            },
          ]}
          said="Set for every plant"
          close={() => setSetting(false)}
        />
      )}
      {retired && (
        <CommandSheet
          title={`Retire ${retired.place}`}
          command="inventory.retire_place"
          fixed={{ place: retired.place, plant: retired.plant }}
          fields={[{ name: 'reason', label: 'Why it is taken out of use', required: true }]}
          said={`${retired.place} retired`}
          danger
          close={() => setRetired(null)}
        />
      )}
    </>
  )
}
