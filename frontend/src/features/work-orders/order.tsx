import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { amount, clock, count, duration, moment, words } from '../../format'
import { useOutbox } from '../../offline/use-outbox'
import { Cell, Columns, Figure, Row } from '../../shell/columns'
import { Empty, Page, Queried } from '../../shell/states'
import { ToLot } from '../../shell/to'
import { Correction } from '../people/correction'
import { useNameOf } from '../people/names'
import { BecauseOf } from '../reactions/because-of'
import { useMay } from '../sign-in/use-session'
import { ComponentList } from './component-list'
import { CorrectSheet } from './correct-sheet'
import { LotActions } from './lot-actions'
import { OrderActions } from './order-actions'
import { Due, Progress, StatusTold } from './parts'
import { type OrderInFull, orderQuery, type Report } from './queries'
import { Reservations } from './reservations'
import { goodWaiting } from './waiting'

/** One order: how far it is, what was reported, what went in and what came out. */
export function Screen() {
  const { id = '' } = useSearch({ strict: false })
  const order = useQuery({ ...orderQuery(id), enabled: id !== '' })
  return (
    <Page
      title={id}
      aside={
        <Anchor renderRoot={props => <Link {...props} to="/" />} size="sm">
          All orders
        </Anchor>
      }
    >
      <Queried query={order}>{found => <Order order={found} />}</Queried>
    </Page>
  )
}

function Order({ order }: { order: OrderInFull }) {
  const { entries } = useOutbox()
  const may = useMay()
  return (
    <Stack gap="md">
      <Paper withBorder p="md" className="surface">
        <Stack gap="sm">
          <Group justify="space-between" gap="xs">
            <Text fw={600}>{order.product}</Text>
            <Group gap="md">
              <Due order={order} />
              <StatusTold status={order.status} />
            </Group>
          </Group>
          <Progress order={order} waiting={goodWaiting(entries, order.work_order)} />
          <Text size="sm" c="dimmed">
            Plant {order.plant} · priority {order.priority} of 100 · {words(order.status)} since{' '}
            {moment(order.status_since)}
            {order.status_reason && `: ${order.status_reason}`}
          </Text>
          {(order.rework_of !== null || order.rework.length > 0) && (
            <Text size="sm">
              {order.rework_of !== null && `Rework of ${order.rework_of}. `}
              {order.rework.map(each => `${each.work_order} reworks ${count(each.quantity_pcs)} pieces. `).join('')}
            </Text>
          )}
          {order.made && order.put_out_pcs !== null && order.logged_pcs !== Number(order.put_out_pcs) && (
            <Text size="sm">
              Counted as {words(order.made)}: {count(order.logged_pcs)} were logged, {count(Number(order.put_out_pcs))}{' '}
              put out.
            </Text>
          )}
          {order.planned_reason && <Text size="sm">Planned otherwise: {order.planned_reason}</Text>}
          {order.note && <Text size="sm">{order.note}</Text>}
          <OrderActions order={order} />
          {may('costing.read') && (
            <Anchor
              size="sm"
              renderRoot={props => <Link {...props} to="/order-cost" search={{ id: order.work_order }} />}
            >
              What it cost
            </Anchor>
          )}
        </Stack>
      </Paper>
      <BecauseOf stream={`work_orders:${order.work_order}`} view="work_order_board" />
      <section aria-labelledby="reports">
        <h2 id="reports">Reports</h2>
        <Reports order={order} />
      </section>
      {order.operations.length > 0 && (
        <section aria-labelledby="operations">
          <h2 id="operations">Operations</h2>
          <Operations order={order} />
        </section>
      )}
      {order.component_list && <ComponentList order={order} used={order.component_list} />}
      <Reservations order={order} />
      <section aria-labelledby="lots">
        <Group justify="space-between" mb="xs">
          <h2 id="lots">Lots</h2>
          <LotActions order={order} />
        </Group>
        <Lots lots={order.lots} />
      </section>
    </Stack>
  )
}

function Operations({ order }: { order: OrderInFull }) {
  return (
    <Columns
      label="Operations"
      heads={['Operation', 'Work center', { number: 'Good' }, { number: 'Rejected' }, { number: 'Standard time' }]}
    >
      {order.operations.map(operation => (
        <Row key={operation.operation}>
          <Cell>
            {operation.sequence} {operation.operation}
            {operation.certificates.length > 0 && (
              <Text size="sm" c="dimmed">
                needs {operation.certificates.join(', ')}
              </Text>
            )}
          </Cell>
          <Cell>{operation.work_center}</Cell>
          <Figure>
            {count(operation.good_pcs)} of {count(order.quantity_pcs)}
          </Figure>
          <Figure>{count(operation.rejected_pcs)}</Figure>
          <Figure>{operation.cycle_time_s !== null && `${Number(operation.cycle_time_s)} s`}</Figure>
        </Row>
      ))}
    </Columns>
  )
}

