import {
  Alert,
  Anchor,
  Autocomplete,
  Button,
  Paper,
  PasswordInput,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { useState } from 'react'
import { told } from '../../api/problems'
import { ownTimeZone, timeZones } from '../../shell/time-zones'
import { session } from '../sign-in/session'
import { begin } from './first-run'

const BEGUN = {
  setup_code: '',
  name: '',
  organization: '',
  plant: '',
  plant_name: 'Main plant',
  time_zone: ownTimeZone(),
  day_starts_at: '06:00',
  currency: 'EUR',
  person: '',
  login: '',
  password: '',
}

const CURRENCIES = [
  'EUR',
  'CHF',
  'USD',
  'GBP',
  'CZK',
  'DKK',
  'HUF',
  'NOK',
  'PLN',
  'RON',
  'SEK',
  'TRY',
  'JPY',
  'CNY',
  'INR',
]

/** The first page of a server: an organization, its plant, and whoever begins it. */
export function Begin({ leave }: { leave?: () => void }) {
  const [values, setValues] = useState(BEGUN)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const text = (name: keyof typeof BEGUN) => ({
    value: values[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      const value = event.currentTarget.value
      setValues(old => ({ ...old, [name]: value }))
    },
  })

  async function submit(event: React.FormEvent) {
    event.preventDefault()
    setBusy(true)
    setFailure(null)
    try {
      const { organization, plant, ...others } = values
      const begun = await begin({
        ...others,
        language: 'en',
        organization: organization.trim() || null,
        plant: plant.trim() || null,
      })
      window.history.replaceState(null, '', '/first-hour')
      await session.signIn(begun.organization, begun.login, values.password)
    } catch (error) {
      setFailure(told(error))
      setBusy(false)
    }
  }

  return (
    <main className="sign-in begin">
      <Paper component="form" onSubmit={submit} withBorder p="xl" radius="lg" className="surface" aria-label="Begin">
        <Stack>
          <Stack gap={4} align="center">
            <img src="/icon.svg" alt="" width={48} height={48} className="mark" />
            <Title order={1}>Begin your organization</Title>
            <Text c="dimmed" size="sm" ta="center">
              {leave
                ? 'It lies beside the others on this server; nobody there sees it.'
                : 'Nobody can sign in here yet.'}{' '}
              Its short name and its currency stay; the rest can be changed later.
            </Text>
          </Stack>
          {failure && (
            <Alert color="red" variant="outline" role="alert" className="failed">
              {failure}
            </Alert>
          )}
          <TextInput
            label="Setup code"
            description="It is printed where the server was started"
            placeholder="XXXX-XXXX-XXXX"
            required
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
            autoFocus
            {...text('setup_code')}
          />
          <TextInput label="Organization" placeholder="Gear works" required maxLength={200} {...text('name')} />
          <TextInput
            label="Its short name"
            description="Typed at each sign-in: a to z, digits and hyphens. Left empty: made of the name"
            placeholder="gear-works"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={63}
            {...text('organization')}
          />
          <Title order={2}>Its first plant</Title>
          <TextInput label="What it is called" required maxLength={200} {...text('plant_name')} />
          <TextInput
            label="Short name of the plant"
            description="Machines, orders and lots name it so; it stays. Left empty: main"
            placeholder="main"
            maxLength={120}
            {...text('plant')}
          />
          <Select
            label="Time zone"
            description="Its days and shifts are cut by this clock"
            required
            searchable
            allowDeselect={false}
            limit={50}
            data={timeZones()}
            value={values.time_zone}
            onChange={zone => zone && setValues(old => ({ ...old, time_zone: zone }))}
          />
          <TextInput
            label="Its production day begins at"
            description="What is made after midnight and before this belongs to the day before"
            type="time"
            required
            {...text('day_starts_at')}
          />
          <Autocomplete
            label="Currency of the books"
            description="ISO 4217; it stays"
            required
            maxLength={3}
            data={CURRENCIES}
            value={values.currency}
            onChange={currency => setValues(old => ({ ...old, currency: currency.toUpperCase() }))}
          />
          <Title order={2}>You, its first administrator</Title>
          <TextInput label="Your name" required maxLength={200} autoComplete="name" {...text('person')} />
          <TextInput
            label="Login"
            required
            maxLength={120}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            {...text('login')}
          />
          <PasswordInput
            label="Password"
            description="A long sentence is better than a short puzzle"
            required
            maxLength={200}
            autoComplete="new-password"
            {...text('password')}
          />
          <Button type="submit" size="lg" loading={busy}>
            Begin
          </Button>
          {leave && (
            <Anchor component="button" type="button" onClick={leave} ta="center">
              Sign in instead
            </Anchor>
          )}
        </Stack>
      </Paper>
    </main>
  )
}
