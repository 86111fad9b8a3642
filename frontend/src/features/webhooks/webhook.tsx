import { Alert, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api, done, read } from '../../api/client'
import { count, moment } from '../../format'
import { questions } from '../../shell/confirm'
import { Empty, Page, Queried } from '../../shell/states'
import { useMay } from '../sign-in/use-session'
import { Deliveries } from './deliveries'
import { type Delivery, deliveriesQuery, type Webhook, webhooksQuery } from './queries'
import { ReplaySheet } from './replay-sheet'
import { SecretTold } from './secret'
import { typeInWords } from './types'
import { useAct } from './use-act'
import { WebhookSheet } from './webhook-sheet'
import { StateOf } from './webhooks'

/** One webhook: what it is told, how it does, and what it answered. */
export function Screen() {
  const { id = '' } = useSearch({ strict: false })
  const webhooks = useQuery(webhooksQuery)
  const webhook = webhooks.data?.find(({ webhook_id }) => webhook_id === id)
  return (
    <Page title={webhook?.name ?? 'Webhook'} aside={<Link to="/webhooks">All webhooks</Link>}>
      <Queried query={webhooks}>
        {() => (webhook ? <Shown webhook={webhook} /> : <Empty title="There is no such webhook" />)}
      </Queried>
    </Page>
  )
}

function Shown({ webhook }: { webhook: Webhook }) {
  const may = useMay()
  const [state, setState] = useState<Delivery['state'] | 'all'>('all')
  const deliveries = useQuery(deliveriesQuery(webhook.webhook_id, state === 'all' ? undefined : state))
  return (
    <Stack gap="lg">
      <How webhook={webhook} />
      {may('webhooks.manage') && <Actions webhook={webhook} />}
      <section aria-label="What it was told">
        <h2>What it was told</h2>
        <SegmentedControl
          value={state}
          onChange={next => setState(next as Delivery['state'] | 'all')}
          data={[
            { value: 'all', label: 'All' },
            { value: 'waiting', label: 'Waiting' },
            { value: 'accepted', label: 'Accepted' },
            { value: 'dropped', label: 'Dropped' },
          ]}
        />
        <Queried query={deliveries}>{found => <Deliveries webhook={webhook} deliveries={found} />}</Queried>
      </section>
    </Stack>
  )
}

function How({ webhook }: { webhook: Webhook }) {
  const { url, types, plants, permitted_at, permitted_per_minute, off_at, off_reason, failing_since, last_error } =
    webhook
  return (
    <Stack gap={4}>
      <Group gap="sm">
        <StateOf webhook={webhook} />
        <Text className="wraps">{url}</Text>
      </Group>
      <Text size="sm" c="dimmed">
        {types.map(typeInWords).join(', ')}
        {plants.length > 0 && `; in ${plants.join(', ')}`}
      </Text>
      {permitted_at && (
        <Text size="sm" c="dimmed">
          Its receiver agreed {moment(permitted_at)}
          {permitted_per_minute && `, to ${count(permitted_per_minute)} requests a minute`}
        </Text>
      )}
      {webhook.replay_next && webhook.replay_until && (
        <Text size="sm">
          It is told again what is from number {count(webhook.replay_next)} to {count(webhook.replay_until)}.
        </Text>
      )}
      {webhook.old_secret_until && (
        <Text size="sm">The secret before holds too, until {moment(webhook.old_secret_until)}.</Text>
      )}
      {off_at && (
        <Alert variant="outline" color="gray" title={`Off since ${moment(off_at)}`}>
          Because {off_reason}.
        </Alert>
      )}
      {!off_at && failing_since && (
        <Alert variant="outline" color="red" title={`Fails since ${moment(failing_since)}`}>
          {last_error}. {webhook.next_at && `It is tried again ${moment(webhook.next_at)}.`} After a day of failures it
          is switched off.
        </Alert>
      )}
    </Stack>
  )
}

function Actions({ webhook }: { webhook: Webhook }) {
  const { busy, act } = useAct()
  const go = useNavigate()
  const [opened, setOpened] = useState<'change' | 'replay' | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const params = { path: { webhook_id: webhook.webhook_id } }

  async function replaceSecret() {
    const sure = await questions.confirmed({
      title: 'Replace the secret?',
      text: 'The new one is shown once. The old one holds too, for a day.',
      yes: 'Replace it',
    })
    if (!sure) return
    const body = { overlap_h: 24 }
    const answer = await act('The secret is replaced', () =>
      read(api.POST('/api/v1/webhooks/{webhook_id}/rotate-secret', { params, body })),
    )
    if (answer) setSecret(answer.secret)
  }

  async function switchOn(missed: 'send' | 'skip') {
    await act('It is on', () => read(api.POST('/api/v1/webhooks/{webhook_id}/switch-on', { params, body: { missed } })))
  }

  async function remove() {
    const sure = await questions.confirmed({
      title: `Delete ${webhook.name}?`,
      text: 'It is told nothing any more, and what it was told is forgotten.',
      yes: 'Delete it',
      danger: true,
    })
    if (!sure) return
    const gone = await act(`${webhook.name} is deleted`, async () => {
      await done(api.DELETE('/api/v1/webhooks/{webhook_id}', { params }))
      return true
    })
    if (gone) void go({ to: '/webhooks' })
  }

  return (
    <Group gap="sm">
      <Button
        variant="default"
        loading={busy}
        onClick={() =>
          act('An event is on its way', () => done(api.POST('/api/v1/webhooks/{webhook_id}/try', { params })))
        }
      >
        Try it
      </Button>
      <Button variant="default" onClick={() => setOpened('change')}>
        Change
      </Button>
      <Button variant="default" onClick={() => setOpened('replay')}>
        Tell again
      </Button>
      <Button variant="default" onClick={replaceSecret}>
        Replace the secret
      </Button>
      {webhook.off_at ? (
        <>
          <Button variant="default" onClick={() => switchOn('send')}>
            Switch on, send what it missed
          </Button>
          <Button variant="default" onClick={() => switchOn('skip')}>
            Switch on from now
          </Button>
        </>
      ) : (
        <Button
          variant="default"
          onClick={() => act('It is off', () => done(api.POST('/api/v1/webhooks/{webhook_id}/switch-off', { params })))}
        >
          Switch off
        </Button>
      )}
      <Button variant="default" color="red" onClick={remove}>
        Delete
      </Button>
      {opened === 'change' && <WebhookSheet webhook={webhook} close={() => setOpened(null)} />}
      {opened === 'replay' && <ReplaySheet webhook={webhook} close={() => setOpened(null)} />}
      {secret && <SecretTold secret={secret} close={() => setSecret(null)} />}
    </Group>
  )
}
