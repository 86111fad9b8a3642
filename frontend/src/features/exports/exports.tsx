import { Button, Group, Progress, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, read } from '../../api/client'
import { count, moment } from '../../format'
import { Empty, Failed, Page, Queried } from '../../shell/states'
import { exportsQuery, FORMATS, save } from './queries'
import { type Export, isUnderWay, percent, size } from './telling'

/** One's own exports: how far each is, and its file. */
export function Screen() {
  const found = useQuery(exportsQuery)
  return (
    <Page title="Exports">
      <Queried query={found}>
        {exports =>
          exports.length === 0 ? (
            <Empty title="Nothing was exported">
              Every list has a button that makes it into a file. The files are kept here for three days.
            </Empty>
          ) : (
            <ul className="rows" aria-label="Exports">
              {exports.map(each => (
                <ExportRow key={each.export_id} made={each} />
              ))}
            </ul>
          )
        }
      </Queried>
    </Page>
  )
}

function ExportRow({ made }: { made: Export }) {
  const queries = useQueryClient()
  const path = { params: { path: { export_id: made.export_id } } }
  const { mutate, error } = useMutation({
    mutationFn: () => read(api.POST('/api/v1/exports/{export_id}/cancel', path)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['exports'] }),
  })
  const fetching = useMutation({
    mutationFn: () => read(api.GET('/api/v1/exports/{export_id}', path)), // the link of the list may have expired
    onSuccess: ({ file }) => file && save(file),
  })
  const under_way = isUnderWay(made)
  const so_far = percent(made)
  return (
    <li className="row outbox-row">
      <div>
        <Text fw={600}>
          {made.title}, {FORMATS[made.format]}
        </Text>
        <Text size="sm" c="dimmed">
          {moment(made.asked_at)} · {told(made)}
        </Text>
        {under_way && so_far !== null && <Progress value={so_far} aria-label={`${made.title}: ${so_far} %`} mt={4} />}
        {(error ?? fetching.error) && <Failed error={error ?? fetching.error} />}
      </div>
      <Group gap="xs">
        {made.file && (
          <Button variant="default" size="sm" onClick={() => fetching.mutate()} aria-label={`Save ${made.title}`}>
            Save
          </Button>
        )}
        {(under_way || made.file) && (
          <Button
            variant="subtle"
            size="sm"
            onClick={() => mutate()}
            aria-label={`${under_way ? 'Cancel' : 'Remove'} ${made.title}`}
          >
            {under_way ? 'Cancel' : 'Remove'}
          </Button>
        )}
      </Group>
    </li>
  )
}

function told({ state, rows, total, bytes, reason, expires_at }: Export): string {
  switch (state) {
    case 'waiting':
      return reason ? 'It did not work and is tried again.' : 'Waiting for its turn.'
    case 'running':
      return total === null ? `${count(rows)} rows so far.` : `${count(rows)} of ${count(total)} rows.`
    case 'done':
      return `${count(rows)} rows, ${size(bytes)}; here until ${moment(expires_at)}.`
    case 'failed':
      return reason ?? 'It could not be made.'
    case 'cancelled':
      return 'Cancelled.'
  }
}
