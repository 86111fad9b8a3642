import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type SalesOrder = Schemas['SalesOrder']
export type SalesOrderInFull = Schemas['SalesOrderInFull']
export type SalesOrderLine = Schemas['SalesOrderLine']
export type Customer = Schemas['CustomerShown']
export type LateLine = Schemas['LateLine']

export type SalesOrderStatus = Schemas['SalesOrderStatus']

export function salesOrdersQuery(status: readonly SalesOrderStatus[]) {
  return queryOptions({
    queryKey: ['sales_order_list', 'orders', status],
    queryFn: () => read(api.GET('/api/v1/sales-orders', { params: { query: { status: [...status], limit: 500 } } })),
  })
}

export function salesOrderQuery(salesOrder: string) {
  return queryOptions({
    queryKey: ['sales_order_list', 'order', salesOrder],
    queryFn: () => read(api.GET('/api/v1/sales-orders/order', { params: { query: { sales_order: salesOrder } } })),
  })
}

export const lateLinesQuery = queryOptions({
  queryKey: ['sales_order_list', 'late lines'],
  queryFn: () => read(api.GET('/api/v1/sales-orders/late-lines', { params: { query: { limit: 500 } } })),
})

export const customersQuery = queryOptions({
  queryKey: ['sales_order_list', 'customers'],
  queryFn: () => read(api.GET('/api/v1/customers', { params: { query: { limit: 500 } } })),
})
