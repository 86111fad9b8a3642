import {
  Alert,
  Autocomplete,
  Button,
  Collapse,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { told } from '../../api/problems'
import { duration, pieces, toInput } from '../../format'
import { command, outbox } from '../../offline/sending'
import type { Outgoing } from '../../offline/storage'
import { useOutbox } from '../../offline/use-outbox'
import { Sheet } from '../../shell/sheet'
import { machinesQuery } from '../equipment/queries'
import { useStation } from '../stations/use-device'
import { Pieces } from './pieces'
import { orderQuery, scrapReasonsQuery } from './queries'
import { ScrapReason } from './scrap-reason'
import { LOG, MACHINE } from './waiting'

type Activity = 'production' | 'setup' | 'breakdown'

interface Draft {
  equipment: string
  activity: Activity
  started: string
  ended: string
  good: number
  rejected: number
  rework: number
  review: number
  operation: string
  reason: string
  scrapReason: string
}

/** The one sheet on which production is logged. It works without a network: what is logged goes through the outbox. */
export function LogSheet() {
  const { log: workOrder, correct } = useSearch({ strict: false })
  useQuery(scrapReasonsQuery) // read while there is a network, for when there is none
  const navigate = useNavigate()
  const { entries } = useOutbox()
  const corrected = correct ? entries.find(({ id }) => id === correct) : undefined
  const close = () => void navigate({ to: '.', search: old => ({ ...old, log: undefined, correct: undefined }) })
  return (
    <Sheet title={`Log on ${workOrder ?? ''}`} opened={workOrder !== undefined} close={close}>
      {workOrder && <Form key={`${workOrder}/${correct}`} workOrder={workOrder} corrects={corrected} close={close} />}
    </Sheet>
  )
}

interface FormProps {
  workOrder: string
  corrects: Outgoing | undefined
  close: () => void
}

function Form({ workOrder, corrects, close }: FormProps) {
  const queries = useQueryClient()
  const { entries } = useOutbox()
  const machines = useQuery(machinesQuery())
  const operations = useQuery(orderQuery(workOrder)).data?.operations ?? []
  const [draft, setDraft] = useState(() => (corrects ? draftOf(corrects.body) : fresh(entries)))
  const [more, setMore] = useState(false)
  const [replaces, setReplaces] = useState(corrects)
  const [failure, setFailure] = useState<string | null>(corrects?.problem?.detail ?? null)
  const [busy, setBusy] = useState(false)
  const moreId = useId()
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const seconds = (Date.parse(draft.ended) - Date.parse(draft.started)) / 1000
  const bound = useStation()?.equipment ?? []
  const known = (machines.data?.rows ?? []).map(row => row.equipment).filter(name => name != null)
  const names = bound.length > 0 ? bound : [...new Set(known)]

  async function submit(event: React.FormEvent) {
    event.preventDefault()
    if (!(seconds >= 0)) return setFailure('The end is before the start. Correct one of the two times.')
    setBusy(true)
    setFailure(null)
    try {
      const entry = await command(LOG, bodyOf(workOrder, draft))
      if (replaces) await outbox.discard(replaces.id)
      localStorage.setItem(MACHINE, draft.equipment)
      if (entry.state === 'refused') {
        setReplaces(entry)
        return setFailure(entry.problem?.detail ?? 'The server refused it.')
      }
      thank(entry, workOrder, draft)
      void queries.invalidateQueries({ queryKey: ['work_order_board'] })
      close()
    } catch (error) {
      setFailure(told(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form onSubmit={submit} aria-label={`Log on ${workOrder}`}>
      <Stack gap="md">
        <Autocomplete
          label="Machine"
          required
          data={names}
          value={draft.equipment}
          onChange={equipment => set({ equipment })}
          maxLength={120}
          openOnFocus={false}
          data-autofocus={draft.equipment ? undefined : true}
        />
        <SegmentedControl
          aria-label="What the machine did"
          fullWidth
          size="md"
          value={draft.activity}
          onChange={activity => set({ activity: activity as Activity })}
          data={[
            { value: 'production', label: 'Production' },
            { value: 'setup', label: 'Setup' },
            { value: 'breakdown', label: 'Breakdown' },
          ]}
        />
        {operations.length > 0 && (
          <Select
            label="Operation"
            required
            data={operations.map(({ operation }) => operation)}
            value={draft.operation || null}
            onChange={operation => set({ operation: operation ?? '' })}
          />
        )}
        <Pieces label="Good" value={draft.good} onChange={good => set({ good })} />
        <Pieces label="Rejected" value={draft.rejected} onChange={rejected => set({ rejected })} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput
            label="From"
            type="datetime-local"
            required
            value={draft.started}
            onChange={event => set({ started: event.currentTarget.value })}
          />
          <TextInput
            label="To"
            type="datetime-local"
            required
            value={draft.ended}
            onChange={event => set({ ended: event.currentTarget.value })}
          />
        </SimpleGrid>
        <Text size="sm" c={seconds < 0 ? 'red' : 'dimmed'} mt={-8}>
          {seconds >= 0 ? duration(seconds) : 'The end is before the start'}
        </Text>
        {draft.rejected > 0 && <ScrapReason value={draft.scrapReason} onChange={scrapReason => set({ scrapReason })} />}
        {draft.activity !== 'production' || draft.rejected > 0 ? <Reason draft={draft} set={set} /> : null}
        <Button
          variant="subtle"
          size="sm"
          aria-expanded={more}
          aria-controls={moreId}
          onClick={() => setMore(!more)}
          className="more"
        >
          {more ? 'Less' : operations.length > 0 ? 'Rework, review' : 'Rework, review, operation'}
        </Button>
        <Collapse expanded={more} id={moreId}>
          <Stack gap="md">
            <Pieces label="To rework" value={draft.rework} onChange={rework => set({ rework })} />
            <Pieces label="Set aside for review" value={draft.review} onChange={review => set({ review })} />
            {operations.length === 0 && (
              <TextInput
                label="Operation"
                maxLength={120}
                value={draft.operation}
                onChange={event => set({ operation: event.currentTarget.value })}
              />
            )}
            {draft.activity === 'production' && draft.rejected === 0 && <Reason draft={draft} set={set} />}
          </Stack>
        </Collapse>
        {failure && (
          <Alert color="red" variant="outline" role="alert" title="Not logged" className="failed">
            {failure}
          </Alert>
        )}
        <Button type="submit" size="lg" loading={busy} className="submit">
          {replaces ? 'Log the corrected' : 'Log'}
        </Button>
      </Stack>
    </form>
  )
}

function Reason({ draft, set }: { draft: Draft; set: (change: Partial<Draft>) => void }) {
  return (
    <TextInput
      label="Reason"
      placeholder={draft.activity === 'breakdown' ? 'tool broken' : undefined}
      maxLength={1000}
      value={draft.reason}
      onChange={event => set({ reason: event.currentTarget.value })}
    />
  )
}

/** A new sheet goes on where the last log from this device ended, when that was within a shift. */
function fresh(entries: Outgoing[]): Draft {
  const now = Date.now()
  const ends = entries.filter(entry => entry.command === LOG).map(({ body }) => Date.parse(String(body.ended_at)))
  const last = Math.max(...ends.filter(end => end <= now && now - end < 8 * 3_600_000), now - 3_600_000)
  return {
    equipment: localStorage.getItem(MACHINE) ?? '',
    activity: 'production',
    started: toInput(new Date(last)),
    ended: toInput(new Date(now)),
    good: 0,
    rejected: 0,
    rework: 0,
    review: 0,
    operation: '',
    reason: '',
    scrapReason: '',
  }
}

function draftOf(body: Record<string, unknown>): Draft {
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return {
    equipment: text(body.equipment),
    activity: body.activity as Activity,
    started: toInput(new Date(text(body.started_at))),
    ended: toInput(new Date(text(body.ended_at))),
    good: Number(body.good_pcs),
    rejected: Number(body.rejected_pcs),
    rework: Number(body.rework_pcs),
    review: Number(body.review_pcs),
    operation: text(body.operation),
    reason: text(body.reason),
    scrapReason: text(body.scrap_reason),
  }
}

function bodyOf(workOrder: string, draft: Draft): Record<string, unknown> {
  return {
    work_order: workOrder,
    equipment: draft.equipment.trim(),
    activity: draft.activity,
    started_at: new Date(draft.started).toISOString(),
    ended_at: new Date(draft.ended).toISOString(),
    good_pcs: draft.good,
    rejected_pcs: draft.rejected,
    rework_pcs: draft.rework,
    review_pcs: draft.review,
    operation: draft.operation.trim() || null,
    reason: draft.reason.trim() || null,
    scrap_reason: (draft.rejected > 0 && draft.scrapReason) || null,
  }
}

function thank(entry: Outgoing, workOrder: string, draft: Draft): void {
  const what = draft.activity === 'production' ? `${pieces(draft.good)} good` : draft.activity
  notifications.show(
    entry.state === 'sent'
      ? { title: 'Logged', message: `${what} on ${workOrder}`, color: 'teal' }
      : {
          title: 'Kept on this device',
          message: `${what} on ${workOrder}. It is sent when the server can be reached.`,
          color: 'yellow',
        },
  )
}