function Reports({ order }: { order: OrderInFull }) {
  const may = useMay()
  const nameOf = useNameOf()
  const [corrected, setCorrected] = useState<Report | null>(null)
  const { reports } = order
  const mayCorrect = may('work_orders.correct_log')
  if (reports.length === 0)
    return <Empty title="Nothing reported yet">What is logged on this order is listed here.</Empty>
  return (
    <>
      <ul className="rows">
        {reports.map(report => (
          <li
            key={`${report.log}@${report.version}`}
            className="row report-row with-act"
            data-struck={!report.stands || undefined}
          >
            <div>
              <Text size="sm" fw={600} component={report.stands ? 'div' : 'del'}>
                {report.equipment} · {words(report.activity)}
              </Text>
              <Text size="sm" c="dimmed">
                {moment(report.started_at)} to {clock(report.ended_at)} (
                {duration((Date.parse(report.ended_at) - Date.parse(report.started_at)) / 1000)})
              </Text>
            </div>
            <Text size="sm" className="numbers" component={report.stands ? 'div' : 'del'}>
              {report.activity === 'production' || report.good_pcs + report.rejected_pcs > 0 ? (
                <>
                  <b>{count(report.good_pcs)}</b> good
                  {report.rejected_pcs > 0 && (
                    <span className="bad-text"> · {count(report.rejected_pcs)} rejected</span>
                  )}
                  {report.rework_pcs > 0 && <span> · {count(report.rework_pcs)} rework</span>}
                  {report.review_pcs > 0 && <span> · {count(report.review_pcs)} in review</span>}
                </>
              ) : null}
            </Text>
            <Text size="sm" c="dimmed">
              {report.reason}
              {report.scrap_reason && report.scrap_reason !== report.reason && ` ${report.scrap_reason}`}
              {report.why && (
                <span className="warn-text">
                  {' '}
                  {report.struck ? 'Struck' : 'Corrected'}: {report.why}
                </span>
              )}
              {!report.stands && !report.struck && (
                <span className="warn-text"> Was corrected; this is the original.</span>
              )}
              {report.operator && (
                <span>
                  {(report.reason || report.why) && ' · '}
                  {report.operator}
                </span>
              )}
              {report.by_user && ` · by ${nameOf(report.by_user)}`}
            </Text>
            {mayCorrect && report.stands && (
              <Button
                variant="subtle"
                size="sm"
                className="row-act"
                onClick={() => setCorrected(report)}
                aria-label={`Correct the log of ${report.equipment}, ${moment(report.started_at)}`}
              >
                Correct
              </Button>
            )}
          </li>
        ))}
      </ul>
      <CorrectSheet workOrder={order.work_order} report={corrected} close={() => setCorrected(null)} />
    </>
  )
}

function Lots({ lots }: { lots: OrderInFull['lots'] }) {
  if (lots.length === 0) return <Empty title="No lots yet">Lots that go in or come out are listed here.</Empty>
  return (
    <Columns label="Lots" heads={['Lot', 'Material', { number: 'Quantity' }, 'When']}>
      {lots.map(lot => (
        <Row key={lot.version} data-struck={lot.struck || undefined}>
          <Cell>
            <Text span size="sm" c="dimmed">
              {lot.direction}{' '}
            </Text>
            <ToLot id={lot.lot} material={lot.material} number={lot.number} />
          </Cell>
          <Cell>
            {lot.material}
            {lot.into_lots.length > 0 && (
              <Text size="sm" c="dimmed">
                {lot.direction === 'back' ? 'out of' : 'into'} {lot.into_numbers.join(', ')}
              </Text>
            )}
          </Cell>
          <Figure>
            {lot.original && (
              <Text span size="sm" c="dimmed" component="del">
                {amount(lot.original.quantity, lot.unit)}
              </Text>
            )}{' '}
            {!lot.struck && amount(lot.quantity, lot.unit)}
          </Figure>
          <Cell>
            {moment(lot.occurred_at)}
            <Correction of={lot} />
          </Cell>
        </Row>
      ))}
    </Columns>
  )
}
