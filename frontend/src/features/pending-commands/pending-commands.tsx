import { SegmentedControl, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { moment, words } from '../../format'
import { Empty, Page, Queried } from '../../shell/states'
import { asked } from '../exports/telling'
import { type PendingCommand, pendingCommandsQuery } from './queries'

/** What was done without a network and no longer fitted when it arrived. */
export function Screen() {
  const { show } = useSearch({ strict: false })
  const navigate = useNavigate()
  const settled = show === 'settled'
  const statuses = settled ? (['carried_out', 'dismissed'] as const) : (['open'] as const)
  const pendingCommands = useQuery(pendingCommandsQuery([...statuses]))
  return (
    <Page
      title="Pending commands"
      exported={asked('/pending-commands', { status: statuses })}
      aside={
        <SegmentedControl
          aria-label="Which pending commands"
          data={[
            { value: 'open', label: 'Open' },
            { value: 'settled', label: 'Settled' },
          ]}
          value={settled ? 'settled' : 'open'}
          onChange={value =>
            void navigate({ to: '/pending-commands', search: value === 'settled' ? { show: value } : {} })
          }
        />
      }
    >
      <Queried query={pendingCommands}>
        {found => <PendingCommands pendingCommands={found} settled={settled} />}
      </Queried>
    </Page>
  )
}

function PendingCommands({ pendingCommands, settled }: { pendingCommands: PendingCommand[]; settled: boolean }) {
  if (pendingCommands.length === 0 && settled) return <Empty title="Nothing was settled yet" />
  if (pendingCommands.length === 0)
    return (
      <Empty title="Nothing to decide">
        What is logged without a network and no longer fits when it arrives is kept here for you.
      </Empty>
    )
  return (
    <ul className="rows" aria-label="Pending commands">
      {pendingCommands.map(pendingCommand => (
        <li key={pendingCommand.pending_command} className="row outbox-row">
          <div>
            <Link to="/pending-command" search={{ id: pendingCommand.pending_command }} className="row-link">
              {called(pendingCommand)}
            </Link>
            <Text size="sm" c="dimmed">
              made {moment(pendingCommand.made_at)} by {pendingCommand.by_name ?? 'somebody'} on{' '}
              {pendingCommand.device ?? 'a device'}
            </Text>
          </div>
          <Text size="sm">{settled ? words(pendingCommand.status) : pendingCommand.message}</Text>
        </li>
      ))}
    </ul>
  )
}

/** "Ship L-1": what was sent, and what it was about. */
export function called({ command, body }: Pick<PendingCommand, 'command' | 'body'>): string {
  const about = body.work_order ?? body.lot ?? body.sales_order ?? body.equipment ?? body.characteristic ?? ''
  return `${words(command.split('.')[1] ?? command)} ${String(about)}`.trim()
}
