import { queryOptions } from '@tanstack/react-query'
import { api, read } from '../../api/client'
import { type Export, isUnderWay } from './telling'

export type Format = Export['format']

export const FORMATS: Record<Format, string> = { csv: 'CSV', xlsx: 'Excel', parquet: 'Parquet' }

const POLL_MS = 1_000

/** How far one's own exports are; asked again while one is under way. */
export const exportsQuery = queryOptions({
  queryKey: ['exports', 'list'],
  queryFn: () => read(api.GET('/api/v1/exports')),
  refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? POLL_MS : false),
})

export function exportQuery(export_id: string | null) {
  return queryOptions({
    queryKey: ['exports', 'one', export_id],
    queryFn: () => read(api.GET('/api/v1/exports/{export_id}', { params: { path: { export_id: export_id ?? '' } } })),
    enabled: export_id !== null,
    refetchInterval: ({ state }) => (!state.data || isUnderWay(state.data) ? POLL_MS : false),
  })
}

/** Has the browser save the file of a link, which needs no token and says itself what the file is called. */
export function save(link: string): void {
  const anchor = document.createElement('a')
  anchor.href = link
  anchor.download = ''
  anchor.click()
}
