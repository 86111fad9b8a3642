import { Anchor, Button, Code, CopyButton, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api, done, read, type Schemas } from '../../api/client'
import { Qr } from '../../shell/qr'
import { Sheet } from '../../shell/sheet'
import { Failed } from '../../shell/states'
import { isProofNeeded } from './proof'
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

interface SetUpProps {
  /** What stands around a step: a sheet, or the whole page. */
  frame: (title: string, step: ReactNode) => ReactNode
  /** The factor counts and its recovery codes are stored. */
  finish: () => void
  children?: ReactNode
}

/** Sets the second factor up: the square to scan, the first code, the recovery codes; before that, who signed in a while ago is asked for
 * the password. */
export function SetUp({ frame, finish, children }: SetUpProps) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [asksPassword, setAsksPassword] = useState(false)
  const begin = useMutation({
    mutationFn: () => read(api.POST('/api/v1/auth/second-factor/begin', { body: { password: password || null } })),
    onSuccess: () => setPassword(''),
    onError: error => isProofNeeded(error) && setAsksPassword(true),
  })
  const confirm = useMutation({ mutationFn: () => session.confirmFactor(code), onSettled: () => setCode('') })
  if (confirm.data) return frame('Your recovery codes', <Codes codes={confirm.data} stored={finish} />)
  if (begin.data)
    return frame(
      'Scan it with your app',
      <Step name="First code" carryOut={confirm.mutate}>
        <Scanned enrolment={begin.data} />
        <CodeInput label="The code it shows" value={code} change={setCode} />
        {confirm.error && <Failed error={confirm.error} />}
        <Submit busy={confirm.isPending}>Turn it on</Submit>
      </Step>,
    )
  return frame(
    'Set up a second factor',
    <Step name="Set up a second factor" carryOut={begin.mutate}>
      {children}
      <Text>You need an authenticator app on your phone: it makes a new code every half minute.</Text>
      {asksPassword && (
        <>
          <Text>You signed in a while ago. Your password shows that it is still you.</Text>
          <Password value={password} change={setPassword} />
        </>
      )}
      {begin.error && !isProofNeeded(begin.error) && <Failed error={begin.error} />}
      <Submit busy={begin.isPending}>Continue</Submit>
    </Step>,
  )
}

/** Turns the second factor on. */
export function SecondFactorSheet({ close }: Props) {
  const again = useAgain()
  const finish = () => {
    again()
    close()
  }
  return (
    <SetUp
      finish={finish}
      frame={(title, step) => (
        <Sheet title={title} opened close={title === 'Your recovery codes' ? finish : close}>
          {step}
        </Sheet>
      )}
    />
  )
}

/** Shows the second factor to a sign-in that has not asked for it. */
export function ShowFactor() {
  const [code, setCode] = useState('')
  const show = useMutation({ mutationFn: () => session.showFactor(code), onSettled: () => setCode('') })
  return (
    <Step name="Your second factor" carryOut={show.mutate}>
      <CodeInput label="Code of your authenticator" value={code} change={setCode} />
      {show.error && <Failed error={show.error} />}
      <Submit busy={show.isPending}>Go on</Submit>
    </Step>
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

/** Turns it off again: by a code, and the password of who signed in a while ago. */
export function RemoveFactorSheet({ close }: Props) {
  const again = useAgain()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [asksPassword, setAsksPassword] = useState(false)
  const remove = useMutation({
    mutationFn: () =>
      done(api.POST('/api/v1/auth/second-factor/remove', { body: { password: password || null, code } })),
    onError: error => isProofNeeded(error) && setAsksPassword(true),
    onSuccess: () => {
      again()
      close()
    },
  })
  return (
    <Sheet title="Turn off the second factor" opened close={close}>
      <Step name="Turn off the second factor" carryOut={remove.mutate}>
        <Text>You are signed out everywhere else.</Text>
        <CodeInput label="Code of your authenticator" value={code} change={setCode} />
        {asksPassword && <Password value={password} change={setPassword} />}
        {remove.error && !(isProofNeeded(remove.error) && !password) && <Failed error={remove.error} />}
        <Submit busy={remove.isPending} color="red">
          Turn it off
        </Submit>
      </Step>
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
  return (
    <Sheet title={renew.data ? 'Your recovery codes' : 'New recovery codes'} opened close={close}>
      {renew.data ? (
        <Codes codes={renew.data.recovery_codes} stored={close} />
      ) : (
        <Step name="New recovery codes" carryOut={renew.mutate}>
          <Text>Those you have count no more.</Text>
          <CodeInput label="Code of your authenticator" value={code} change={setCode} />
          {renew.error && <Failed error={renew.error} />}
          <Submit busy={renew.isPending}>Make new ones</Submit>
        </Step>
      )}
    </Sheet>
  )
}

function Codes({ codes, stored }: { codes: string[]; stored: () => void }) {
  const text = codes.join('\n')
  return (
    <Stack gap="md">
      <Text>
        Each of them gets you in once without the authenticator. Keep them where you find them without your phone: they
        are shown this once.
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
      <Button size="lg" className="submit" onClick={stored}>
        I have stored them
      </Button>
    </Stack>
  )
}

function Step({ name, carryOut, children }: { name: string; carryOut: () => void; children: ReactNode }) {
  return (
    <form
      aria-label={name}
      onSubmit={event => {
        event.preventDefault()
        carryOut()
      }}
    >
      <Stack gap="md">{children}</Stack>
    </form>
  )
}

function Submit({ busy, color, children }: { busy: boolean; color?: string; children: ReactNode }) {
  return (
    <Button type="submit" size="lg" className="submit" loading={busy} color={color}>
      {children}
    </Button>
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
