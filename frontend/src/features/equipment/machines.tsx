import { Group, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { duration, percent, pieces } from '../../format'
import { Empty, Page, Queried } from '../../shell/states'
import { asked } from '../exports/telling'
import { type Days, machinesQuery, type OeeRow, PERIODS, since } from './queries'

/** Every machine with its OEE and where its planned time went. */
export function Screen() {
  const [days, setDays] = useState<Days>('14')
  const machines = useQuery(machinesQuery(days))
  return (
    <Page
      title="Machines"
      exported={asked('/oee', { by: 'equipment', since: since(days) })}
      aside={<Period days={days} choose={setDays} />}
    >
      <Queried query={machines}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Empty title="Nothing was reported in this time">
              Log production on a work order, and the machine appears here. Or look at a longer time.
            </Empty>
          ) : (
            <Stack gap="sm">
              <Legend />
              <ul className="cards" aria-label="Machines">
                {rows.length > 1 && <Machine row={total} all />}
                {rows.map(row => (
                  <Machine key={row.equipment} row={row} />
                ))}
              </ul>
            </Stack>
          )
        }
      </Queried>
    </Page>
  )
}

export function Period({ days, choose }: { days: Days; choose: (days: Days) => void }) {
  return (
    <Select
      aria-label="Which time"
      w={170}
      allowDeselect={false}
      data={Object.entries(PERIODS).map(([value, label]) => ({ value, label }))}
      value={days}
      onChange={value => value && choose(value as Days)}
    />
  )
}

function Legend() {
  return (
    <Group gap="md" aria-hidden>
      {['production', 'setup', 'breakdown', 'idle'].map(kind => (
        <Text key={kind} size="sm" c="dimmed">
          <span className="kind" data-kind={kind} /> {kind}
        </Text>
      ))}
    </Group>
  )
}

function Machine({ row, all = false }: { row: OeeRow; all?: boolean }) {
  return (
    <li className="row machine-card" data-all={all || undefined}>
      <div className="head">
        {all ? (
          <b>All machines</b>
        ) : (
          <Link to="/machine" search={{ id: row.equipment ?? '' }} className="row-link">
            {row.equipment}
          </Link>
        )}
        <span className="numbers">
          OEE <b className="big">{percent(row.oee_ratio)}</b>
        </span>
      </div>
      <Losses row={row} />
      <Text size="sm" className="numbers">
        Availability {percent(row.availability_ratio, 0)} · performance {percent(row.performance_ratio, 0)} · quality{' '}
        {percent(row.quality_ratio)}
      </Text>
      <Text size="sm" c="dimmed" className="numbers">
        {pieces(row.good_pcs)} good, {pieces(row.rejected_pcs)} rejected
        {row.breakdown_s > 0 && `, ${duration(row.breakdown_s)} down`}
      </Text>
    </li>
  )
}

/** How the planned time was spent, as one bar; the words below it tell the same. */
function Losses({ row }: { row: OeeRow }) {
  const whole = Math.max(row.planned_busy_s, 1)
  const part = (seconds: number) => `${(seconds / whole) * 100}%`
  return (
    <div className="bar" aria-hidden title="Production, setup, breakdown, idle">
      <span className="good" style={{ width: part(row.production_s) }} />
      <span className="setup" style={{ width: part(row.setup_s) }} />
      <span className="bad" style={{ width: part(row.breakdown_s) }} />
      <span className="idle" style={{ width: part(row.idle_s) }} />
    </div>
  )
}
