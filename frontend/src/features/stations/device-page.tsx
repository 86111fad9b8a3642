import { Alert, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconArrowLeft, IconUser } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import { told } from '../../api/problems'
import { SignIn } from '../sign-in/sign-in'
import { type By, device, type Person } from './device'
import { PinPad } from './pin-pad'
import { useScanner, useStation } from './use-device'

/** What a device shows at /station, and one that is a station, while nobody has identified at it. */
export function DevicePage() {
  const here = useStation()
  const [signingIn, setSigningIn] = useState(false)
  if (signingIn)
    return (
      <>
        <Button
          variant="subtle"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
          onClick={() => setSigningIn(false)}
        >
          Back to the station
        </Button>
        <SignIn />
      </>
    )
  return here ? <Identify station={here.station} withPassword={() => setSigningIn(true)} /> : <Pair />
}

/** A device becomes a station by the code that an administrator sees, or by the link with it. */
function Pair() {
  const [code, setCode] = useState(() => new URLSearchParams(window.location.search).get('code') ?? '')
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function pair(event: React.FormEvent) {
    event.preventDefault()
    setBusy(true)
    setFailure(null)
    try {
      await device.pair(code)
      window.history.replaceState(null, '', '/station')
    } catch (error) {
      setFailure(told(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <main className="sign-in">
      <Paper component="form" onSubmit={pair} withBorder p="xl" radius="lg" className="surface" aria-label="Pair">
        <Stack>
          <Stack gap={4} align="center">
            <img src="/icon.svg" alt="" width={48} height={48} className="mark" />
            <Title order={1}>Make this device a station</Title>
            <Text c="dimmed" size="sm" ta="center">
              An administrator makes a code under “Stations”. It is good for ten minutes.
            </Text>
          </Stack>
          {failure && (
            <Alert color="red" variant="outline" role="alert" className="failed">
              {failure}
            </Alert>
          )}
          <TextInput
            label="Code"
            size="lg"
            required
            autoFocus
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            minLength={8}
            maxLength={20}
            classNames={{ input: 'pairing-code' }}
            value={code}
            onChange={event => setCode(event.currentTarget.value)}
          />
          <Button type="submit" size="lg" loading={busy}>
            Pair this device
          </Button>
          <Button component="a" href="/" variant="subtle">
            Sign in instead
          </Button>
        </Stack>
      </Paper>
    </main>
  )
}

/** So many tiles are looked through by eye; more need a field to find them by. */
const MANY = 12
const AGAIN_MS = 60_000

/** Who is there: a tile and a PIN, or one scan of a badge. */
function Identify({ station, withPassword }: { station: string; withPassword: () => void }) {
  const [people, setPeople] = useState<Person[] | null>(null)
  const [chosen, setChosen] = useState<Person | null>(null)
  const [pin, setPin] = useState('')
  const [sought, setSought] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    const read = () =>
      Promise.all([device.look(), device.people()]).then(
        ([, found]) => setPeople(found),
        error => setFailure(told(error)),
      )
    void read()
    const timer = setInterval(read, AGAIN_MS)
    return () => clearInterval(timer)
  }, [])

  const identify = useCallback(async (by: By) => {
    setBusy(true)
    setFailure(null)
    try {
      await device.identify(by)
    } catch (error) {
      setFailure(told(error))
      setPin('')
    } finally {
      setBusy(false)
    }
  }, [])
  useScanner(badge => void identify({ badge }))

  const wanted = sought.trim().toLowerCase()
  const shown = (people ?? []).filter(({ name }) => name.toLowerCase().includes(wanted))
  return (
    <main className="station">
      <Group justify="space-between" align="center">
        <Title order={1}>{station}</Title>
        <Button variant="subtle" size="sm" onClick={withPassword}>
          Sign in with a password
        </Button>
      </Group>
      {failure && (
        <Alert color="red" variant="outline" role="alert" className="failed">
          {failure}
        </Alert>
      )}
      {chosen ? (
        <Stack gap="md" align="center">
          <Group gap="sm">
            <Button
              variant="default"
              size="md"
              leftSection={<IconArrowLeft size={18} aria-hidden />}
              onClick={() => {
                setChosen(null)
                setPin('')
                setFailure(null)
              }}
            >
              Somebody else
            </Button>
            <Text fw={650} size="xl">
              {chosen.name}
            </Text>
          </Group>
          <PinPad pin={pin} set={setPin} busy={busy} done={() => void identify({ person: chosen.account_id, pin })} />
        </Stack>
      ) : (
        <>
          <Text c="dimmed">Who are you? Tap your name, or scan your badge.</Text>
          {(people?.length ?? 0) > MANY && (
            <TextInput
              type="search"
              size="lg"
              aria-label="Find a name"
              placeholder="Name"
              value={sought}
              onChange={event => setSought(event.currentTarget.value)}
            />
          )}
          <ul className="people-tiles" aria-label="People">
            {shown.map(person => (
              <li key={person.account_id}>
                <button
                  type="button"
                  className="person-tile"
                  disabled={!person.has_pin}
                  onClick={() => {
                    setFailure(null)
                    setChosen(person)
                  }}
                >
                  <IconUser size={28} stroke={1.6} aria-hidden />
                  <span>{person.name}</span>
                  {!person.has_pin && <small>{person.has_badge ? 'by badge' : 'no PIN yet'}</small>}
                </button>
              </li>
            ))}
          </ul>
          {people?.length === 0 && <Text>Nobody who works in this plant can sign in yet.</Text>}
        </>
      )}
    </main>
  )
}
