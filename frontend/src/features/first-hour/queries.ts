import { queryOptions } from '@tanstack/react-query'
import { api, read } from '../../api/client'

/** Every order, whatever its state: enough of them to see whether there is one, and whether a piece was logged. */
export const everyOrderQuery = queryOptions({
  queryKey: ['work_order_board', 'every order'],
  queryFn: () => read(api.GET('/api/v1/work-orders', { params: { query: { limit: 100 } } })),
})

export const peopleQuery = queryOptions({
  queryKey: ['people', 'list'],
  queryFn: () => read(api.GET('/api/v1/people')),
})
