import { Button, PasswordInput, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, done } from '../../api/client'
import { PIN_INPUT } from '../../shell/pin'
import { Failed, Queried } from '../../shell/states'
import { ownPinQuery } from './queries'

/** One's own PIN for stations, on one's account: chosen and changed, proved by the password or by the PIN that one has. */
export function OwnPin() {
  const own = useQuery(ownPinQuery)
  return (
    <section aria-labelledby="own-pin">
      <Title order={2} id="own-pin" mb="xs">
        PIN for stations
      </Title>
      <Queried query={own}>{({ has_pin }) => <OwnPinForm hasPin={has_pin} />}</Queried>
    </section>
  )
}

function OwnPinForm({ hasPin }: { hasPin: boolean }) {
  const queries = useQueryClient()
  const [by, setBy] = useState<'password' | 'present_pin'>('password')
  const [proof, setProof] = useState('')
  const [pin, setPin] = useState('')
  const change = useMutation({
    mutationFn: () => done(api.POST('/api/v1/stations/own-pin', { body: { pin, [by]: proof } })),
    onSuccess: () => {
      setProof('')
      setPin('')
      notifications.show({ message: 'The new PIN counts.', color: 'teal' })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['own-pin'] }),
  })
  return (
    <form
      aria-label="Change the PIN"
      onSubmit={event => {
        event.preventDefault()
        change.mutate()
      }}
    >
      <Stack gap="md" maw={420}>
        <Text>
          {hasPin
            ? 'You have one. By it you say at a station who you are; it is good nowhere else.'
            : 'You have none yet. By it you say at a station who you are; it is good nowhere else.'}
        </Text>
        {hasPin && (
          <SegmentedControl
            aria-label="It is you, as shown by"
            fullWidth
            value={by}
            onChange={next => {
              setBy(next as typeof by)
              setProof('')
            }}
            data={[
              { value: 'password', label: 'Your password' },
              { value: 'present_pin', label: 'Your present PIN' },
            ]}
          />
        )}
        {by === 'password' ? (
          <PasswordInput
            label="Your password"
            required
            autoComplete="current-password"
            value={proof}
            onChange={event => setProof(event.currentTarget.value)}
          />
        ) : (
          <PasswordInput
            {...PIN_INPUT}
            label="Present PIN"
            required
            value={proof}
            onChange={event => setProof(event.currentTarget.value)}
          />
        )}
        <PasswordInput
          {...PIN_INPUT}
          label="New PIN"
          description="4 to 8 digits; none that is tried first, as 1234, 0000 or a date."
          required
          value={pin}
          onChange={event => setPin(event.currentTarget.value)}
        />
        {change.error && <Failed error={change.error} />}
        <Button type="submit" size="lg" loading={change.isPending}>
          {hasPin ? 'Change the PIN' : 'Choose the PIN'}
        </Button>
      </Stack>
    </form>
  )
}
