import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, done } from '../../api/client'
import { told } from '../../api/problems'
import { moment } from '../../format'
import { Page, Queried } from '../../shell/states'
import { OwnPin } from '../stations/own-pin'
import { PasswordForm } from './password-form'
import { isProofNeeded, ProofSheet } from './proof'
import { type Session, secondFactorQuery, sessionsQuery } from './queries'
import { NewCodesSheet, RemoveFactorSheet, SecondFactorSheet } from './second-factor'
import { deviceOf } from './telling'

/** One's own password, second factor and sessions. */
export function Screen() {
  return (
    <Page title="Your account">
      <Stack gap="xl" maw={820}>
        <section aria-labelledby="password">
          <Title order={2} id="password" mb="sm">
            Password
          </Title>
          <PasswordForm done={() => notifications.show({ message: 'The new password counts.', color: 'teal' })} />
        </section>
        <SecondFactor />
        <OwnPin />
        <Sessions />
      </Stack>
    </Page>
  )
}

function SecondFactor() {
  const factor = useQuery(secondFactorQuery)
  const [open, setOpen] = useState<'begin' | 'remove' | 'codes' | null>(null)
  const close = () => setOpen(null)
  return (
    <section aria-labelledby="factor">
      <Title order={2} id="factor" mb="xs">
        Second factor
      </Title>
      <Queried query={factor}>
        {({ since, recovery_codes }) =>
          since ? (
            <Stack gap="sm" align="flex-start">
              <Text>
                On since {moment(since)}. {recovery_codes} recovery {recovery_codes === 1 ? 'code is' : 'codes are'}{' '}
                left.
              </Text>
              <Group gap="sm">
                <Button variant="default" onClick={() => setOpen('codes')}>
                  New recovery codes
                </Button>
                <Button variant="default" onClick={() => setOpen('remove')}>
                  Turn it off
                </Button>
              </Group>
            </Stack>
          ) : (
            <Stack gap="sm" align="flex-start">
              <Text>
                Besides your password you are asked for a code that an app on your phone makes. Who has your password
                alone does not get in.
              </Text>
              <Button onClick={() => setOpen('begin')}>Turn it on</Button>
            </Stack>
          )
        }
      </Queried>
      {open === 'begin' && <SecondFactorSheet close={close} />}
      {open === 'remove' && <RemoveFactorSheet close={close} />}
      {open === 'codes' && <NewCodesSheet close={close} />}
    </section>
  )
}

function Sessions() {
  const sessions = useQuery(sessionsQuery)
  const queries = useQueryClient()
  const [proving, setProving] = useState<{ session: string | null } | null>(null)
  const end = useMutation({
    mutationFn: ({ session, password }: { session: string | null; password?: string }) =>
      done(
        session
          ? api.POST('/api/v1/auth/sessions/{session_id}/end', {
              params: { path: { session_id: session } },
              body: { password },
            })
          : api.POST('/api/v1/auth/sessions/end-others', { body: { password } }),
      ),
    onSuccess: () => setProving(null),
    onError: (error, { session }) => {
      if (isProofNeeded(error)) setProving({ session })
      else if (!proving) notifications.show({ title: 'This did not work', message: told(error), color: 'red' })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['sessions'] }),
  })
  return (
    <section aria-labelledby="sessions">
      <Title order={2} id="sessions" mb="xs">
        Where you are signed in
      </Title>
      <Queried query={sessions}>
        {all => (
          <Stack gap="sm" align="flex-start">
            <ul className="rows" aria-label="Where you are signed in">
              {all.map(each => (
                <SessionRow
                  key={each.session_id}
                  session={each}
                  busy={end.isPending}
                  end={() => end.mutate({ session: each.session_id })}
                />
              ))}
            </ul>
            {all.length > 1 && (
              <Button variant="default" loading={end.isPending} onClick={() => end.mutate({ session: null })}>
                End all others
              </Button>
            )}
          </Stack>
        )}
      </Queried>
      {proving && (
        <ProofSheet
          title="End a sign-in"
          busy={end.isPending}
          error={isProofNeeded(end.error) ? null : end.error}
          close={() => setProving(null)}
          prove={password => end.mutate({ session: proving.session, password })}
        />
      )}
    </section>
  )
}

function SessionRow({ session, busy, end }: { session: Session; busy: boolean; end: () => void }) {
  const device = session.station ? `At ${session.station}` : deviceOf(session.agent)
  return (
    <li className="row">
      <Group justify="space-between" gap="sm" w="100%">
        <Stack gap={2}>
          <Group gap="xs">
            <Text fw={600}>{device}</Text>
            {session.this && <Badge variant="light">this device</Badge>}
          </Group>
          <Text size="sm" c="dimmed">
            Last used {moment(session.last_used_at)}
            {session.address && ` from ${session.address}`}, {session.station ? 'identified' : 'signed in'}{' '}
            {moment(session.begun_at)}
          </Text>
        </Stack>
        {!session.this && (
          <Button
            variant="default"
            loading={busy}
            onClick={end}
            aria-label={`End ${device}, ${moment(session.last_used_at)}`}
          >
            End
          </Button>
        )}
      </Group>
    </li>
  )
}
