import { Anchor, Button, Code, CopyButton, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, done, read, type Schemas } from '../../api/client'
import { Qr } from '../../shell/qr'
import { Sheet } from '../../shell/sheet'
import { Failed } from '../../shell/states'
import { session } from './session'

interface Props {
  close: () => void
}

function useAgain() {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: ['second-factor'] })
    void session.readMe().catch(() => undefined)
  }
}

/** Turns the second factor on: the password, the square to scan, the first code, the recovery codes. */
export function SecondFactorSheet({ close }: Props) {
  const again = useAgain()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const begin = useMutation({
    mutationFn: () => read(api.POST('/api/v1/auth/second-factor/begin', { body: { password } })),
    onSuccess: () => setPassword(''),
  })
  const confirm = useMutation({
    mutationFn: () => read(api.POST('/api/v1/auth/second-factor/confirm', { body: { code } })),
    onSettled: () => setCode(''),
    onSuccess: again,
  })
  if (confirm.data) return <CodesTold codes={confirm.data.recovery_codes} close={close} />
  return (
    <Sheet title="Turn on the second factor" opened close={close}>
      {begin.data ? (
        <form
          aria-label="First code"
          onSubmit={event => {
            event.preventDefault()
            confirm.mutate()
          }}
        >
          <Stack gap="md">
            <Scanned enrolment={begin.data} />
            <CodeInput label="The code it shows" value={code} change={setCode} />
            {confirm.error && <Failed error={confirm.error} />}
            <Button type="submit" size="lg" className="submit" loading={confirm.isPending}>
              Turn it on
            </Button>
          </Stack>
        </form>
      ) : (
        <form
          aria-label="Your password"
          onSubmit={event => {
            event.preventDefault()
            begin.mutate()
          }}
        >
          <Stack gap="md">
            <Text>You need an authenticator app on your phone. First, your password.</Text>
            <Password value={password} change={setPassword} />
            {begin.error && <Failed error={begin.error} />}
            <Button type="submit" size="lg" className="submit" loading={begin.isPending}>
              Continue
            </Button>
          </Stack>
        </form>
      )}
    </Sheet>
  )
}

function Scanned({ enrolment }: { enrolment: Schemas['EnrolmentShown'] }) {
  return (
    <>
      <Text>Scan this with the app, or type the secret into it.</Text>
      <Stack align="center" gap="xs">
        <Qr rows={enrolment.rows} label="QR code of the secret" />
        <Code className="wraps" aria-label="The secret">
          {enrolment.secret}
        </Code>
        <Anchor href={enrolment.uri} size="sm">
          Open it in an app on this device
        </Anchor>
      </Stack>
    </>
  )
}

/** Turns it off again. */
export function RemoveFactorSheet({ close }: Props) {
  const again = useAgain()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const remove = useMutation({
    mutationFn: () => done(api.POST('/api/v1/auth/second-factor/remove', { body: { password, code } })),
    onSuccess: () => {
      again()
      close()
    },
  })
  return (
    <Sheet title="Turn off the second factor" opened close={close}>
      <form
        aria-label="Turn off the second factor"
        onSubmit={event => {
          event.preventDefault()
          remove.mutate()
        }}
      >
        <Stack gap="md">
          <Password value={password} change={setPassword} />
          <CodeInput label="Code of your authenticator" value={code} change={setCode} />
          {remove.error && <Failed error={remove.error} />}
          <Button type="submit" size="lg" className="submit" color="red" loading={remove.isPending}>
            Turn it off
          </Button>
        </Stack>
      </form>
    </Sheet>
  )
}

/** Other recovery codes instead of those there are. */
export function NewCodesSheet({ close }: Props) {
  const again = useAgain()
  const [code, setCode] = useState('')
  const renew = useMutation({
    mutationFn: () => read(api.POST('/api/v1/auth/second-factor/recovery-codes', { body: { code } })),
    onSuccess: again,
  })
  if (renew.data) return <CodesTold codes={renew.data.recovery_codes} close={close} />
  return (
    <Sheet title="New recovery codes" opened close={close}>
      <form
        aria-label="New recovery codes"
        onSubmit={event => {
          event.preventDefault()
          renew.mutate()
        }}
      >
        <Stack gap="md">
          <Text>Those you have count no more.</Text>
          <CodeInput label="Code of your authenticator" value={code} change={setCode} />
          {renew.error && <Failed error={renew.error} />}
          <Button type="submit" size="lg" className="submit" loading={renew.isPending}>
            Make new ones
          </Button>
        </Stack>
      </form>
    </Sheet>
  )
}

function CodesTold({ codes, close }: { codes: string[]; close: () => void }) {
  const text = codes.join('\n')
  return (
    <Sheet title="Your recovery codes" opened close={close}>
      <Stack gap="md">
        <Text>
          Each of them gets you in once without the authenticator. Keep them where you find them without your phone:
          they are shown this once.
        </Text>
        <Code block aria-label="Your recovery codes">
          {text}
        </Code>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="lg" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
        <Button size="lg" className="submit" onClick={close}>
          I have stored them
        </Button>
      </Stack>
    </Sheet>
  )
}

interface Field {
  value: string
  change: (value: string) => void
}

function Password({ value, change }: Field) {
  return (
    <PasswordInput
      label="Your password"
      required
      data-autofocus
      autoComplete="current-password"
      value={value}
      onChange={event => change(event.currentTarget.value)}
    />
  )
}

function CodeInput({ label, value, change }: Field & { label: string }) {
  return (
    <TextInput
      label={label}
      required
      autoComplete="one-time-code"
      inputMode="text"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={20}
      value={value}
      onChange={event => change(event.currentTarget.value)}
    />
  )
}
