import { Button, NumberInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { api, read } from '../../api/client'
import { Sheet } from '../../shell/sheet'
import type { Webhook } from './queries'
import { useAct } from './use-act'

/** Everything again from a number on. */
export function ReplaySheet({ webhook, close }: { webhook: Webhook; close: () => void }) {
  const { busy, act } = useAct()
  const [from, setFrom] = useState('1')

  async function replay(event: React.FormEvent) {
    event.preventDefault()
    const params = { path: { webhook_id: webhook.webhook_id } }
    const body = { from_number: Number(from) }
    const answer = await act(`${webhook.name} is told again`, () =>
      read(api.POST('/api/v1/webhooks/{webhook_id}/replay', { params, body })),
    )
    if (answer) close()
  }

  return (
    <Sheet title="Tell again" opened close={close}>
      <form aria-label="Tell again" onSubmit={replay}>
        <Stack gap="md">
          <Text>
            It is told everything it wants again, from a number on, and what happens meanwhile after it. Its receiver
            knows what it has already by what each event is called.
          </Text>
          <NumberInput
            label="From number"
            description="1 is the beginning; each line below tells its number."
            required
            data-autofocus
            allowDecimal={false}
            min={1}
            hideControls
            value={from}
            onChange={next => setFrom(String(next))}
          />
          <Button type="submit" size="lg" className="submit" loading={busy}>
            Tell it again
          </Button>
        </Stack>
      </form>
    </Sheet>
  )
}
