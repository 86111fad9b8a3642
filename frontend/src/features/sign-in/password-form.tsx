import { Button, PasswordInput, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, done as isDone } from '../../api/client'
import { Failed } from '../../shell/states'

const SHORTEST = 12

/** Chooses another password, proved by the current one. */
export function PasswordForm({ done }: { done: () => void }) {
  const [current, setCurrent] = useState('')
  const [wanted, setWanted] = useState('')
  const change = useMutation({
    mutationFn: () => isDone(api.POST('/api/v1/auth/change-password', { body: { current, new: wanted } })),
    onSuccess: () => {
      setCurrent('')
      setWanted('')
      done()
    },
  })
  const short = wanted !== '' && wanted.length < SHORTEST
  return (
    <form
      aria-label="Change the password"
      onSubmit={event => {
        event.preventDefault()
        change.mutate()
      }}
    >
      <Stack gap="md" maw={420}>
        <PasswordInput
          label="Current password"
          required
          autoComplete="current-password"
          value={current}
          onChange={event => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label="New password"
          description={`${SHORTEST} characters or more. Some unrelated words in a row are good; every other device has to sign in anew.`}
          required
          autoComplete="new-password"
          value={wanted}
          error={short ? `${SHORTEST - wanted.length} more` : undefined}
          onChange={event => setWanted(event.currentTarget.value)}
        />
        {change.error && <Failed error={change.error} />}
        <Button type="submit" size="lg" loading={change.isPending} disabled={wanted.length < SHORTEST}>
          Change the password
        </Button>
      </Stack>
    </form>
  )
}
