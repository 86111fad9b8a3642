import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { Chart } from '../../charts/chart'
import { clock, count, dateOnly, duration, moment, percent, pieces, words } from '../../format'
import { Empty, Page, Queried } from '../../shell/states'
import { useNameOf } from '../people/names'
import { useMay } from '../sign-in/use-session'
import { daysOption, timelineOption } from './charts'
import { CorrectStatementSheet } from './correct-statement-sheet'
import { Period } from './machines'
import { type Days, daysQuery, type OeeRow, type Statement, type Timeline, timelineQuery } from './queries'

/** One machine: how much of its time became good pieces, and where the rest went. */
export function Screen() {
  const { id = '' } = useSearch({ strict: false })
  const [days, setDays] = useState<Days>('14')
  const timeline = useQuery({ ...timelineQuery(id, days), enabled: id !== '' })
  const byDay = useQuery({ ...daysQuery(id, days), enabled: id !== '' })
  return (
    <Page
      title={id}
      aside={
        <Group gap="sm">
          <Anchor renderRoot={props => <Link {...props} to="/machines" />} size="sm">
            All machines
          </Anchor>
          <Period days={days} choose={setDays} />
        </Group>
      }
    >
      <Queried query={timeline}>
        {found => (
          <Stack gap="md">
            <State machine={found} />
            <Ratios row={found.total} />
            {found.told.length === 0 ? (
              <Empty title="Nothing was reported in this time">
                Log production on a work order with this machine, or look at a longer time.
              </Empty>
            ) : (
              <>
                <section aria-labelledby="days">
                  <h2 id="days">By shift day</h2>
                  <Queried query={byDay}>{({ rows }) => <DaysChart rows={rows} />}</Queried>
                </section>
                <section aria-labelledby="timeline">
                  <h2 id="timeline">Time line</h2>
                  <TimeLine machine={found} />
                </section>
                <Reliability machine={found} />
                <section aria-labelledby="told">
                  <h2 id="told">What was reported</h2>
                  <Reports machine={found} />
                </section>
              </>
            )}
          </Stack>
        )}
      </Queried>
    </Page>
  )
}

function State({ machine }: { machine: Timeline }) {
  if (!machine.state || !machine.state_since)
    return (
      <Text size="sm" c="dimmed">
        Plant {machine.plant}. Its days begin at {machine.day_starts_at} ({machine.time_zone}).
      </Text>
    )
  return (
    <Group gap="sm">
      <span className="status" data-status={machine.state}>
        <span className="dot" aria-hidden />
        {words(machine.state)}
      </span>
      <Text size="sm" c="dimmed">
        since {moment(machine.state_since, new Date(), machine.time_zone)}, for{' '}
        {duration(Math.max(0, (Date.parse(machine.at) - Date.parse(machine.state_since)) / 1000))}
        {machine.state_reason && `: ${machine.state_reason}`}
      </Text>
    </Group>
  )
}

function Ratios({ row }: { row: OeeRow }) {
  return (
    <dl className="tiles">
      <Tile name="OEE" ratio={row.oee_ratio} of="availability × performance × quality" strong />
      <Tile
        name="Availability"
        ratio={row.availability_ratio}
        of={`${duration(row.production_s)} of ${duration(row.planned_busy_s)} planned`}
      />
      <Tile
        name="Performance"
        ratio={row.performance_ratio}
        of={
          row.ideal_s === null || row.ideal_s === undefined
            ? 'set the ideal cycle time of each product'
            : `${duration(row.ideal_s)} ideal in ${duration(row.production_s)}`
        }
      />
      <Tile
        name="Quality"
        ratio={row.quality_ratio}
        of={`${count(row.good_pcs)} good of ${pieces(row.good_pcs + row.rejected_pcs)}`}
      />
    </dl>
  )
}

interface TileProps {
  name: string
  ratio: number | null | undefined
  of: string
  strong?: boolean
}

function Tile({ name, ratio, of, strong }: TileProps) {
  return (
    <div className="tile" data-strong={strong || undefined}>
      <dt>{name}</dt>
      <dd>
        <span className="big">{percent(ratio)}</span>
        <span className="of">{of}</span>
        {ratio != null && ratio > 1 && (
          <span className="warn-text of">
            Above 100 %: an ideal cycle time is too long, or a report reaches over the start of a day.
          </span>
        )}
      </dd>
    </div>
  )
}

function DaysChart({ rows }: { rows: OeeRow[] }) {
  const option = useMemo(() => daysOption(rows), [rows])
  if (rows.length === 0) return <Empty title="No day has data" />
  const last = rows.at(-1)
  return (
    <Paper withBorder p="xs" className="surface">
      <Chart
        label={`Hours of production, setup, breakdown and idle time, and the OEE, on ${rows.length} shift days. The last, ${last?.day ? dateOnly(last.day) : ''}, has an OEE of ${percent(last?.oee_ratio)}.`}
        height={300}
        marks={rows.length * 6}
        option={option}
      />
    </Paper>
  )
}

