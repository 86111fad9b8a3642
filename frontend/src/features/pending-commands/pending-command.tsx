import { Alert, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { told } from '../../api/problems'
import { moment, words } from '../../format'
import { command } from '../../offline/sending'
import { Page, Queried } from '../../shell/states'
import { useMay } from '../sign-in/use-session'
import { amended } from './amending'
import { called } from './pending-commands'
import { type PendingCommandInFull, pendingCommandQuery, type StreamMet } from './queries'

/** One pending command: what the device sent, what stands now, and the decision. */
export function Screen() {
  const { id = '' } = useSearch({ strict: false })
  const pendingCommand = useQuery(pendingCommandQuery(id))
  return (
    <Page
      title={pendingCommand.data ? called(pendingCommand.data) : 'Pending command'}
      aside={<Link to="/pending-commands">All pending commands</Link>}
    >
      <Queried query={pendingCommand}>{found => <PendingCommand key={found.version} pendingCommand={found} />}</Queried>
    </Page>
  )
}

function PendingCommand({ pendingCommand }: { pendingCommand: PendingCommandInFull }) {
  return (
    <Stack gap="lg">
      <Alert variant="outline" color="yellow" title="Why it was set aside">
        {pendingCommand.message}
      </Alert>
      <section aria-label="What was sent">
        <h2>What was sent</h2>
        <Text size="sm" c="dimmed" mb="xs">
          {moment(pendingCommand.made_at)} by {pendingCommand.by_name ?? 'somebody'} on{' '}
          {pendingCommand.device ?? 'a device'}, arrived {moment(pendingCommand.set_aside_at)}
        </Text>
        <Fields fields={pendingCommand.body} />
      </section>
      <section aria-label="What stands now">
        <h2>What stands now</h2>
        {pendingCommand.streams.map(stream => (
          <Stream key={stream.stream} stream={stream} />
        ))}
      </section>
      {pendingCommand.status === 'open' ? (
        <Decision pendingCommand={pendingCommand} />
      ) : (
        <Decided pendingCommand={pendingCommand} />
      )}
    </Stack>
  )
}

function Fields({ fields }: { fields: Record<string, unknown> }) {
  return (
    <Text size="sm" component="div">
      {Object.entries(fields).map(([name, value]) => (
        <div key={name}>
          <Text span c="dimmed">
            {words(name)}:
          </Text>{' '}
          {typeof value === 'string' ? value : JSON.stringify(value)}
        </div>
      ))}
    </Text>
  )
}

function Stream({ stream }: { stream: StreamMet }) {
  return (
    <div>
      <Text fw={600}>{stream.stream.split(':').slice(1).join(':')}</Text>
      {stream.facts.length === 0 && (
        <Text size="sm" c="dimmed">
          {stream.met_version === 0 ? 'There was none of that name.' : 'Its facts are for those who see every plant.'}
        </Text>
      )}
      <ul className="rows" aria-label={`Last facts of ${stream.stream}`}>
        {stream.facts.map(fact => (
          <li key={fact.version} className="row outbox-row">
            <div>
              <Text fw={fact.unknown_then ? 600 : undefined}>{words(fact.topic.split('.')[1] ?? fact.topic)}</Text>
              <Text size="sm" c="dimmed">
                {moment(fact.occurred_at)} by {fact.by_name ?? 'somebody'}
                {fact.unknown_then && ', not known on the device then'}
              </Text>
            </div>
            <Fields fields={fact.data} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Decided({ pendingCommand }: { pendingCommand: PendingCommandInFull }) {
  return (
    <section aria-label="Decision">
      <h2>{words(pendingCommand.status)}</h2>
      <Text size="sm" c="dimmed">
        {pendingCommand.settled_at && moment(pendingCommand.settled_at)} by{' '}
        {pendingCommand.settled_by_name ?? 'somebody'}
      </Text>
      {pendingCommand.reason && <Text>{pendingCommand.reason}</Text>}
      {pendingCommand.amended && <Fields fields={pendingCommand.amended} />}
    </section>
  )
}

function Decision({ pendingCommand }: { pendingCommand: PendingCommandInFull }) {
  const may = useMay()
  const queries = useQueryClient()
  const [text, setText] = useState(() => JSON.stringify(pendingCommand.body, null, 2))
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  if (!may('pending_commands.carry_out') && !may('pending_commands.dismiss')) return null

  async function decide(name: string, fields: Record<string, unknown>) {
    setBusy(true)
    setFailure(null)
    try {
      const entry = await command(name, { pending_command: pendingCommand.pending_command, ...fields })
      if (entry.problem) setFailure(entry.problem.detail)
      if (entry.state === 'waiting')
        notifications.show({ message: 'Kept on this device until the server can be reached.', color: 'yellow' })
      await queries.invalidateQueries({ queryKey: ['pending_command_list'] })
    } catch (error) {
      setFailure(told(error))
    } finally {
      setBusy(false)
    }
  }

  function carryOut() {
    const given = amended(text, pendingCommand.body)
    if ('wrong' in given) setFailure(given.wrong)
    else void decide('pending_commands.carry_out', given.body ? { body: given.body } : {})
  }

  return (
    <section aria-label="Decision">
      <h2>Decide</h2>
      <Stack gap="sm" maw={560}>
        {failure && (
          <Alert color="red" variant="outline" title="Not done" role="alert">
            {failure}
          </Alert>
        )}
        <Textarea
          label="As it is to be carried out"
          description="Amend a value where it was wrong. It counts as done when it was made."
          autosize
          minRows={3}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
        />
        <Group>
          <Button onClick={carryOut} loading={busy}>
            Carry out
          </Button>
        </Group>
        <TextInput
          label="Or why it is dismissed"
          maxLength={1000}
          value={reason}
          onChange={event => setReason(event.currentTarget.value)}
        />
        <Group>
          <Button
            variant="default"
            disabled={!reason.trim() || busy}
            onClick={() => void decide('pending_commands.dismiss', { reason: reason.trim() })}
          >
            Dismiss
          </Button>
        </Group>
      </Stack>
    </section>
  )
}
