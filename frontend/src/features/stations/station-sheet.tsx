import { MultiSelect, Select, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { usePlantChoices } from '../../shell/plants'
import { CommandForm, Sheet } from '../../shell/sheet'
import { useRoleChoices } from '../people/use-roles'
import { machinesOfPlantQuery, type Station } from './queries'

/** Where a station stands, which machines it is for, and what may be done at it. Without a station a new one is opened. */
export function StationSheet({ station, close }: { station?: Station; close: () => void }) {
  const plants = usePlantChoices()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string | null>(station?.plant ?? null)
  const plant = chosen ?? (plants.length === 1 ? (plants[0]?.value ?? null) : null)
  const [machines, setMachines] = useState<string[]>(station?.equipment ?? [])
  const [role, setRole] = useState(station?.role ?? 'operator')
  const roles = useRoleChoices(station?.role)
  const there = useQuery({ ...machinesOfPlantQuery(plant ?? ''), enabled: plant !== null }).data ?? []
  const title = station ? `Change ${station.station}` : 'Open a station'

  function body(): Record<string, unknown> {
    if (!station) return { station: name.trim(), plant, equipment: machines, role }
    const moved = plant !== station.plant
    return {
      station: station.station,
      ...(moved && { plant }),
      ...((moved || machines.join('\n') !== station.equipment.join('\n')) && { equipment: machines }),
      ...(role !== station.role && { role }),
    }
  }

  return (
    <Sheet title={title} opened close={close}>
      <CommandForm
        label={title}
        command={station ? 'stations.change' : 'stations.open'}
        body={body}
        said={station ? 'It is changed' : 'The station is open'}
        done={close}
      >
        <Stack gap="md">
          {!station && (
            <TextInput
              label="Name"
              description="What people call the device, as in Press 1."
              required
              data-autofocus
              maxLength={120}
              value={name}
              onChange={event => setName(event.currentTarget.value)}
            />
          )}
          <Select
            label="Plant"
            required
            allowDeselect={false}
            searchable={plants.length > 8}
            data={plants}
            value={plant}
            onChange={next => {
              setChosen(next)
              if (next !== plant) setMachines([])
            }}
          />
          <MultiSelect
            label="Machines"
            description="None chosen: every machine of the plant."
            searchable
            clearable
            disabled={plant === null}
            data={[...new Set([...there, ...machines])]}
            value={machines}
            onChange={setMachines}
            nothingFoundMessage="No such machine in this plant"
          />
          <Select
            label="What may be done at it"
            description="A role. Nobody may do more there than it and their own both allow."
            required
            allowDeselect={false}
            searchable={roles.length > 8}
            data={roles}
            value={role}
            onChange={next => next && setRole(next)}
          />
        </Stack>
      </CommandForm>
    </Sheet>
  )
}
