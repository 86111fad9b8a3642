/** What a screen shows while it has nothing to show: loading, empty, failed, without a network. */
import { Alert, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCloudOff } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { told } from '../api/problems'
import { ExportMenu } from '../features/exports/export-menu'
import { moment } from '../format'

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Stack align="center" gap={4} py="xl" px="md" ta="center">
      <Text fw={600} component="h2">
        {title}
      </Text>
      {children && (
        <Text c="dimmed" maw={460} component="div">
          {children}
        </Text>
      )}
    </Stack>
  )
}

function Loading() {
  return (
    <Stack gap="xs" aria-busy="true" role="status" aria-label="Loading">
      {[1, 2, 3, 4].map(row => (
        <Skeleton key={row} height={64} radius="md" />
      ))}
    </Stack>
  )
}

export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  return (
    <Alert color="red" variant="outline" icon={<IconAlertTriangle />} title="This did not work" className="failed">
      <Stack gap="xs" align="flex-start">
        <Text>{told(error)}</Text>
        {again && (
          <Button variant="default" size="sm" onClick={again}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

interface QueriedProps<T> {
  query: UseQueryResult<T>
  children: (data: T) => ReactNode
}

/** A query's answer; the last one it had, with its age, when it cannot be read again. */
export function Queried<T>({ query, children }: QueriedProps<T>) {
  const { data, error, fetchStatus, dataUpdatedAt, refetch } = query
  if (data !== undefined)
    return (
      <>
        {(error || fetchStatus === 'paused') && <Old since={dataUpdatedAt} />}
        {children(data)}
      </>
    )
  if (fetchStatus === 'paused')
    return (
      <Empty title="No network">
        This screen was not opened on this device before, so there is nothing to show yet. It fills itself when the
        network is back.
      </Empty>
    )
  if (error) return <Failed error={error} again={() => void refetch()} />
  return <Loading />
}

function Old({ since }: { since: number }) {
  return (
    <Group role="status" gap="xs" className="old" wrap="nowrap">
      <IconCloudOff size={18} aria-hidden />
      <Text size="sm">As it was {moment(new Date(since))}. It is read again when the server can be reached.</Text>
    </Group>
  )
}

interface PageProps {
  title: ReactNode
  /** Beside the title. */
  aside?: ReactNode
  /** The address of the list that the page shows, with its parameters: it can be had as a file. */
  exported?: string
  children: ReactNode
}

export function Page({ title, aside, exported, children }: PageProps) {
  return (
    <Stack gap="md">
      <Group justify="space-between" align="center" gap="sm">
        <Title order={1}>{title}</Title>
        {exported ? (
          <Group gap="sm">
            <ExportMenu question={exported} />
            {aside}
          </Group>
        ) : (
          aside
        )}
      </Group>
      {children}
    </Stack>
  )
}
