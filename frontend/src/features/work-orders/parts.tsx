import { Text } from '@mantine/core'
import { count, day, moment, pieces } from '../../format'
import type { Order, Status } from './queries'

/** A state in words, with a colour that only repeats them. */
export function StatusTold({ status }: { status: Status }) {
  return (
    <span className="status" data-status={status}>
      <span className="dot" aria-hidden />
      {status}
    </span>
  )
}

type Made = Pick<
  Order,
  | 'good_pcs'
  | 'logged_pcs'
  | 'put_out_pcs'
  | 'pieces_differ'
  | 'rejected_pcs'
  | 'rework_pcs'
  | 'review_pcs'
  | 'quantity_pcs'
>

/** Good pieces of those planned, with the rejected ones beside them. `waiting` good pieces are still on this device. */
export function Progress({ order, waiting = 0 }: { order: Made; waiting?: number }) {
  const whole = Math.max(order.quantity_pcs, order.good_pcs + order.rejected_pcs + waiting, 1)
  const part = (number: number) => `${(number / whole) * 100}%`
  return (
    <div className="progress">
      <div className="bar" aria-hidden>
        <span className="good" style={{ width: part(order.good_pcs) }} />
        {waiting > 0 && <span className="waiting-part" style={{ width: part(waiting) }} />}
        <span className="bad" style={{ width: part(order.rejected_pcs) }} />
      </div>
      <Text size="sm" className="numbers">
        <b>{count(order.good_pcs)}</b> of {pieces(order.quantity_pcs)}
        {order.pieces_differ && (
          <span className="warn-text">
            {' '}
            · {count(order.logged_pcs)} logged, {count(Number(order.put_out_pcs))} put out
          </span>
        )}
        {order.rejected_pcs > 0 && <span className="bad-text"> · {count(order.rejected_pcs)} rejected</span>}
        {order.rework_pcs > 0 && <span> · {count(order.rework_pcs)} rework</span>}
        {order.review_pcs > 0 && <span> · {count(order.review_pcs)} in review</span>}
        {waiting > 0 && <span className="warn-text"> · {count(waiting)} good waiting here</span>}
      </Text>
    </div>
  )
}

const OPEN: readonly Status[] = ['running', 'paused', 'on_hold', 'released', 'planned']

export function isLate(order: Pick<Order, 'due_at' | 'status'>, now: number): boolean {
  return order.due_at !== null && OPEN.includes(order.status) && Date.parse(order.due_at) < now
}

export function Due({ order }: { order: Pick<Order, 'due_at' | 'status'> }) {
  if (!order.due_at)
    return (
      <Text size="sm" c="dimmed">
        no due date
      </Text>
    )
  const late = isLate(order, Date.now())
  return (
    <Text size="sm" className={late ? 'bad-text' : undefined} fw={late ? 600 : undefined} title={moment(order.due_at)}>
      {late ? 'late, was due ' : 'due '}
      {day(order.due_at)}
    </Text>
  )
}

export const LOGGABLE: readonly Status[] = ['released', 'running', 'paused', 'completed']
