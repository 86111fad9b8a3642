import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { count, moment } from '../../format'
import { CommandSheet, type Field } from '../../shell/fields'
import { Empty, Page, Queried } from '../../shell/states'
import { calledRole } from '../people/words'
import { useMay } from '../sign-in/use-session'
import { AccountSheet } from './account-sheet'
import { KeySheet } from './key-sheet'
import { type MachineAccount, type MachineKey, machineAccountsQuery } from './queries'

type Sheet =
  | { kind: 'new' }
  | { kind: 'change' | 'key' | 'disable' | 'enable'; account: MachineAccount }
  | { kind: 'revoke'; account: MachineAccount; key: MachineKey }

const REASON: Field = { name: 'reason', label: 'Why', description: 'It is kept with the change.' }

/** Programs that ask and tell as an account of their own. */
export function Screen() {
  const accounts = useQuery(machineAccountsQuery)
  const may = useMay()
  const [sheet, setSheet] = useState<Sheet | null>(null)
  return (
    <Page
      title="Machine accounts"
      aside={
        may('machine_accounts.create') && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setSheet({ kind: 'new' })}>
            New machine account
          </Button>
        )
      }
    >
      <Queried query={accounts}>
        {found =>
          found.length === 0 ? (
            <Empty title="No program has an account">
              A program that reads the feed or sends commands has an account and keys of its own, and may do what you
              say, and no more.
            </Empty>
          ) : (
            <ul className="rows" aria-label="Machine accounts">
              {found.map(account => (
                <AccountRow key={account.account_id} account={account} ask={setSheet} />
              ))}
            </ul>
          )
        }
      </Queried>
      {sheet && <Asked sheet={sheet} close={() => setSheet(null)} />}
    </Page>
  )
}

function AccountRow({ account, ask }: { account: MachineAccount; ask: (sheet: Sheet) => void }) {
  const may = useMay()
  const { machine_account: name, purpose, role, permissions, plants, disabled_at, last_used_at } = account
  const what = role
    ? `As ${calledRole(role)}`
    : `May ${permissions.length > 3 ? `${count(permissions.length)} things` : permissions.join(', ')}`
  return (
    <li className="row outbox-row">
      <Stack gap={4}>
        <Group gap="sm">
          <Text fw={600}>{name}</Text>
          <StateOf account={account} />
        </Group>
        {purpose && <Text size="sm">{purpose}</Text>}
        <Text size="sm" className="wraps">
          {what} in {plants.length > 0 ? plants.join(', ') : 'every plant'}
        </Text>
        <Text size="sm" c="dimmed">
          {last_used_at ? `Last used ${moment(last_used_at)}` : 'Never used'}
        </Text>
        <ul className="keys-of-account" aria-label={`Keys of ${name}`}>
          {account.keys.map(key => (
            <li key={key.key}>
              <Text size="sm" c={key.revoked_at ? 'dimmed' : undefined} className="wraps">
                <code>unison_{key.key}_…</code> {key.note && `${key.note}, `}
                {toldOf(key)}
              </Text>
              {!key.revoked_at && may('machine_accounts.revoke_key') && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="red"
                  onClick={() => ask({ kind: 'revoke', account, key })}
                  aria-label={`Revoke ${key.key}`}
                >
                  Revoke
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Stack>
      <Group gap="xs">
        {!disabled_at && may('machine_accounts.add_key') && (
          <Button size="sm" onClick={() => ask({ kind: 'key', account })} aria-label={`New key for ${name}`}>
            New key
          </Button>
        )}
        {may('machine_accounts.change') && (
          <Button
            size="sm"
            variant="default"
            onClick={() => ask({ kind: 'change', account })}
            aria-label={`Change ${name}`}
          >
            Change
          </Button>
        )}
        {may('machine_accounts.disable') && (
          <Button
            size="sm"
            variant="default"
            onClick={() => ask({ kind: disabled_at ? 'enable' : 'disable', account })}
            aria-label={`${disabled_at ? 'Enable' : 'Disable'} ${name}`}
          >
            {disabled_at ? 'Enable' : 'Disable'}
          </Button>
        )}
      </Group>
    </li>
  )
}

function toldOf({ revoked_at, expires_at, last_used_at }: MachineKey): string {
  if (revoked_at) return `revoked ${moment(revoked_at)}`
  const used = last_used_at ? `used ${moment(last_used_at)}` : 'not used yet'
  return expires_at ? `${used}, good until ${moment(expires_at)}` : used
}

function StateOf({ account: { disabled_at, expires_at, keys } }: { account: MachineAccount }) {
  if (disabled_at) return <Badge color="gray.7">Disabled</Badge>
  if (expires_at && Date.parse(expires_at) <= Date.now()) return <Badge color="red.9">Expired</Badge>
  if (keys.every(({ revoked_at }) => revoked_at)) return <Badge color="blue.9">No key</Badge>
  return <Badge color="teal.9">Let in</Badge>
}

function Asked({ sheet, close }: { sheet: Sheet; close: () => void }) {
  if (sheet.kind === 'new') return <AccountSheet close={close} />
  const { account } = sheet
  const name = account.machine_account
  const fixed = { machine_account: name }
  switch (sheet.kind) {
    case 'change':
      return <AccountSheet account={account} close={close} />
    case 'key':
      return <KeySheet account={name} close={close} />
    case 'revoke':
      return (
        <CommandSheet
          title="Revoke the key"
          command="machine_accounts.revoke_key"
          fixed={{ ...fixed, machine_key: sheet.key.key }}
          fields={[REASON]}
          said="The key is good no more"
          danger
          close={close}
        />
      )
    case 'disable':
      return (
        <CommandSheet
          title={`Disable ${name}`}
          command="machine_accounts.disable"
          fixed={fixed}
          fields={[REASON]}
          said="It is let in no more"
          danger
          close={close}
        />
      )
    case 'enable':
      return (
        <CommandSheet
          title={`Enable ${name}`}
          command="machine_accounts.enable"
          fixed={fixed}
          fields={[]}
          said="It is let in again"
          close={close}
        />
      )
  }
}
