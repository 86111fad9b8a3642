import { Badge, Button, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { count, moment } from '../../format'
import { Empty, Page, Queried } from '../../shell/states'
import { useMay } from '../sign-in/use-session'
import { type Webhook, webhooksQuery } from './queries'
import { SecretTold } from './secret'
import { WebhookSheet } from './webhook-sheet'

/** Addresses elsewhere that are told what happens. */
export function Screen() {
  const webhooks = useQuery(webhooksQuery)
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <Page
      title="Webhooks"
      aside={
        may('webhooks.manage') && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
            New webhook
          </Button>
        )
      }
    >
      <Queried query={webhooks}>
        {found =>
          found.length === 0 ? (
            <Empty title="No address is told anything">
              A webhook tells another system what happens here, as soon as it does: that a lot is held, an order is
              done.
            </Empty>
          ) : (
            <ul className="rows" aria-label="Webhooks">
              {found.map(webhook => (
                <WebhookRow key={webhook.webhook_id} webhook={webhook} />
              ))}
            </ul>
          )
        }
      </Queried>
      {adding && <WebhookSheet close={() => setAdding(false)} made={setSecret} />}
      {secret && <SecretTold secret={secret} close={() => setSecret(null)} />}
    </Page>
  )
}

function WebhookRow({ webhook }: { webhook: Webhook }) {
  const { webhook_id, name, url, waiting, oldest_at, accepted_at } = webhook
  return (
    <li className="row outbox-row">
      <div>
        <Link to="/webhook" search={{ id: webhook_id }}>
          <Text fw={600} component="span">
            {name}
          </Text>
        </Link>
        <Text size="sm" c="dimmed" className="wraps">
          {url}
        </Text>
        <Text size="sm" c="dimmed">
          {accepted_at ? `Last accepted ${moment(accepted_at)}` : 'Nothing accepted yet'}
          {waiting > 0 && `, ${count(waiting)} waiting${oldest_at ? ` since ${moment(oldest_at)}` : ''}`}
        </Text>
      </div>
      <StateOf webhook={webhook} />
    </li>
  )
}

export function StateOf({ webhook }: { webhook: Webhook }) {
  if (webhook.off_at) return <Badge color="gray.7">Off</Badge>
  if (webhook.failing_since) return <Badge color="red.9">Fails</Badge>
  if (!webhook.permitted_at) return <Badge color="blue.9">Asked</Badge>
  return <Badge color="teal.9">Works</Badge>
}
