import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { clock, duration, moment, words } from '../../format'
import { useCommand } from '../../offline/use-command'
import { CommandSheet, type Field } from '../../shell/fields'
import { Empty, Queried } from '../../shell/states'
import { ToOrder } from '../../shell/to'
import { useMay } from '../sign-in/use-session'
import { type Operator, runningQuery } from './queries'

/** Who works on what, since when; with the break and the end at hand. */
export function Working() {
  const running = useQuery(runningQuery)
  const now = useNow()
  const [ending, setEnding] = useState<Operator | null>(null)
  return (
    <Queried query={running}>
      {found => (
        <>
          {found.length === 0 && (
            <Empty title="Nobody has clocked on">Who begins a job is shown here with its time.</Empty>
          )}
          <ul className="rows" aria-label="At work">
            {found.map(operator => (
              <Job key={operator.operator} job={operator} now={now} end={() => setEnding(operator)} />
            ))}
          </ul>
          {ending && (
            <CommandSheet
              title={`Clock off ${ending.operator}`}
              command="labor.end_job"
              fixed={{ operator: ending.operator }}
              fields={[ENDED]}
              said={`${ending.operator} clocked off`}
              close={() => setEnding(null)}
            />
          )}
        </>
      )}
    </Queried>
  )
}

const ENDED: Field = {
  name: 'occurred_at',
  label: 'When it ended',
  kind: 'moment',
  description: 'Left empty: now.',
}

interface JobProps {
  job: Operator
  now: number
  end: () => void
}

function Job({ job, now, end }: JobProps) {
  const may = useMay()
  const { busy, failure, carryOut } = useCommand()
  const { operator, started_at, break_since, break_kind } = job
  const act = (command: string, said: string) => void carryOut(command, { operator }, said)
  const lasting = (since: string) => duration(Math.max(0, (now - Date.parse(since)) / 1000))
  return (
    <li className="row lot-row">
      <div className="what">
        <Text fw={600}>{operator}</Text>
        <Text size="sm" c="dimmed">
          {job.role}
        </Text>
      </div>
      <span className="status" data-status={break_since ? 'paused' : 'running'}>
        <span className="dot" aria-hidden />
        {break_since ? `${words(break_kind ?? 'break')}, ${lasting(break_since)}` : words(job.activity ?? '')}
      </span>
      <Text size="sm">
        {job.work_order ? <ToOrder id={job.work_order} /> : 'no order'}
        {job.operation && `, ${job.operation}`}
        {job.equipment && ` on ${job.equipment}`}
        {started_at && (
          <Text span c="dimmed" size="sm">
            {' '}
            since <span title={moment(started_at)}>{clock(started_at)}</span>, {lasting(started_at)}
            {Number(job.breaks_s) > 0 && `, ${duration(Number(job.breaks_s))} of it in breaks`}
          </Text>
        )}
        {job.override_reason && (
          <Text size="sm" className="warn-text">
            Without a certificate: {job.override_reason}
          </Text>
        )}
        {failure && (
          <Text size="sm" className="bad-text" role="alert">
            {failure}
          </Text>
        )}
      </Text>
      <Group gap="xs" justify="flex-end" className="over">
        {break_since
          ? may('labor.end_break') && (
              <Button variant="light" loading={busy} onClick={() => act('labor.end_break', `${operator} goes on`)}>
                Go on
              </Button>
            )
          : may('labor.start_break') && (
              <Button
                variant="default"
                loading={busy}
                onClick={() => act('labor.start_break', `${operator} has a break`)}
              >
                Break
              </Button>
            )}
        {may('labor.end_job') && (
          <Button variant="default" onClick={end} aria-label={`Clock off ${operator}`}>
            Clock off
          </Button>
        )}
      </Group>
    </li>
  )
}

/** The time, anew every half minute. */
function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
