import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { clock, duration, moment, words } from '../../format'
import { useCommand } from '../../offline/use-command'
import { CommandSheet, type Field } from '../../shell/fields'
import { Empty, Queried } from '../../shell/states'
import { ToOrder } from '../../shell/to'
import { useMay } from '../sign-in/use-session'
import { ClockOnSheet } from './clock-on-sheet'
import { type Job, runningQuery } from './queries'

/** What is about to end: one job of an operator, or all. */
interface Ending {
  operator: string
  from: string
  body: Record<string, unknown>
}

/** Who works on what, since when; with the break, another job and the end at hand. */
export function Working() {
  const running = useQuery(runningQuery)
  const now = useNow()
  const [ending, setEnding] = useState<Ending | null>(null)
  const [beside, setBeside] = useState<string | null>(null)
  return (
    <Queried query={running}>
      {found => (
        <>
          {found.length === 0 && (
            <Empty title="Nobody has clocked on">Who begins a job is shown here with its time.</Empty>
          )}
          <ul className="rows" aria-label="At work">
            {byOperator(found).map(([operator, jobs]) => (
              <AtWork
                key={operator}
                operator={operator}
                jobs={jobs}
                now={now}
                end={setEnding}
                another={() => setBeside(operator)}
              />
            ))}
          </ul>
          {ending && (
            <CommandSheet
              title={`Clock off ${ending.operator}${ending.from}`}
              command="labor.end_job"
              fixed={{ operator: ending.operator, ...ending.body }}
              fields={[ENDED]}
              said={`${ending.operator} clocked off${ending.from}`}
              close={() => setEnding(null)}
            />
          )}
          {beside && <ClockOnSheet operator={beside} close={() => setBeside(null)} />}
        </>
      )}
    </Queried>
  )
}

function byOperator(jobs: Job[]): [string, [Job, ...Job[]]][] {
  const found = new Map<string, [Job, ...Job[]]>()
  for (const job of jobs) {
    const beside = found.get(job.operator)
    if (beside) beside.push(job)
    else found.set(job.operator, [job])
  }
  return [...found]
}

const ENDED: Field = {
  name: 'occurred_at',
  label: 'When it ended',
  kind: 'moment',
  description: 'Left empty: now.',
}

interface AtWorkProps {
  operator: string
  jobs: [Job, ...Job[]]
  now: number
  end: (what: Ending) => void
  another: () => void
}

function AtWork({ operator, jobs, now, end, another }: AtWorkProps) {
  const may = useMay()
  const { busy, failure, carryOut } = useCommand()
  const [{ role, break_since, break_kind, activity }] = jobs
  const several = jobs.length > 1
  const act = (command: string, said: string) => void carryOut(command, { operator }, said)
  const endAll = () => end({ operator, from: several ? ' from all jobs' : '', body: { all: true } })
  return (
    <li className="row lot-row">
      <div className="what">
        <Text fw={600}>{operator}</Text>
        <Text size="sm" c="dimmed">
          {role}
        </Text>
      </div>
      <span className="status" data-status={break_since ? 'paused' : 'running'}>
        <span className="dot" aria-hidden />
        {break_since
          ? `${words(break_kind ?? 'break')}, ${lasting(break_since, now)}`
          : several
            ? `${jobs.length} jobs at once`
            : words(activity)}
      </span>
      <div>
        {jobs.map(job => (
          <JobShown key={job.entry} job={job} now={now} end={several && may('labor.end_job') ? end : undefined} />
        ))}
        {failure && (
          <Text size="sm" className="bad-text" role="alert">
            {failure}
          </Text>
        )}
      </div>
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
        {!break_since && may('labor.start_job') && (
          <Button variant="default" onClick={another} aria-label={`Another job of ${operator}`}>
            Another job
          </Button>
        )}
        {may('labor.end_job') && (
          <Button
            variant="default"
            onClick={endAll}
            aria-label={several ? `Clock off ${operator} from all jobs` : `Clock off ${operator}`}
          >
            {several ? 'Clock off all' : 'Clock off'}
          </Button>
        )}
      </Group>
    </li>
  )
}

/** One job; with `end`, it is one of several, and its share of the time stands beside it. */
function JobShown({ job, now, end }: { job: Job; now: number; end?: (what: Ending) => void }) {
  const { operator, entry, started_at } = job
  const on = [job.work_order ?? words(job.activity), job.operation, job.equipment].filter(Boolean).join(', ')
  return (
    <Text size="sm" component="div">
      {job.work_order ? <ToOrder id={job.work_order} /> : 'no order'}
      {job.operation && `, ${job.operation}`}
      {job.equipment && ` on ${job.equipment}`}
      {job.at_once > 1 && job.activity !== 'production' && `, ${words(job.activity)}`}
      <Text span c="dimmed" size="sm">
        {' '}
        since <span title={moment(started_at)}>{clock(started_at)}</span>, {lasting(started_at, now)}
        {job.at_once > 1 && `; its share: ${duration(Number(job.paid_s))}`}
        {Number(job.breaks_s) > 0 &&
          (job.at_once > 1
            ? ` and ${duration(Number(job.breaks_s))} of the breaks`
            : `, ${duration(Number(job.breaks_s))} of it in breaks`)}
      </Text>
      {end && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => end({ operator, from: ` from ${on}`, body: { entry } })}
          aria-label={`Clock off ${operator} from ${on}`}
        >
          Clock off
        </Button>
      )}
      {job.override_reason && (
        <Text size="sm" className="warn-text">
          Without a certificate: {job.override_reason}
        </Text>
      )}
    </Text>
  )
}

function lasting(since: string, now: number): string {
  return duration(Math.max(0, (now - Date.parse(since)) / 1000))
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
