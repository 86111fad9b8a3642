import { Button, Group, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, done } from '../../api/client'
import { told } from '../../api/problems'
import { count, duration, moment } from '../../format'
import { questions } from '../../shell/confirm'
import { Empty, Page, Queried } from '../../shell/states'
import { useMay } from '../sign-in/use-session'
import { type DeadJob, type JobsOfKind, jobsQuery, type ScheduleShown, schedulesQuery } from './queries'
import { calledKind, calledSchedule, reasonOf, when } from './telling'

/** What the server does by itself: what failed, what waits, and what is done again and again. */
export function Screen() {
  const jobs = useQuery(jobsQuery)
  const schedules = useQuery(schedulesQuery)
  return (
    <Page title="Jobs and schedules">
      <Queried query={jobs}>
        {({ dead, kinds }) => (
          <>
            <section aria-label="Failed">
              <h2>Failed</h2>
              <DeadJobs jobs={dead} />
            </section>
            <section aria-label="Jobs">
              <h2>Jobs</h2>
              <Kinds kinds={kinds} />
            </section>
          </>
        )}
      </Queried>
      <section aria-label="Schedules">
        <h2>Schedules</h2>
        <Queried query={schedules}>{found => <Schedules schedules={found} />}</Queried>
      </section>
    </Page>
  )
}

function DeadJobs({ jobs }: { jobs: DeadJob[] }) {
  const may = useMay()
  const { act, error } = useActs()
  if (jobs.length === 0)
    return <Empty title="Nothing has failed">What fails again and again is put aside here, until you decide.</Empty>
  return (
    <>
      {error && (
        <Text className="bad-text" role="alert">
          {told(error)}
        </Text>
      )}
      <ul className="rows" aria-label="Failed jobs">
        {jobs.map(job => (
          <li key={job.job} className="row outbox-row">
            <div>
              <Text fw={600}>{calledKind(job.kind)}</Text>
              <Text size="sm">{reasonOf(job)}</Text>
              <Text size="sm" c="dimmed">
                begun {moment(job.enqueued_at)}, given up {moment(job.died_at)}
              </Text>
            </div>
            {may('jobs.manage') && <Acts job={job} act={act} />}
          </li>
        ))}
      </ul>
    </>
  )
}

function Acts({ job, act }: { job: DeadJob; act: (what: () => Promise<void>) => void }) {
  const path = { params: { path: { job: job.job } } }
  const called = `${calledKind(job.kind)}, given up ${moment(job.died_at)}`
  return (
    <Group gap="xs" wrap="nowrap">
      <Button
        variant="default"
        size="sm"
        aria-label={`Try again: ${called}`}
        onClick={() => act(() => done(api.POST('/api/v1/jobs/{job}/retry', path)))}
      >
        Try again
      </Button>
      <Button
        variant="subtle"
        size="sm"
        aria-label={`Drop: ${called}`}
        onClick={() =>
          questions.ask({
            title: 'Drop this job?',
            text: 'What it was to do stays undone, and nobody is reminded of it.',
            yes: 'Drop it',
            danger: true,
            carryOut: () => act(() => done(api.POST('/api/v1/jobs/{job}/drop', path))),
          })
        }
      >
        Drop
      </Button>
    </Group>
  )
}

/** Something is done to jobs, and they are read again. */
function useActs() {
  const queries = useQueryClient()
  const { mutate, error } = useMutation({
    mutationFn: (act: () => Promise<void>) => act(),
    onSettled: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  })
  return { act: mutate, error }
}

function Kinds({ kinds }: { kinds: JobsOfKind[] }) {
  return (
    <ul className="rows" aria-label="Kinds of jobs">
      {kinds.map(kind => (
        <li key={kind.kind} className="row outbox-row">
          <Text fw={600}>{calledKind(kind.kind)}</Text>
          <Text size="sm" c="dimmed">
            {state(kind)}
          </Text>
        </li>
      ))}
    </ul>
  )
}

function state({ waiting, running, later, oldest_s }: JobsOfKind): string {
  const said = [
    running > 0 && `${count(running)} under way`,
    waiting > 0 && `${count(waiting)} waiting, the oldest for ${duration(oldest_s)}`,
    later > 0 && `${count(later)} later`,
  ].filter(Boolean)
  return said.join(', ') || 'nothing to do'
}

function Schedules({ schedules }: { schedules: ScheduleShown[] }) {
  if (schedules.length === 0) return <Empty title="Nothing is done again and again" />
  return (
    <ul className="rows" aria-label="Schedules">
      {schedules.map(schedule => (
        <li key={schedule.name} className="row outbox-row">
          <div>
            <Text fw={600}>{calledSchedule(schedule.name)}</Text>
            <Text size="sm" c="dimmed">
              {when(schedule)}
              {schedule.time_zone && schedule.at && `, on the clock of ${schedule.time_zone.replaceAll('_', ' ')}`}
            </Text>
          </div>
          <Text size="sm">
            {schedule.last_run ? `last ${moment(schedule.last_run)}` : 'not done yet'}
            {schedule.next_run && `, next ${moment(schedule.next_run)}`}
          </Text>
        </li>
      ))}
    </ul>
  )
}
