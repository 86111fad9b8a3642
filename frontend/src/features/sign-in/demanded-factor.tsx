import { Anchor, Paper, Stack, Text, Title } from '@mantine/core'
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { makeQueryClient } from '../../query-client'
import { Queried } from '../../shell/states'
import { secondFactorQuery } from './queries'
import { SetUp, ShowFactor } from './second-factor'
import { session } from './session'

/** Whose role demands a second factor sets one up, or shows the one they have, before anything else. */
export function DemandedFactor() {
  const [queries] = useState(makeQueryClient)
  return (
    <QueryClientProvider client={queries}>
      <main className="sign-in">
        <Factor />
      </main>
    </QueryClientProvider>
  )
}

function Factor() {
  const factor = useQuery({ ...secondFactorQuery, refetchOnWindowFocus: false })
  if (!factor.data) return framed('Second factor', <Queried query={factor}>{() => null}</Queried>)
  if (factor.data.since)
    return framed(
      'One more step',
      <>
        <Text c="dimmed">What you may do here asks for your second factor as well.</Text>
        <ShowFactor />
      </>,
    )
  return (
    <SetUp frame={framed} finish={() => void session.readMe()}>
      <Text c="dimmed">
        Your role asks for one: besides your password, a code from your phone. Who has your password alone does not get
        in.
      </Text>
    </SetUp>
  )
}

function framed(title: string, step: ReactNode) {
  return (
    <Paper withBorder p="xl" radius="lg" className="surface">
      <Stack>
        <Title order={1}>{title}</Title>
        {step}
        <Anchor component="button" type="button" size="sm" onClick={() => void session.signOut()}>
          Sign out
        </Anchor>
      </Stack>
    </Paper>
  )
}
