import { Button, Fieldset, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { PIN_INPUT } from '../../shell/pin'
import { Sheet } from '../../shell/sheet'
import { useMay } from '../sign-in/use-session'
import { removeBadge, removePin, setBadge, setPin } from './commands'
import type { Person } from './queries'
import { useTell } from './use-tell'

/** What somebody identifies by at stations: each is set, replaced and removed, and neither is ever shown. */
export function IdentificationSheet({ person, close }: { person: Person; close: () => void }) {
  const may = useMay()
  return (
    <Sheet title={`PIN and badge of ${person.name}`} opened close={close}>
      <Stack gap="lg">
        <Text>By either they say at a paired station who they are. Away from one, neither is good for anything.</Text>
        {may('stations.set_pin') && <Pin person={person} />}
        {may('stations.set_badge') && <Badge person={person} />}
      </Stack>
    </Sheet>
  )
}

function Pin({ person: { person, name, has_pin } }: { person: Person }) {
  const { busy, tell } = useTell()
  const may = useMay()
  const [pin, set] = useState('')
  return (
    <Fieldset legend="PIN for stations">
      <form
        onSubmit={event => {
          event.preventDefault()
          void tell(`${name} has a new PIN`, async () => {
            await setPin(person, pin)
            set('')
          })
        }}
      >
        <Stack gap="sm">
          <PasswordInput
            {...PIN_INPUT}
            label={has_pin ? 'Another PIN' : 'PIN'}
            description={
              has_pin
                ? 'There is one; the new one takes its place. 4 to 8 digits.'
                : 'There is none yet. 4 to 8 digits.'
            }
            required
            value={pin}
            onChange={event => set(event.currentTarget.value)}
          />
          <Acts
            set={has_pin ? 'Replace the PIN' : 'Set the PIN'}
            busy={busy}
            remove={
              has_pin && may('stations.remove_pin')
                ? ['Remove the PIN', () => void tell(`${name} has no PIN any more`, () => removePin(person))]
                : null
            }
          />
        </Stack>
      </form>
    </Fieldset>
  )
}

function Badge({ person: { person, name, has_badge } }: { person: Person }) {
  const { busy, tell } = useTell()
  const may = useMay()
  const [badge, set] = useState('')
  return (
    <Fieldset legend="Badge">
      <form
        onSubmit={event => {
          event.preventDefault()
          void tell(`${name} has a new badge`, async () => {
            await setBadge(person, badge)
            set('')
          })
        }}
      >
        <Stack gap="sm">
          <PasswordInput
            label={has_badge ? 'Another badge' : 'Badge'}
            description={`${has_badge ? 'There is one; the new one takes its place.' : 'There is none yet.'} Tap here and scan it.`}
            required
            autoComplete="off"
            minLength={4}
            maxLength={200}
            value={badge}
            onChange={event => set(event.currentTarget.value)}
          />
          <Acts
            set={has_badge ? 'Replace the badge' : 'Set the badge'}
            busy={busy}
            remove={
              has_badge && may('stations.remove_badge')
                ? ['Remove the badge', () => void tell(`${name} has no badge any more`, () => removeBadge(person))]
                : null
            }
          />
        </Stack>
      </form>
    </Fieldset>
  )
}

function Acts({ set, busy, remove }: { set: string; busy: boolean; remove: [string, () => void] | null }) {
  return (
    <Group gap="sm">
      <Button type="submit" loading={busy}>
        {set}
      </Button>
      {remove && (
        <Button variant="default" color="red" disabled={busy} onClick={remove[1]}>
          {remove[0]}
        </Button>
      )}
    </Group>
  )
}
