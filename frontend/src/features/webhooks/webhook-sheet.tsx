import { Button, MultiSelect, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, read } from '../../api/client'
import { usePlantChoices } from '../../shell/plants'
import { Sheet } from '../../shell/sheet'
import { Failed } from '../../shell/states'
import { type Form, typesQuery, type Webhook } from './queries'
import { groupsOf } from './types'

const FORMS: { value: Form; label: string }[] = [
  { value: 'structured', label: 'One at a time, all of it in the text' },
  { value: 'binary', label: 'One at a time, particulars in the header' },
  { value: 'batch', label: 'Up to a hundred at once' },
]

interface Props {
  /** The one that is changed; without it a new one is made. */
  webhook?: Webhook
  close: () => void
  /** Told the secret of a new one. */
  made?: (secret: string) => void
}

/** Which address is told what. */
export function WebhookSheet({ webhook, close, made }: Props) {
  const queries = useQueryClient()
  const types = useQuery(typesQuery)
  const plants = usePlantChoices()
  const [name, setName] = useState(webhook?.name ?? '')
  const [url, setUrl] = useState(webhook?.url ?? 'https://')
  const [chosen, setChosen] = useState<string[]>(webhook?.types ?? [])
  const [at, setAt] = useState<string[]>(webhook?.plants ?? [])
  const [form, setForm] = useState<Form>(webhook?.form ?? 'structured')
  const [from, setFrom] = useState('')
  const title = webhook ? 'Change the webhook' : 'New webhook'
  const save = useMutation({
    mutationFn: async () => {
      const body = { name: name.trim(), url: url.trim(), types: chosen, plants: at, form }
      if (webhook)
        await read(
          api.PUT('/api/v1/webhooks/{webhook_id}', { params: { path: { webhook_id: webhook.webhook_id } }, body }),
        )
      else {
        const from_number = from ? Number(from) : null
        const { secret } = await read(api.POST('/api/v1/webhooks', { body: { ...body, from_number } }))
        made?.(secret)
      }
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['webhooks'] })
      close()
    },
  })
  return (
    <Sheet title={title} opened close={close}>
      <form
        aria-label={title}
        onSubmit={event => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack gap="md">
          <TextInput
            label="Name"
            required
            data-autofocus
            maxLength={120}
            value={name}
            onChange={event => setName(event.currentTarget.value)}
          />
          <TextInput
            label="Address"
            description={
              webhook
                ? 'At another address its receiver has to agree again.'
                : 'Its receiver is asked whether it agrees before anything is sent.'
            }
            required
            type="url"
            inputMode="url"
            maxLength={2000}
            value={url}
            onChange={event => setUrl(event.currentTarget.value)}
          />
          <MultiSelect
            label="It is told when"
            required={chosen.length === 0}
            searchable
            clearable
            data={groupsOf(types.data ?? [])}
            value={chosen}
            onChange={setChosen}
          />
          <MultiSelect
            label="In the plants"
            description="None chosen: wherever it happens."
            data={plants}
            value={at}
            onChange={setAt}
          />
          <Select
            label="How"
            data={FORMS}
            allowDeselect={false}
            value={form}
            onChange={next => next && setForm(next as Form)}
          />
          {!webhook && (
            <NumberInput
              label="Also what is past, from number"
              description="Left empty: only what happens from now on. 1 is the beginning."
              value={from}
              onChange={next => setFrom(String(next))}
              allowDecimal={false}
              min={1}
              hideControls
            />
          )}
          {save.error && <Failed error={save.error} />}
          <Button type="submit" size="lg" className="submit" loading={save.isPending} disabled={chosen.length === 0}>
            {webhook ? 'Save' : 'Add it'}
          </Button>
        </Stack>
      </form>
    </Sheet>
  )
}
