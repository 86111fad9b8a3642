import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { LOG } from '../features/work-orders/waiting'
import { moment, pieces, words } from '../format'
import { questions } from '../shell/confirm'
import { Empty, Page } from '../shell/states'
import { lastFailure, outbox, sendOutbox } from './sending'
import type { Outgoing } from './storage'
import { useOutbox } from './use-outbox'

/** What was logged on this device: what waits, what was refused and why, what a supervisor decides about, what was sent last. */
export function Screen() {
  const { entries, of_others, device } = useOutbox()
  const refused = entries.filter(({ state }) => state === 'refused')
  const waiting = entries.filter(({ state }) => state === 'waiting')
  const sent = entries.filter(({ state }) => state === 'sent').reverse()
  const pending = entries.filter(({ state }) => state === 'pending_command').reverse()
  return (
    <Page
      title="Sent from this device"
      aside={
        waiting.length > 0 && (
          <Button variant="default" onClick={() => void sendOutbox()}>
            Send now
          </Button>
        )
      }
    >
      {entries.length === 0 && (
        <Empty title="Nothing yet">What you log is kept here first and sent in order, with or without a network.</Empty>
      )}
      {refused.length > 0 && (
        <Part title="Refused" hint="Nothing of these was carried out. They stay here until you decide.">
          {refused.map(entry => (
            <Refused key={entry.id} entry={entry} />
          ))}
        </Part>
      )}
      {waiting.length > 0 && (
        <Part title="Waiting" hint={lastFailure ?? 'They are sent in this order as soon as the server can be reached.'}>
          {waiting.map(entry => (
            <Row key={entry.id} entry={entry} state="waiting" />
          ))}
        </Part>
      )}
      {pending.length > 0 && (
        <Part
          title="Waiting for a decision"
          hint="These have arrived and no longer fitted. Nothing is lost: a supervisor carries them out or dismisses them."
        >
          {pending.map(entry => (
            <Row key={entry.id} entry={entry} state={entry.problem?.detail ?? ''} />
          ))}
        </Part>
      )}
      {sent.length > 0 && (
        <Part title="Sent" hint="The last ones the server has carried out.">
          {sent.map(entry => (
            <Row key={entry.id} entry={entry} state={`sent ${moment(entry.settled_at ?? entry.made_at)}`} />
          ))}
        </Part>
      )}
      {of_others > 0 && (
        <Alert variant="outline" color="gray" className="failed">
          {of_others} more {of_others === 1 ? 'waits' : 'wait'} here for somebody else who signed in on this device.
        </Alert>
      )}
      {device && (
        <Text size="xs" c="dimmed">
          The server knows this device as {device}.
        </Text>
      )}
    </Page>
  )
}

function Part({ title, hint, children }: { title: string; hint: string; children: React.ReactNode }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <Text size="sm" c="dimmed" mb="xs">
        {hint}
      </Text>
      <ul className="rows">{children}</ul>
    </section>
  )
}

function Row({ entry, state }: { entry: Outgoing; state: string }) {
  return (
    <li className="row outbox-row">
      <Told entry={entry} />
      <Text size="sm" c="dimmed">
        {state}
        {entry.warnings?.map(warning => (
          <Text key={warning} span className="bad-text">
            {' '}
            {warning}
          </Text>
        ))}
      </Text>
    </li>
  )
}

function Told({ entry }: { entry: Outgoing }) {
  return (
    <div>
      <Text fw={600}>{summary(entry)}</Text>
      <Text size="sm" c="dimmed">
        number {entry.seq}, made {moment(entry.made_at)}
      </Text>
    </div>
  )
}

function Refused({ entry }: { entry: Outgoing }) {
  const { problem } = entry
  return (
    <li className="row outbox-row">
      <Stack gap="xs">
        <Told entry={entry} />
        <Text className="bad-text">{problem?.detail}</Text>
        <Text size="sm" c="dimmed">
          {wayOut(entry)}
        </Text>
        <Group gap="sm">
          {entry.command === LOG && (
            <Button
              renderRoot={props => (
                <Link {...props} to="/outbox" search={{ log: String(entry.body.work_order), correct: entry.id }} />
              )}
            >
              Correct
            </Button>
          )}
          <Button variant="default" onClick={() => void outbox.retry(entry.id).then(sendOutbox)}>
            Send again
          </Button>
          <Button
            variant="subtle"
            color="red"
            className="discard"
            onClick={() =>
              questions.ask({
                title: 'Throw it away?',
                text: `${summary(entry)} will not be carried out, and is gone from this device.`,
                yes: 'Throw away',
                danger: true,
                carryOut: () => void outbox.discard(entry.id),
              })
            }
          >
            Throw away
          </Button>
        </Group>
      </Stack>
    </li>
  )
}

function summary({ command, body }: Outgoing): string {
  const order = String(body.work_order ?? '')
  if (command !== LOG) return `${words(command.split('.')[1] ?? command)} ${order}`.trim()
  const made = body.activity === 'production' ? `${pieces(Number(body.good_pcs))} good` : words(String(body.activity))
  const rejected = Number(body.rejected_pcs) > 0 ? `, ${Number(body.rejected_pcs)} rejected` : ''
  return `${made}${rejected} on ${order}, ${String(body.equipment)}`
}

function wayOut({ command, problem }: Outgoing): string {
  if (problem?.status === 403) return 'Ask somebody who may do it, then send it again or throw it away.'
  if (problem?.status === 404) return 'Correct the name, or send it again when it has been created.'
  if (problem?.status === 409) return 'Send it again when the state has changed, or throw it away.'
  return command === LOG ? 'Correct it and log it again.' : 'Send it again, or throw it away.'
}
