import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type MachineAccount = Schemas['MachineAccountShown']
export type MachineKey = Schemas['KeyShown']

const AGAIN_MS = 30_000

export const machineAccountsQuery = queryOptions({
  queryKey: ['machine-accounts'],
  queryFn: () => read(api.GET('/api/v1/machine-accounts', { params: { query: { limit: 1000 } } })),
  refetchInterval: AGAIN_MS,
})

export const permissionsQuery = queryOptions({
  queryKey: ['machine-accounts', 'permissions'],
  queryFn: () => read(api.GET('/api/v1/machine-accounts/permissions')),
  staleTime: Number.POSITIVE_INFINITY,
})
