import { Button, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { day } from '../../format'
import { CommandSheet } from '../../shell/fields'
import { usePlantField } from '../../shell/plants'
import { Empty, Queried } from '../../shell/states'
import { useMay } from '../sign-in/use-session'
import { type StorageLocation, storageLocationNames, storageLocationsQuery } from './queries'

/** Areas with their bins, each with how many lots lie there. */
export function StorageLocations() {
  const locations = useQuery(storageLocationsQuery)
  const plant = usePlantField()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const [setting, setSetting] = useState(false)
  const [retired, setRetired] = useState<StorageLocation | null>(null)
  return (
    <>
      <Group gap="sm">
        {may('inventory.register_storage_location') && (
          <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
            New storage location
          </Button>
        )}
        {may('inventory.set_negative_stock') && (
          <Button variant="default" onClick={() => setSetting(true)}>
            Stock below 0
          </Button>
        )}
      </Group>
      <Queried query={locations}>
        {found =>
          found.length === 0 ? (
            <Empty title="No storage locations are registered">
              Lots may lie anywhere, by any name. As soon as a plant has one registered storage location, lots there go
              to registered ones only.
            </Empty>
          ) : (
            <ul className="rows" aria-label="Storage locations">
              {found.map(location => (
                <li key={`${location.plant}/${location.location}`} className="row outbox-row">
                  <div>
                    <Text fw={600} component={location.retired_at ? 'del' : 'div'}>
                      {location.location}
                    </Text>
                    <Text size="sm" c="dimmed">
                      {location.area ? `in ${location.area}, ` : ''}plant {location.plant} · {location.lots}{' '}
                      {location.lots === 1 ? 'lot' : 'lots'}
                      {location.retired_at &&
                        ` · retired ${day(location.retired_at)}: ${location.retired_reason ?? 'no reason'}`}
                    </Text>
                  </div>
                  {!location.retired_at && may('inventory.retire_storage_location') && (
                    <Button
                      variant="subtle"
                      size="sm"
                      onClick={() => setRetired(location)}
                      aria-label={`Retire ${location.location}`}
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
          title="New storage location"
          command="inventory.register_storage_location"
          fields={[
            { name: 'location', label: 'Storage location', required: true, placeholder: 'A-04' },
            {
              name: 'area',
              label: 'In the area',
              choices: storageLocationNames(locations.data),
              description: 'Left empty: it is an area itself.',
            },
            ...plant,
          ]}
          said={({ location }) => `${location} registered`}
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
          title={`Retire ${retired.location}`}
          command="inventory.retire_storage_location"
          fixed={{ location: retired.location, plant: retired.plant }}
          fields={[{ name: 'reason', label: 'Why it is taken out of use', required: true }]}
          said={`${retired.location} retired`}
          danger
          close={() => setRetired(null)}
        />
      )}
    </>
  )
}
