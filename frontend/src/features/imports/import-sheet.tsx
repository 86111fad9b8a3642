import { Alert, Button, FileInput, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, read, type Schemas } from '../../api/client'
import { told } from '../../api/problems'
import { count } from '../../format'
import { Sheet } from '../../shell/sheet'

type Told = Schemas['ImportTold']

interface ImportSheetProps {
  kind: 'equipment' | 'materials' | 'people'
  /** "machines", "materials", "people" */
  what: string
  close: () => void
}

/** A file is looked at first: what its columns are, and which rows cannot be taken. Nothing is sent before somebody says so. */
export function ImportSheet({ kind, what, close }: ImportSheetProps) {
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [looked, setLooked] = useState<Told | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function send(chosen: File, check: boolean) {
    setBusy(true)
    setFailure(null)
    try {
      const answer = await read(
        api.POST('/api/v1/imports/{kind}', {
          params: { path: { kind }, query: { check, file: chosen.name } },
          body: chosen as unknown as string,
          bodySerializer: body => body,
          headers: { 'Content-Type': 'application/octet-stream' },
        }),
      )
      if (check) setLooked(answer)
      else {
        notifications.show({ message: `${count(answer.carried)} ${what} came in`, color: 'teal' })
        void queries.invalidateQueries({ refetchType: 'active' })
        close()
      }
    } catch (error) {
      setLooked(null)
      setFailure(told(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Sheet title={`${what[0]?.toUpperCase()}${what.slice(1)} from a file`} opened close={close}>
      <Stack gap="md">
        <FileInput
          label="File"
          description="CSV or Excel (.xlsx), with a header; a row for each"
          placeholder="Choose a file"
          accept=".csv,.txt,.xlsx"
          value={file}
          onChange={chosen => {
            setFile(chosen)
            setLooked(null)
            if (chosen) void send(chosen, true)
          }}
        />
        {failure && (
          <Alert color="red" variant="outline" role="alert" title="Not read" className="failed">
            {failure}
          </Alert>
        )}
        {looked && <Looked looked={looked} what={what} />}
        {file && looked && (
          <Button
            size="lg"
            className="submit"
            loading={busy}
            disabled={looked.carried === 0}
            onClick={() => void send(file, false)}
          >
            Bring {count(looked.carried)} {what} in
          </Button>
        )}
      </Stack>
    </Sheet>
  )
}

const SHOWN = 10

function Looked({ looked, what }: { looked: Told; what: string }) {
  const unread = looked.columns.filter(({ name }) => name === null).map(({ column }) => column)
  return (
    <Stack gap={4} role="status">
      <Text>
        {count(looked.rows)} rows: {count(looked.carried)} {what} would come in
        {looked.repeated > 0 && `, ${count(looked.repeated)} are known already`}
        {looked.rejected_rows > 0 && `, ${count(looked.rejected_rows)} cannot be taken`}.
      </Text>
      <Text size="sm" c="dimmed">
        {looked.columns.flatMap(({ column, name }) => (name ? [`${column} is ${name}`] : [])).join(', ')}.
        {unread.length > 0 && ` Not read: ${unread.join(', ')}. Known are ${looked.known_columns.join(', ')}.`}
      </Text>
      {looked.rejected.slice(0, SHOWN).map(({ line, reason }) => (
        <Text key={line} size="sm" className="bad-text">
          Line {line}: {reason}
        </Text>
      ))}
      {looked.rejected_rows > SHOWN && (
        <Text size="sm" className="bad-text">
          and {count(looked.rejected_rows - SHOWN)} more
        </Text>
      )}
    </Stack>
  )
}
