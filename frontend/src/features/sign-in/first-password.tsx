import { Anchor, Paper, Stack, Text, Title } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { makeQueryClient } from '../../query-client'
import { PasswordForm } from './password-form'
import { session } from './session'

/** Whoever came with a password that was given to them for once chooses their own before anything else. */
export function FirstPassword() {
  const [queries] = useState(makeQueryClient)
  return (
    <QueryClientProvider client={queries}>
      <main className="sign-in">
        <Paper withBorder p="xl" radius="lg" className="surface">
          <Stack>
            <Title order={1}>Choose your password</Title>
            <Text c="dimmed">The one you came with was given to you for once. From now on only you know yours.</Text>
            <PasswordForm done={() => void session.readMe()} />
            <Anchor component="button" type="button" size="sm" onClick={() => void session.signOut()}>
              Sign out
            </Anchor>
          </Stack>
        </Paper>
      </main>
    </QueryClientProvider>
  )
}
