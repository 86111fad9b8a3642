import { Alert, Button, Code, CopyButton, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, read } from '../../api/client'
import { told } from '../../api/problems'
import { Sheet } from '../../shell/sheet'

/** A new key of a machine account, which is shown this once. */
export function KeySheet({ account, close }: { account: string; close: () => void }) {
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const [until, setUntil] = useState('')
  const make = useMutation({
    mutationFn: () =>
      read(
        api.POST('/api/v1/machine-accounts/add-key', {
          body: {
            machine_account: account,
            note: note.trim() || null,
            expires_at: until ? new Date(until).toISOString() : null,
          },
        }),
      ),
    retry: false,
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['machine-accounts'] }),
  })
  return (
    <Sheet title={`New key for ${account}`} opened close={close}>
      {make.data ? (
        <Stack gap="md">
          <Text>
            Store it where the program finds it, and nowhere else. It is shown this once; if it is lost, revoke it and
            make another one.
          </Text>
          <Code block className="wraps" aria-label="The key">
            {make.data.secret}
          </Code>
          <CopyButton value={make.data.secret}>
            {({ copied, copy }) => (
              <Button size="lg" variant="default" onClick={copy}>
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
          <Text size="sm" c="dimmed">
            It goes with each request as <code>Authorization: Bearer</code> and the key. For OAuth 2.0 client
            credentials the client's id is <code className="wraps">{make.data.client_id}</code> and its secret the key.
          </Text>
          <Button size="lg" className="submit" onClick={close}>
            I have stored it
          </Button>
        </Stack>
      ) : (
        <form
          aria-label="New key"
          onSubmit={event => {
            event.preventDefault()
            make.mutate()
          }}
        >
          <Stack gap="md">
            <TextInput
              label="Where it is used"
              data-autofocus
              maxLength={1000}
              value={note}
              onChange={event => setNote(event.currentTarget.value)}
            />
            <TextInput
              label="Good until"
              description="Left empty: until it is revoked."
              type="datetime-local"
              value={until}
              onChange={event => setUntil(event.currentTarget.value)}
            />
            {make.error && (
              <Alert color="red" variant="outline" role="alert" title="Not done" className="failed">
                {told(make.error)}
              </Alert>
            )}
            <Button type="submit" size="lg" className="submit" loading={make.isPending}>
              Make the key
            </Button>
          </Stack>
        </form>
      )}
    </Sheet>
  )
}