function TimeLine({ machine }: { machine: Timeline }) {
  const standing = machine.told.filter(told => told.stands)
  const option = useMemo(() => timelineOption(machine), [machine])
  const days = standing.length
    ? (Date.parse(standing.at(-1)?.ended_at ?? '') - Date.parse(standing[0]?.started_at ?? '')) / 86_400_000
    : 0
  return (
    <Paper withBorder p="xs" className="surface">
      <Chart
        label={`What the machine did, one row for each shift day: ${standing.length} intervals. They are listed below.`}
        height={Math.max(130, Math.ceil(days + 1) * 26 + 62)}
        marks={standing.length}
        option={option}
      />
    </Paper>
  )
}

function Reliability({ machine }: { machine: Timeline }) {
  const { reliability } = machine
  return (
    <section aria-labelledby="reliability">
      <h2 id="reliability">Reliability</h2>
      <Paper withBorder p="md" className="surface">
        <Text className="numbers">
          <b>{count(reliability.failures)}</b> {reliability.failures === 1 ? 'failure' : 'failures'}
          {reliability.goes_on && ', the last goes on'} · time between failures (MTBF){' '}
          <b>
            {reliability.mtbf_s !== null
              ? duration(reliability.mtbf_s)
              : reliability.mtbf_longer_than_s !== null
                ? `longer than ${duration(reliability.mtbf_longer_than_s)}`
                : 'no data'}
          </b>{' '}
          · time to repair (MTTR) <b>{duration(reliability.mttr_s)}</b>
        </Text>
        <Text size="sm" c="dimmed" mt={4}>
          {reliability.convention}
        </Text>
      </Paper>
    </section>
  )
}

const LISTED = 60

function Reports({ machine }: { machine: Timeline }) {
  const nameOf = useNameOf()
  const may = useMay()
  const [all, setAll] = useState(false)
  const [corrected, setCorrected] = useState<Statement | null>(null)
  const told = [...machine.told].reverse()
  const at = (moment_: string) => moment(moment_, new Date(), machine.time_zone)
  return (
    <>
      <ul className="rows">
        {(all ? told : told.slice(0, LISTED)).map(one => (
          <li
            key={`${one.feed_seq}/${one.statement}`}
            className="row report-row"
            data-struck={!one.stands || undefined}
          >
            <div>
              <Text size="sm" fw={600} component={one.stands ? 'div' : 'del'}>
                <span className="kind" data-kind={one.kind} aria-hidden /> {words(one.kind)}
                {one.work_order && (
                  <>
                    {' '}
                    <Anchor
                      renderRoot={props => <Link {...props} to="/order" search={{ id: one.work_order ?? '' }} />}
                      size="sm"
                    >
                      {one.work_order}
                    </Anchor>
                  </>
                )}
              </Text>
              <Text size="sm" c="dimmed">
                {at(one.started_at)}{' '}
                {!one.struck && `to ${one.goes_on ? 'now' : clock(one.ended_at, machine.time_zone)} `}
                {!one.struck && `(${duration((Date.parse(one.ended_at) - Date.parse(one.started_at)) / 1000)})`}
              </Text>
            </div>
            <Made told={one} />
            <Text size="sm" c="dimmed">
              {one.reason}
              {one.why && (
                <span className="warn-text">
                  {' '}
                  {one.struck ? 'Struck' : 'Corrected'}
                  {one.by_user && ` by ${nameOf(one.by_user)}`}: {one.why}
                </span>
              )}
              {!one.stands && !one.struck && <span className="warn-text"> Was corrected; this is the original.</span>}
            </Text>
            {one.statement !== null && one.stands && may('equipment.correct') && (
              <Button
                variant="subtle"
                size="sm"
                onClick={() => setCorrected(one)}
                aria-label={`Correct ${words(one.kind)} of ${at(one.started_at)}`}
              >
                Correct
              </Button>
            )}
          </li>
        ))}
      </ul>
      {corrected && (
        <CorrectStatementSheet equipment={machine.equipment} told={corrected} close={() => setCorrected(null)} />
      )}
      {!all && told.length > LISTED && (
        <Anchor component="button" onClick={() => setAll(true)} mt="sm">
          Show all {count(told.length)}
        </Anchor>
      )}
    </>
  )
}

function Made({ told }: { told: Statement }) {
  if (!told.good_pcs && !told.rejected_pcs) return <span />
  return (
    <Text size="sm" className="numbers" component={told.stands ? 'div' : 'del'}>
      <b>{count(told.good_pcs ?? 0)}</b> good
      {told.rejected_pcs ? <span className="bad-text"> · {count(told.rejected_pcs)} rejected</span> : null}
    </Text>
  )
}
