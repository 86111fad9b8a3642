import { Anchor, Group, Paper, SegmentedControl, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { amount, moment, money, words } from '../../format'
import { lotName } from '../../shell/lot-name'
import { Empty, Page, Queried } from '../../shell/states'
import { ToLot } from '../../shell/to'
import { lotCostQuery } from '../costs/queries'
import { BecauseOf } from '../reactions/because-of'
import { useMay } from '../sign-in/use-session'
import { Movements as MovementsOfStock } from '../stock/movements'
import { movementsOfLotQuery, reservationsQuery } from '../stock/queries'
import { ReservedFor } from '../stock/reserved-for'
import { graphOf } from './graph'
import { LotActions } from './lot-actions'
import { LotStatus } from './lots'
import { type LotInFull, lotQuery, type Trace, type Traced, traceQuery } from './queries'

const Drawing = lazy(() => import('./drawing'))

/** More than this is no picture any more; the lists below it hold everything. */
const DRAWN_AT_MOST = 400

/** One lot: what it is, where it came from and went to, and everything that happened to it. */
export function Screen() {
  const { id = '' } = useSearch({ strict: false })
  const [depth, setDepth] = useState('3')
  const lot = useQuery({ ...lotQuery(id), enabled: id !== '' })
  const trace = useQuery({ ...traceQuery(id, depth === 'all' ? null : Number(depth)), enabled: id !== '' })
  return (
    <Page
      title={lot.data?.number ?? id}
      aside={
        <Anchor renderRoot={props => <Link {...props} to="/lots" />} size="sm">
          All lots
        </Anchor>
      }
    >
      <Queried query={lot}>
        {self => (
          <Stack gap="md">
            <Facts lot={self} />
            <BecauseOf stream={`lots:${self.lot}`} view="genealogy" />
            <section aria-labelledby="genealogy">
              <Group justify="space-between" mb="xs">
                <h2 id="genealogy">Where it came from and went to</h2>
                <SegmentedControl
                  aria-label="How many steps"
                  size="sm"
                  value={depth}
                  onChange={setDepth}
                  data={[
                    { value: '1', label: '1 step' },
                    { value: '3', label: '3 steps' },
                    { value: 'all', label: 'All' },
                  ]}
                />
              </Group>
              <Queried query={trace}>{found => <Genealogy trace={found} self={self} />}</Queried>
            </section>
            <section aria-labelledby="movements">
              <h2 id="movements">What happened to it</h2>
              <Movements lot={lotName(self)} />
            </section>
          </Stack>
        )}
      </Queried>
    </Page>
  )
}

function Facts({ lot }: { lot: LotInFull }) {
  const may = useMay()
  return (
    <Paper withBorder p="md" className="surface">
      <Stack gap={6}>
        <Group justify="space-between" gap="xs">
          <Text fw={600}>{lot.material}</Text>
          <LotStatus lot={lot} />
        </Group>
        {lot.hold_reason && <Text className="bad-text">On hold: {lot.hold_reason}</Text>}
        <Text size="sm" className="numbers">
          <b>{amount(lot.on_hand, lot.unit)}</b> on hand of {amount(lot.quantity, lot.unit)}
          {Number(lot.consumed) > 0 && ` · ${amount(lot.consumed, lot.unit)} consumed`}
          {Number(lot.shipped) > 0 && ` · ${amount(lot.shipped, lot.unit)} shipped`}
          {Number(lot.scrapped) > 0 && ` · ${amount(lot.scrapped, lot.unit)} scrapped`}
        </Text>
        <Text size="sm" c="dimmed">
          {words(lot.origin)} {moment(lot.first_at)} · plant {lot.plant}
          {lot.location && `, ${lot.location}`}
          {lot.supplier && ` · from ${lot.supplier}`}
          {lot.supplier_lot && `, their number ${lot.supplier_lot}`}
          {lot.produced_on && ` · produced ${lot.produced_on}`}
          {lot.expires_at && ` · expires ${moment(lot.expires_at)}`}
          {Object.entries(lot.attributes ?? {}).map(([name, text]) => ` · ${name} ${text}`)}
        </Text>
        <Reserved lot={lotName(lot)} />
        {may('costing.read') && <Cost lot={lotName(lot)} />}
        <LotActions lot={lot} />
      </Stack>
    </Paper>
  )
}

function Genealogy({ trace, self }: { trace: Trace; self: LotInFull }) {
  if (trace.lots.length === 0)
    return <Empty title="It stands alone">It was made from no other lot, and nothing was made from it yet.</Empty>
  const graph = graphOf(trace, self)
  return (
    <Stack gap="md">
      {graph.lots.length + graph.orders.length <= DRAWN_AT_MOST ? (
        <Suspense fallback={<div className="drawing" />}>
          <Drawing graph={graph} />
        </Suspense>
      ) : (
        <Text c="dimmed">
          {graph.lots.length} lots are too many for a picture. Ask for fewer steps, or read the lists.
        </Text>
      )}
      {!trace.edges_complete && (
        <Text size="sm" className="warn-text">
          There are more connections than are drawn. The lists are complete.
        </Text>
      )}
      <div className="two">
        <Reached title="Came from" lots={trace.lots.filter(({ direction }) => direction === 'backward')} />
        <Reached title="Went into" lots={trace.lots.filter(({ direction }) => direction === 'forward')} />
      </div>
    </Stack>
  )
}

function Reached({ title, lots }: { title: string; lots: Traced[] }) {
  return (
    <Paper withBorder className="surface" p="sm">
      <h3>
        {title} ({lots.length})
      </h3>
      {lots.length === 0 ? (
        <Text size="sm" c="dimmed">
          No other lot.
        </Text>
      ) : (
        <ul className="plain-list" aria-label={title}>
          {lots.slice(0, 300).map(lot => (
            <li key={lot.lot}>
              <ToLot id={lot.lot} material={lot.material} number={lot.number} />
              <Text size="sm" c="dimmed" span>
                {' '}
                {lot.material}, {amount(lot.quantity, lot.unit)}, {lot.depth} {lot.depth === 1 ? 'step' : 'steps'},{' '}
                {lot.stated ? 'stated' : 'possible'}
                {lot.status === 'on_hold' && <span className="bad-text"> on hold</span>}
              </Text>
            </li>
          ))}
          {lots.length > 300 && <li>and {lots.length - 300} more</li>}
        </ul>
      )}
    </Paper>
  )
}

function Movements({ lot }: { lot: string }) {
  const movements = useQuery(movementsOfLotQuery(lot))
  return <Queried query={movements}>{found => <MovementsOfStock movements={found} />}</Queried>
}

function Reserved({ lot }: { lot: string }) {
  return <ReservedFor reservations={useQuery(reservationsQuery({ lot })).data ?? []} />
}

/** What it cost, and by which facts. */
function Cost({ lot }: { lot: string }) {
  const cost = useQuery(lotCostQuery(lot))
  if (!cost.data) return null
  const { unit_cost, currency, parts } = cost.data
  return (
    <Text size="sm" className="numbers">
      {unit_cost ? (
        <>
          Cost <b>{money(unit_cost, currency, 4)}</b> each, {money(cost.data.cost, currency)} in all, from{' '}
          {parts.length} {parts.length === 1 ? 'entry' : 'entries'}
        </>
      ) : (
        'No cost is known yet'
      )}
      {parts.some(part => part.estimated) && <span className="warn-text"> · estimated: its receipt told no cost</span>}
    </Text>
  )
}
