import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type Order = Schemas['Order']
export type OrderInFull = Schemas['OrderInFull']
export type Report = OrderInFull['reports'][number]
export type Status = Schemas['Status']

export const SHOWN = {
  open: ['running', 'paused', 'on_hold', 'released', 'planned'],
  running: ['running', 'paused', 'on_hold'],
  planned: ['released', 'planned'],
  done: ['completed', 'closed', 'cancelled'],
} as const satisfies Record<string, readonly Status[]>

export type Shown = keyof typeof SHOWN

/** The board holds so many orders; the search field looks through these. */
export const BOARD_LIMIT = 500

export function boardQuery(shown: Shown) {
  return queryOptions({
    queryKey: ['work_order_board', 'board', shown],
    queryFn: () =>
      read(api.GET('/api/v1/work-orders', { params: { query: { status: [...SHOWN[shown]], limit: BOARD_LIMIT } } })),
  })
}

export function orderQuery(workOrder: string) {
  return queryOptions({
    queryKey: ['work_order_board', 'order', workOrder],
    queryFn: () => read(api.GET('/api/v1/work-orders/order', { params: { query: { work_order: workOrder } } })),
  })
}

export const scrapReasonsQuery = queryOptions({
  queryKey: ['work_order_board', 'scrap reasons'],
  queryFn: () => read(api.GET('/api/v1/work-orders/scrap-reasons')),
})
