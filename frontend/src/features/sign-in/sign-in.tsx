import { Alert, Anchor, Button, Divider, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { ApiProblem, told } from '../../api/problems'
import { SessionEnded, session } from './session'
import { refusedBy } from './telling'

/** What the address tells after the way by a provider; it is told once. */
function fromAddress(): { arrived: boolean; refused: string | null } {
  const said = new URLSearchParams(window.location.search)
  const found = { arrived: said.has('arrived'), refused: said.get('refused') }
  if (found.arrived || found.refused) window.history.replaceState(null, '', '/')
  return found
}

/** Sign-in. The organization is remembered on this device; the login is not: shop-floor tablets are shared. */
export function SignIn() {
  const [from] = useState(fromAddress)
  const [organization, setOrganization] = useState(session.lastOrganization)
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [asksCode, setAsksCode] = useState(false)
  const [failure, setFailure] = useState<string | null>(from.refused && refusedBy(from.refused))
  const [busy, setBusy] = useState(from.arrived)
  const arrived = useRef(false)

  useEffect(() => {
    if (!from.arrived || arrived.current) return
    arrived.current = true
    session
      .arrive()
      .catch(error => setFailure(told(error)))
      .finally(() => setBusy(false))
  }, [from])

  function back() {
    setAsksCode(false)
    setCode('')
    setPassword('')
    setFailure(null)
  }

  async function submit(event: React.FormEvent) {
    event.preventDefault()
    setBusy(true)
    setFailure(null)
    try {
      await session.signIn(organization, login, password, code)
    } catch (error) {
      setCode('')
      if (codeOf(error) === 'second_factor_needed') setAsksCode(true)
      else {
        if (codeOf(error) === 'wrong_login') back()
        setFailure(told(error))
      }
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
              {asksCode ? 'One more step.' : 'Sign in to see your plant.'}
            </Text>
          </Stack>
          {session.ended && !failure && !asksCode && (
            <Alert color="yellow" variant="outline" role="status" className="failed">
              {new SessionEnded().message}
            </Alert>
          )}
          {failure && (
            <Alert color="red" variant="outline" role="alert" className="failed">
              {failure}
            </Alert>
          )}
          {asksCode ? (
            <CodeField code={code} change={setCode} />
          ) : (
            <>
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
            </>
          )}
          <Button type="submit" size="lg" loading={busy}>
            Sign in
          </Button>
          {asksCode ? (
            <Anchor component="button" type="button" size="sm" onClick={back}>
              Sign in as somebody else
            </Anchor>
          ) : (
            <ByProvider organization={organization} />
          )}
        </Stack>
      </Paper>
    </main>
  )
}

function CodeField({ code, change }: { code: string; change: (code: string) => void }) {
  return (
    <TextInput
      label="Code of your authenticator"
      description="Six digits. Without the authenticator: one of your recovery codes."
      required
      autoFocus
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={20}
      value={code}
      onChange={event => change(event.currentTarget.value)}
    />
  )
}

/** The organization's own provider, where it has one. */
function ByProvider({ organization }: { organization: string }) {
  const [asked] = useDebouncedValue(organization.trim().toLowerCase(), 400)
  const [label, setLabel] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    void providerOf(asked).then(found => {
      if (current) setLabel(found)
    })
    return () => {
      current = false
    }
  }, [asked])
  if (!label) return null
  return (
    <>
      <Divider label="or" />
      <Button
        component="a"
        href={`/api/v1/auth/oidc/begin?${new URLSearchParams({ organization: asked })}`}
        size="lg"
        variant="default"
      >
        {label}
      </Button>
    </>
  )
}

async function providerOf(organization: string): Promise<string | null> {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(organization)) return null
  try {
    const answer = await fetch(`/api/v1/auth/provider?${new URLSearchParams({ organization })}`)
    return answer.ok ? ((await answer.json()) as { label: string | null }).label : null
  } catch {
    return null
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof ApiProblem ? error.problem.code : null
}
