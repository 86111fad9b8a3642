import { Button, PasswordInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { ApiProblem } from '../../api/problems'
import { Sheet } from '../../shell/sheet'
import { Failed } from '../../shell/states'

/** Whether the server wants to know first that it is still you. */
export function isProofNeeded(error: unknown): boolean {
  return error instanceof ApiProblem && error.problem.code === 'proof_needed'
}

interface ProofProps {
  title: string
  busy: boolean
  error: unknown
  close: () => void
  prove: (password: string) => void
}

/** Asks for the password before what changes how one signs in. */
export function ProofSheet({ title, busy, error, close, prove }: ProofProps) {
  const [password, setPassword] = useState('')
  return (
    <Sheet title={title} opened close={close}>
      <form
        aria-label={title}
        onSubmit={event => {
          event.preventDefault()
          event.stopPropagation()
          prove(password)
        }}
      >
        <Stack gap="md">
          <Text>You signed in a while ago. Your password shows that it is still you.</Text>
          <PasswordInput
            label="Your password"
            required
            data-autofocus
            autoComplete="current-password"
            value={password}
            onChange={event => setPassword(event.currentTarget.value)}
          />
          {error ? <Failed error={error} /> : null}
          <Button type="submit" size="lg" className="submit" loading={busy}>
            Continue
          </Button>
        </Stack>
      </form>
    </Sheet>
  )
}
