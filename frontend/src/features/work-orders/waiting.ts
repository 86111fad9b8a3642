import type { Outgoing } from '../../offline/storage'

/** Good pieces of an order that were logged here and are not sent yet. */
export function goodWaiting(entries: Outgoing[], workOrder: string): number {
  return entries
    .filter(({ state, command, body }) => state === 'waiting' && command === LOG && body.work_order === workOrder)
    .reduce((sum, { body }) => sum + Number(body.good_pcs ?? 0), 0)
}

/** Where this device keeps the machine that was logged on last. */
export const MACHINE = 'unison.machine'

export const LOG = 'work_orders.log_production'
