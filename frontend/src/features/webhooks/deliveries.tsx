import { Button, Text } from '@mantine/core'
import { api, done } from '../../api/client'
import { count, moment } from '../../format'
import { Empty } from '../../shell/states'
import { useMay } from '../sign-in/use-session'
import type { Delivery, Webhook } from './queries'
import { streamInWords, typeInWords } from './types'
import { useAct } from './use-act'

/** What a webhook was told and what it answered, the latest first. */
export function Deliveries({ webhook, deliveries }: { webhook: Webhook; deliveries: Delivery[] }) {
  if (deliveries.length === 0)
    return <Empty title="Nothing yet">What was accepted or dropped is kept for two weeks.</Empty>
  return (
    <ul className="rows" aria-label="What it was told">
      {deliveries.map(delivery => (
        <DeliveryRow key={delivery.number} webhook={webhook} delivery={delivery} />
      ))}
    </ul>
  )
}

function DeliveryRow({ webhook, delivery }: { webhook: Webhook; delivery: Delivery }) {
  const may = useMay()
  const { busy, act } = useAct()
  const { number, state, answer } = delivery
  const what = number === 0 ? 'The event to try it' : typeInWords(delivery.type)
  const drop = () =>
    act('It is dropped', () =>
      done(
        api.POST('/api/v1/webhooks/{webhook_id}/deliveries/{number}/drop', {
          params: { path: { webhook_id: webhook.webhook_id, number } },
        }),
      ),
    )
  return (
    <li className="row outbox-row">
      <div>
        <Text fw={600}>
          {what}
          {number > 0 && `: ${streamInWords(delivery.stream)}`}
        </Text>
        <Text size="sm" c={state === 'waiting' && delivery.attempts > 0 ? 'red' : 'dimmed'}>
          {outcome(delivery)}
        </Text>
        {answer && (
          <Text size="sm" c="dimmed" className="wraps">
            It said: {answer}
          </Text>
        )}
      </div>
      {state === 'waiting' && may('webhooks.manage') && (
        <Button variant="default" size="sm" loading={busy} onClick={drop} aria-label={`Drop: ${what}`}>
          Drop it
        </Button>
      )}
    </li>
  )
}

function outcome({ number, state, status, duration_ms, attempts, tried_at, next_at, error }: Delivery): string {
  const parts = number > 0 ? [`Number ${count(number)}`] : []
  if (state === 'accepted')
    parts.push(`accepted ${tried_at ? moment(tried_at) : ''} with ${status} in ${count(duration_ms ?? 0)} ms`)
  else if (state === 'dropped') parts.push(`dropped: ${error ?? 'by hand'}`)
  else if (attempts === 0) parts.push('waits for its turn')
  else parts.push(`waits: ${error ?? ''}`)
  if (attempts > 1) parts.push(`${count(attempts)} attempts`)
  if (state === 'waiting' && next_at) parts.push(`again ${moment(next_at)}`)
  return parts.join(', ')
}
