import { queryOptions } from '@tanstack/react-query'
import { api, read, type Schemas } from '../../api/client'

export type PendingCommand = Schemas['PendingCommand']
export type PendingCommandInFull = Schemas['PendingCommandInFull']
export type StreamMet = Schemas['StreamMet']

export function pendingCommandsQuery(status: PendingCommand['status'][]) {
  return queryOptions({
    queryKey: ['pending_command_list', 'pending_commands', status],
    queryFn: () => read(api.GET('/api/v1/pending-commands', { params: { query: { status } } })),
  })
}

export function pendingCommandQuery(pendingCommand: string) {
  return queryOptions({
    queryKey: ['pending_command_list', 'pending_command', pendingCommand],
    queryFn: () =>
      read(
        api.GET('/api/v1/pending-commands/{pending_command}', {
          params: { path: { pending_command: pendingCommand } },
        }),
      ),
  })
}

export const openPendingCommandsQuery = queryOptions({
  queryKey: ['pending_command_list', 'count'],
  queryFn: () => read(api.GET('/api/v1/pending-commands/count')),
})
