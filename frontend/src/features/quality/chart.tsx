import { Anchor, Group, Paper, SegmentedControl, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { Chart } from '../../charts/chart'
import { count, fixed, measured, moment } from '../../format'
import { Empty, Page, Queried } from '../../shell/states'
import { Correction } from '../people/correction'
import { specification } from './characteristics'
import { CHART_NAMES, controlOption } from './control-option'
import { type ChartAnswer, type ControlChart, chartQuery, type Point } from './queries'
import { rulesTold } from './rules'
import { ViolationResponse } from './violation-response'

/** One characteristic: is the process in control, and is it capable? */
export function Screen() {
  const { id = '' } = useSearch({ strict: false })
  const [last, setLast] = useState('50')
  const chart = useQuery({ ...chartQuery(id, last === 'all' ? null : Number(last)), enabled: id !== '' })
  return (
    <Page
      title={id}
      aside={
        <Group gap="sm">
          <Anchor renderRoot={props => <Link {...props} to="/quality" />} size="sm">
            All characteristics
          </Anchor>
          <SegmentedControl
            aria-label="How many subgroups"
            value={last}
            onChange={setLast}
            data={[
              { value: '25', label: '25' },
              { value: '50', label: '50' },
              { value: '100', label: '100' },
              { value: 'all', label: 'All' },
            ]}
          />
        </Group>
      }
    >
      <Queried query={chart}>{answer => <Charts answer={answer} />}</Queried>
    </Page>
  )
}

function Charts({ answer }: { answer: ChartAnswer }) {
  const { characteristic, location } = answer
  const option = useMemo(() => controlOption(answer), [answer])
  if (location.points.length === 0)
    return (
      <Stack gap="md">
        <Empty title="Nothing on the charts yet">
          Record a subgroup with POST /api/v1/quality/record-subgroup, and the chart begins.
        </Empty>
        <ViolationResponse characteristic={characteristic} />
        <NotCharted answer={answer} />
        <CorrectedSubgroups answer={answer} />
      </Stack>
    )
  const violations = violationsOf(answer)
  return (
    <Stack gap="md">
      <Group gap="md">
        <span
          className="status"
          data-status={answer.in_control === null ? 'no_limits' : answer.in_control ? 'in_control' : 'out_of_control'}
        >
          <span className="dot" aria-hidden />
          {answer.in_control === null ? 'too few for limits' : answer.in_control ? 'in control' : 'out of control'}
        </span>
        <Text size="sm" c="dimmed">
          Specification {specification(characteristic)} · {limitsTold(answer)}
        </Text>
      </Group>
      <ViolationResponse characteristic={characteristic} />
      <Paper withBorder p="xs" className="surface">
        <Chart
          label={`Control charts of ${characteristic.characteristic}: ${chartTold(location)} ${chartTold(answer.spread)} ${violations.length} points break a rule; they are listed below.`}
          height={answer.spread.points.length > 0 ? 500 : 320}
          marks={location.points.length * 2}
          option={option}
        />
      </Paper>
      <Capability answer={answer} />
      <section aria-labelledby="violations">
        <h2 id="violations">Points that break a rule</h2>
        <Violations violations={violations} answer={answer} />
      </section>
      <NotCharted answer={answer} />
      <CorrectedSubgroups answer={answer} />
    </Stack>
  )
}

function limitsTold({ limits }: ChartAnswer): string {
  if (limits.source === 'given') return 'limits as given'
  if (limits.source === 'first_subgroups')
    return `limits from the first ${count(limits.used_subgroups)} subgroups measured`
  return `limits from all ${count(limits.used_subgroups)} subgroups`
}

function chartTold(chart: ControlChart): string {
  const { center, points } = chart
  const last = points.at(-1)
  if (!last) return ''
  const limits =
    center === null
      ? 'no limits yet'
      : `centre ${measured(center)}, limits ${measured(last.lcl)} to ${measured(last.ucl)}`
  return `${CHART_NAMES[chart.kind]}, ${points.length} points, ${limits}, the last ${measured(last.value)}.`
}

interface Broken {
  chart: ControlChart
  point: Point
}

function violationsOf({ location, spread }: ChartAnswer): Broken[] {
  return [location, spread]
    .flatMap(chart => chart.points.filter(point => point.violations.length > 0).map(point => ({ chart, point })))
    .sort((a, b) => b.point.number - a.point.number)
}

function Violations({ violations, answer }: { violations: Broken[]; answer: ChartAnswer }) {
  if (violations.length === 0)
    return (
      <Empty title={answer.in_control === null ? 'No limits yet' : 'None'}>
        {answer.in_control === null
          ? 'Record more subgroups; limits need at least two.'
          : 'No point shown completes a pattern of the Nelson or the Western Electric rules.'}
      </Empty>
    )
  return (
    <ul className="rows" aria-label="Points that break a rule">
      {violations.slice(0, 100).map(({ chart, point }) => (
        <li key={`${chart.kind}/${point.number}`} className="row violation-row">
          <Text size="sm" fw={600}>
            Subgroup {point.subgroup}
            <Text span size="sm" c="dimmed">
              {' '}
              {moment(point.measured_at)}
            </Text>
          </Text>
          <Text size="sm" className="numbers">
            {CHART_NAMES[chart.kind]} <b>{measured(point.value, answer.characteristic.unit)}</b>
          </Text>
          <Text size="sm" className="bad-text">
            {rulesTold(point.violations).join('; ')}
          </Text>
        </li>
      ))}
    </ul>
  )
}

const INDICES = [
  ['cp', 'Cp', 'potential, within subgroups'],
  ['cpk', 'Cpk', 'actual, within subgroups'],
  ['pp', 'Pp', 'potential, over all values'],
  ['ppk', 'Ppk', 'actual, over all values'],
] as const

function Capability({ answer: { capability, characteristic } }: { answer: ChartAnswer }) {
  if (!capability) return null
  return (
    <section aria-labelledby="capability">
      <h2 id="capability">Capability</h2>
      <dl className="tiles">
        {INDICES.map(([key, name, meaning]) => {
          const index = capability[key]
          if (!index) return null
          return (
            <div key={key} className="tile">
              <dt>{name}</dt>
              <dd>
                <span className="big">{fixed(index.value, 2)}</span>
                <span className="of">
                  {meaning}; 95 % between {fixed(index.lower, 2)} and {fixed(index.upper, 2)}
                </span>
              </dd>
            </div>
          )
        })}
      </dl>
      <Text size="sm" c="dimmed" mt="xs" className="numbers">
        From {count(capability.count)} values: mean {measured(capability.mean, characteristic.unit, 6)}, sigma within{' '}
        {measured(capability.sigma_within, characteristic.unit, 4)}, over all{' '}
        {measured(capability.sd_overall, characteristic.unit, 4)}.
      </Text>
    </section>
  )
}

/** Measured and kept, but no subgroup that these charts can plot. */
function NotCharted({ answer: { not_charted, characteristic } }: { answer: ChartAnswer }) {
  if (not_charted.length === 0) return null
  return (
    <section aria-labelledby="not-charted">
      <h2 id="not-charted">On no chart</h2>
      <Text size="sm" c="dimmed">
        {characteristic.kind === 'i_mr'
          ? 'These charts plot single values. What was measured together is kept here and left out of limits and capability.'
          : 'These charts plot 2 to 25 values together. Other subgroups are kept here and left out of limits and capability.'}
      </Text>
      <ul className="rows" aria-label="Subgroups on no chart">
        {not_charted.map(one => (
          <li key={one.feed_seq} className="row violation-row">
            <Text size="sm" fw={600}>
              Subgroup {one.subgroup}
              <Text span size="sm" c="dimmed">
                {' '}
                {moment(one.measured_at)}
              </Text>
            </Text>
            <Text size="sm" className="numbers">
              {one.values.map(value => measured(value, null, 8)).join(', ')} {characteristic.unit}
            </Text>
            <Text size="sm" c="dimmed">
              {one.n === 1 ? 'a single value' : `${count(one.n)} values`}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  )
}

function CorrectedSubgroups({ answer: { corrected, characteristic } }: { answer: ChartAnswer }) {
  if (corrected.length === 0) return null
  return (
    <section aria-labelledby="corrected">
      <h2 id="corrected">Corrected</h2>
      <ul className="rows" aria-label="Corrected subgroups">
        {corrected.map(struck => (
          <li key={`${struck.subgroup}@${struck.version}`} className="row violation-row" data-struck>
            <Text size="sm" fw={600} component="del">
              Subgroup {struck.subgroup}
            </Text>
            <Text size="sm" component="del" className="numbers">
              {struck.values.map(value => measured(value, null, 8)).join(', ')} {characteristic.unit}
            </Text>
            <Correction of={struck} />
          </li>
        ))}
      </ul>
    </section>
  )
}
