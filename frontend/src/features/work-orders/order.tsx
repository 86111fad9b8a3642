import { Anchor, Button, Group, Modal, Paper, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPencilPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { told } from '../../api/problems'
import { amount, clock, count, duration, moment, words } from '../../format'
import { command } from '../../offline/sending'
import { useOutbox } from '../../offline/use-outbox'
import { Cell, Columns, Figure, Row } from '../../shell/columns'
import { Empty, Page, Queried } from '../../shell/states'
import { ToLot } from '../../shell/to'
import { Correction } from '../people/correction'
import { useNameOf } from '../people/names'
import { useMay } from '../sign-in/use-session'
import { CorrectSheet } from './correct-sheet'
import { LotActions } from './lot-actions'
import { Due, LOGGABLE, Progress, StatusTold } from './parts'
import { type OrderInFull, orderQuery, type Report, type Status } from './queries'
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
          {order.planned_reason && <Text size="sm">Planned otherwise: {order.planned_reason}</Text>}
          {order.note && <Text size="sm">{order.note}</Text>}
          <Actions order={order} />
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

interface Action {
  command: string
  label: string
  when: readonly Status[]
  /** What is asked before it is sent, and an example of an answer. */
  why?: readonly [question: string, example: string]
}

const ACTIONS: readonly Action[] = [
  { command: 'work_orders.release', label: 'Release', when: ['planned'] },
  { command: 'work_orders.start', label: 'Start', when: ['released'] },
  {
    command: 'work_orders.pause',
    label: 'Pause',
    when: ['running'],
    why: ['Why does it pause?', 'waiting for material'],
  },
  { command: 'work_orders.resume', label: 'Resume', when: ['paused'] },
  { command: 'work_orders.complete', label: 'Complete', when: ['running', 'paused'] },
  { command: 'work_orders.close', label: 'Close', when: ['completed'] },
  {
    command: 'work_orders.hold',
    label: 'Hold',
    when: ['released', 'running', 'paused'],
    why: ['Why is it put on hold?', 'the drawing is being changed'],
  },
  { command: 'work_orders.unhold', label: 'Take off hold', when: ['on_hold'] },
  {
    command: 'work_orders.undo',
    label: 'Undo my last entry',
    when: ['released', 'running', 'paused', 'on_hold', 'completed'],
  },
]

function Actions({ order }: { order: OrderInFull }) {
  const may = useMay()
  const queries = useQueryClient()
  const [busy, setBusy] = useState<string | null>(null)
  const [asked, setAsked] = useState<Action | null>(null)

  async function act(action: Action, fields: Record<string, string> = {}) {
    setBusy(action.command)
    try {
      const entry = await command(action.command, { work_order: order.work_order, ...fields })
      if (entry.state === 'refused' || entry.state === 'review')
        notifications.show({ title: 'Refused', message: entry.problem?.detail, color: 'red', autoClose: 10_000 })
      if (entry.state === 'waiting')
        notifications.show({ message: 'Kept on this device until the server can be reached.', color: 'yellow' })
      await queries.invalidateQueries({ queryKey: ['work_order_board'] })
    } catch (error) {
      notifications.show({ title: 'This did not work', message: told(error), color: 'red' })
    } finally {
      setBusy(null)
    }
  }

  const allowed = ACTIONS.filter(action => action.when.includes(order.status) && may(action.command))
  const mayLog = LOGGABLE.includes(order.status) && may('work_orders.log_production')
  if (allowed.length === 0 && !mayLog) return null
  return (
    <Group gap="sm">
      {mayLog && (
        <Button
          leftSection={<IconPencilPlus size={18} aria-hidden />}
          renderRoot={props => <Link {...props} to="." search={old => ({ ...old, log: order.work_order })} />}
        >
          Log production
        </Button>
      )}
      {allowed.map(action => (
        <Button
          key={action.command}
          variant="default"
          loading={busy === action.command}
          onClick={() => (action.why ? setAsked(action) : void act(action))}
        >
          {action.label}
        </Button>
      ))}
      {asked?.why && (
        <Asking
          label={asked.label}
          why={asked.why}
          close={() => setAsked(null)}
          answer={reason => void act(asked, { reason })}
        />
      )}
    </Group>
  )
}

interface AskingProps {
  label: string
  why: readonly [question: string, example: string]
  close: () => void
  answer: (reason: string) => void
}

function Asking({ label, why: [question, example], close, answer }: AskingProps) {
  const [reason, setReason] = useState('')
  return (
    <Modal opened onClose={close} title={question} centered>
      <form
        onSubmit={event => {
          event.preventDefault()
          answer(reason)
          close()
        }}
      >
        <Stack>
          <TextInput
            label="Reason"
            placeholder={example}
            required
            maxLength={1000}
            data-autofocus
            value={reason}
            onChange={event => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit">{label}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
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
            <ToLot id={lot.lot} />
          </Cell>
          <Cell>{lot.material}</Cell>
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
