import { Button, Select, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { plantsQuery } from '../../shell/plants'
import { Empty, Page, Queried } from '../../shell/states'
import { asked } from '../exports/telling'
import { holdersQuery, permissionsQuery } from './queries'
import { calledPermission, calledRole, calledRoom } from './words'

/** Who may do something, or might do it at a moment: people and programs, where, and by which of their roles. */
export function Screen() {
  const permissions = useQuery(permissionsQuery).data ?? []
  const plants = useQuery(plantsQuery).data ?? []
  const [permission, setPermission] = useState<string | null>('lots.release')
  const [plant, setPlant] = useState<string | null>(null)
  const [at, setAt] = useState('')
  const asOf = at ? new Date(at).toISOString() : null
  const holders = useQuery(holdersQuery(permission, plant, asOf))
  const meaning = permissions.find(each => each.permission === permission)?.meaning
  const question = asked('/rights/holders', { permission, plant, as_of: asOf })
  return (
    <Page
      title="Who may what"
      exported={permission ? question : undefined}
      aside={
        <Button variant="default" component={Link} {...{ to: '/people' }}>
          People
        </Button>
      }
    >
      <div className="filters side-by-side">
        <Select
          label="May do"
          searchable
          data={permissions.map(({ permission: value }) => ({
            value,
            label: `${calledRoom(value)}: ${calledPermission(value).toLowerCase()}`,
          }))}
          value={permission}
          onChange={setPermission}
        />
        <Select
          label="In"
          placeholder="Any plant"
          clearable
          data={plants.map(({ plant: value, name }) => ({ value, label: name }))}
          value={plant}
          onChange={setPlant}
        />
        <TextInput
          type="datetime-local"
          label="As of"
          description="Left empty: now."
          inputWrapperOrder={['label', 'input', 'description']}
          value={at}
          onChange={event => setAt(event.currentTarget.value)}
        />
      </div>
      {meaning && <Text>{meaning}</Text>}
      {permission && (
        <Queried query={holders}>
          {found =>
            found.length === 0 ? (
              <Empty title="Nobody">No one may do it there.</Empty>
            ) : (
              <ul className="rows" aria-label="Who may do it">
                {found.map(({ kind, holder, name, is_erased, plants: where, roles }) => (
                  <li key={`${kind} ${holder}`} className="row outbox-row">
                    <div>
                      <Text fw={600}>{name ?? (is_erased ? `${holder.slice(0, 8)}… (erased)` : holder)}</Text>
                      <Text size="sm">
                        {roles.map(calledRole).join(', ') || 'by itself'}
                        {kind === 'machine_account' && ', a program'}
                      </Text>
                    </div>
                    <Text size="sm" c="dimmed">
                      {where.join(', ') || 'every plant'}
                    </Text>
                  </li>
                ))}
              </ul>
            )
          }
        </Queried>
      )}
    </Page>
  )
}
