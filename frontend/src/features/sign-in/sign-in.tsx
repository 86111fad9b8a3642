import { Alert, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { told } from '../../api/problems'
import { SessionEnded, session } from './session'

/** Sign-in. The organization is remembered on this device; the login is not: shop-floor tablets are shared. */
export function SignIn() {
  const [organization, setOrganization] = useState(session.lastOrganization)
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function submit(event: React.FormEvent) {
    event.preventDefault()
    setBusy(true)
    setFailure(null)
    try {
      await session.signIn(organization, login, password)
    } catch (error) {
      setFailure(told(error))
      setPassword('')
    } finally {
      setBusy(false)
    }
  }

  return (
    <main className="sign-in">
      <Paper component="form" onSubmit={submit} withBorder p="xl" radius="lg" className="surface" aria-label="Sign in">
        <Stack>
          <Stack gap={4} align="center">
            <img src="/icon.svg" alt="" width={48} height={48} className="mark" />
            <Title order={1}>Unison</Title>
            <Text c="dimmed" size="sm">
              Sign in to see your plant.
            </Text>
          </Stack>
          {session.ended && !failure && (
            <Alert color="yellow" variant="outline" role="status" className="failed">
              {new SessionEnded().message}
            </Alert>
          )}
          {failure && (
            <Alert color="red" variant="outline" role="alert" className="failed">
              {failure}
            </Alert>
          )}
          <TextInput
            label="Organization"
            description="Its short name, as in demo"
            required
            autoComplete="organization"
            autoCapitalize="none"
            spellCheck={false}
            value={organization}
            onChange={event => setOrganization(event.currentTarget.value)}
            autoFocus={!organization}
          />
          <TextInput
            label="Login"
            required
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={login}
            onChange={event => setLogin(event.currentTarget.value)}
            autoFocus={Boolean(organization)}
          />
          <PasswordInput
            label="Password"
            required
            autoComplete="current-password"
            value={password}
            onChange={event => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" size="lg" loading={busy}>
            Sign in
          </Button>
        </Stack>
      </Paper>
    </main>
  )
}
