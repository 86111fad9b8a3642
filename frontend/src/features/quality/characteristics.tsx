import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, measured, moment, words } from '../../format'
import { Empty, Page, Queried } from '../../shell/states'
import { type CharacteristicState, characteristicsQuery } from './queries'
import { rulesTold } from './rules'

/** What is measured, those out of control first. */
export function Screen() {
  const characteristics = useQuery(characteristicsQuery())
  return (
    <Page title="Quality" exported="/spc/characteristics">
      <Queried query={characteristics}>
        {found =>
          found.length === 0 ? (
            <Empty title="Nothing is measured yet">
              Define a characteristic with POST /api/v1/quality/define-characteristic, then record subgroups of measured
              values. Each gets its control chart here.
            </Empty>
          ) : (
            <ul className="rows" aria-label="Characteristics">
              {[...found].sort(worstFirst).map(characteristic => (
                <Row key={characteristic.characteristic} characteristic={characteristic} />
              ))}
            </ul>
          )
        }
      </Queried>
    </Page>
  )
}

function worstFirst(a: CharacteristicState, b: CharacteristicState): number {
  const rank = { out_of_control: 0, in_control: 1, no_limits: 2 }
  return rank[a.last_state] - rank[b.last_state] || a.characteristic.localeCompare(b.characteristic)
}

function Row({ characteristic: c }: { characteristic: CharacteristicState }) {
  return (
    <li className="row characteristic-row">
      <div className="what">
        <Link to="/chart" search={{ id: c.characteristic }} className="row-link">
          {c.characteristic}
        </Link>
        <Text size="sm" c="dimmed">
          {specification(c)}
        </Text>
      </div>
      <span className="status" data-status={c.last_state}>
        <span className="dot" aria-hidden />
        {c.last_state === 'no_limits' ? 'too few for limits' : words(c.last_state)}
      </span>
      <Text size="sm" c="dimmed">
        {c.violations.length > 0 ? (
          <span className="bad-text">{rulesTold(c.violations).join('; ')}</span>
        ) : (
          <>
            {count(c.subgroups)} subgroups
            {c.last_measured_at && `, the last ${moment(c.last_measured_at)}`}
            {c.not_charted > 0 && `, ${count(c.not_charted)} on no chart`}
          </>
        )}
      </Text>
    </li>
  )
}

type Specified = Pick<CharacteristicState, 'lsl' | 'usl' | 'target' | 'unit' | 'product'>

export function specification({ lsl, usl, target, unit, product }: Specified): string {
  const limits =
    lsl !== null && usl !== null
      ? `${measured(lsl, null, 8)} to ${measured(usl, unit, 8)}`
      : usl !== null
        ? `at most ${measured(usl, unit, 8)}`
        : lsl !== null
          ? `at least ${measured(lsl, unit, 8)}`
          : `no specification${unit ? `, in ${unit}` : ''}`
  return [limits, target !== null && `target ${measured(target, unit, 8)}`, product].filter(Boolean).join(' · ')
}
