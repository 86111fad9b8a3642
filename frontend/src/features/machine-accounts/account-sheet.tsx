import { MultiSelect, SegmentedControl, Select, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { toInput } from '../../format'
import { usePlantChoices } from '../../shell/plants'
import { CommandForm, orNull, Sheet } from '../../shell/sheet'
import { useRoleChoices } from '../people/use-roles'
import { byRoom } from '../people/words'
import { type MachineAccount, permissionsQuery } from './queries'

/** What a program may do, where and until when. Without an account a new one is made. */
export function AccountSheet({ account, close }: { account?: MachineAccount; close: () => void }) {
  const permissions = useQuery(permissionsQuery).data ?? []
  const plants = usePlantChoices()
  const [name, setName] = useState('')
  const [purpose, setPurpose] = useState(account?.purpose ?? '')
  const [by, setBy] = useState(account?.role ? 'role' : 'permissions')
  const [role, setRole] = useState(account?.role ?? null)
  const [chosen, setChosen] = useState<string[]>(account?.permissions ?? [])
  const [at, setAt] = useState<string[]>(account?.plants ?? [])
  const [until, setUntil] = useState(account?.expires_at ? toInput(new Date(account.expires_at)) : '')
  const roles = useRoleChoices(account?.role)
  const title = account ? `Change ${account.machine_account}` : 'New machine account'
  return (
    <Sheet title={title} opened close={close}>
      <CommandForm
        label={title}
        command={account ? 'machine_accounts.change' : 'machine_accounts.create'}
        body={() => ({
          machine_account: account?.machine_account ?? name.trim(),
          purpose: orNull(purpose),
          role: by === 'role' ? role : null,
          permissions: by === 'permissions' ? chosen : [],
          plants_allowed: at,
          expires_at: until ? new Date(until).toISOString() : null,
        })}
        said={account ? 'It is changed' : 'The account is there; add a key to it'}
        done={close}
      >
        <Stack gap="md">
          {!account && (
            <TextInput
              label="Name"
              required
              data-autofocus
              maxLength={120}
              value={name}
              onChange={event => setName(event.currentTarget.value)}
            />
          )}
          <TextInput
            label="What it is for"
            maxLength={1000}
            value={purpose}
            onChange={event => setPurpose(event.currentTarget.value)}
          />
          <SegmentedControl
            aria-label="What it may do is said by"
            fullWidth
            value={by}
            onChange={setBy}
            data={[
              { value: 'permissions', label: 'Permissions' },
              { value: 'role', label: 'A role' },
            ]}
          />
          {by === 'role' ? (
            <Select
              label="Role"
              required
              allowDeselect={false}
              searchable={roles.length > 8}
              data={roles}
              value={role}
              onChange={setRole}
            />
          ) : (
            <MultiSelect
              label="It may"
              description="A permission is a capability and what is done: feed.read lets it read the feed."
              required={chosen.length === 0}
              searchable
              clearable
              data={byRoom(permissions).map(([room, items]) => ({ group: room, items }))}
              value={chosen}
              onChange={setChosen}
            />
          )}
          <MultiSelect
            label="In the plants"
            description="None chosen: in every plant."
            data={plants}
            value={at}
            onChange={setAt}
          />
          <TextInput
            label="Good until"
            description="Left empty: until it is disabled."
            type="datetime-local"
            value={until}
            onChange={event => setUntil(event.currentTarget.value)}
          />
        </Stack>
      </CommandForm>
    </Sheet>
  )
}
