import { Button, Checkbox, Fieldset, Stack, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Sheet } from '../../shell/sheet'
import { Queried } from '../../shell/states'
import { useMay } from '../sign-in/use-session'
import { changeRole, defineRole } from './commands'
import { permissionsQuery, type Role } from './queries'
import { useTell } from './use-tell'
import { Why } from './why'
import { byRoom, calledPermission, calledRole } from './words'

/** What a role may do, one box for each permission; without a role a new one is defined. */
export function RoleSheet({ role, close }: { role?: Role; close: () => void }) {
  const may = useMay()
  const { busy, tell } = useTell()
  const permissions = useQuery(permissionsQuery)
  const [name, setName] = useState('')
  const [held, setHeld] = useState<ReadonlySet<string>>(() => new Set(role?.permissions))
  const [secondFactor, setSecondFactor] = useState(role?.second_factor ?? false)
  const [why, setWhy] = useState('')
  const title = role ? `What ${calledRole(role.role)} may do` : 'New role'
  const isAdmin = role?.role === 'admin'
  const readOnly = role ? !may('people.change_role') : false

  function set(names: readonly string[], on: boolean) {
    const next = new Set(held)
    for (const each of names) on ? next.add(each) : next.delete(each)
    setHeld(next)
  }

  async function save() {
    const allow = isAdmin ? ['*'] : [...held].sort()
    const powers = { allow, deny: [], second_factor: secondFactor, reason: why.trim() || null }
    const called =
      role?.role ??
      name
        .trim()
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '_')
    const done = await tell(`${calledRole(called)} is saved`, () =>
      role && !role.retired ? changeRole({ role: called, ...powers }) : defineRole({ role: called, ...powers }),
    )
    if (done) close()
  }

  return (
    <Sheet title={title} opened close={close}>
      <form
        aria-label={title}
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
      >
        <Stack gap="md">
          {!role && (
            <TextInput
              label="What it is called"
              description="Letters and digits, beginning with a letter."
              required
              data-autofocus
              maxLength={40}
              value={name}
              onChange={event => setName(event.currentTarget.value)}
            />
          )}
          <Switch
            label="Must sign in with a second factor"
            checked={secondFactor}
            description="Who has none sets one up when they sign in. At stations nobody is asked for it."
            disabled={readOnly}
            onChange={event => setSecondFactor(event.currentTarget.checked)}
          />
          <Queried query={permissions}>
            {told =>
              byRoom(told.map(({ permission }) => permission)).map(([room, of]) => (
                <Fieldset key={room} legend={room} disabled={readOnly || isAdmin}>
                  <Stack gap={6}>
                    {of.length > 1 && (
                      <Checkbox
                        label="Everything of it"
                        checked={of.every(each => held.has(each))}
                        indeterminate={of.some(each => held.has(each)) && !of.every(each => held.has(each))}
                        onChange={event => set(of, event.currentTarget.checked)}
                      />
                    )}
                    {of.map(each => (
                      <Checkbox
                        key={each}
                        ml={of.length > 1 ? 'lg' : undefined}
                        label={calledPermission(each)}
                        description={told.find(({ permission }) => permission === each)?.meaning}
                        checked={held.has(each)}
                        onChange={event => set([each], event.currentTarget.checked)}
                      />
                    ))}
                  </Stack>
                </Fieldset>
              ))
            }
          </Queried>
          {!readOnly && <Why why={why} set={setWhy} />}
          {!readOnly && (
            <Button type="submit" size="lg" className="submit" loading={busy}>
              Save
            </Button>
          )}
        </Stack>
      </form>
    </Sheet>
  )
}
