import { Autocomplete, Checkbox, SegmentedControl, SimpleGrid, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { WhyCorrected } from '../../shell/fields'
import { Sheet } from '../../shell/sheet'
import { PreviewedForm } from '../costs/previewed-form'
import { machinesQuery } from '../equipment/queries'
import { useMay } from '../sign-in/use-session'
import { correctedBody, draftOfReport, type LogDraft } from './correcting'
import { Pieces } from './pieces'
import type { Report } from './queries'
import { ScrapReason } from './scrap-reason'

interface CorrectSheetProps {
  workOrder: string
  /** The report as it stands; none when the sheet is closed. */
  report: Report | null
  close: () => void
}

/** Says what a log should have said. The original stays on the order, struck through, with who and why. */
export function CorrectSheet({ workOrder, report, close }: CorrectSheetProps) {
  return (
    <Sheet title={`Correct a log on ${workOrder}`} opened={report !== null} close={close}>
      {report && <Form workOrder={workOrder} report={report} close={close} />}
    </Sheet>
  )
}

function Form({ workOrder, report, close }: { workOrder: string; report: Report; close: () => void }) {
  const may = useMay()
  const [struck, setStruck] = useState(false)
  const [draft, setDraft] = useState(() => draftOfReport(report))
  const set = (change: Partial<LogDraft>) => setDraft({ ...draft, ...change })
  const struckBody = { work_order: workOrder, log: report.log, why: draft.why.trim() }
  return (
    <PreviewedForm
      label="Correct the log"
      command={struck ? 'work_orders.strike_log' : 'work_orders.correct_log'}
      body={() => (struck ? struckBody : correctedBody(workOrder, report, draft))}
      previewed
      said={`Log on ${workOrder} ${struck ? 'struck' : 'corrected'}`}
      danger={struck}
      done={close}
    >
      {may('work_orders.strike_log') && (
        <Checkbox
          label="It did not happen"
          checked={struck}
          onChange={event => setStruck(event.currentTarget.checked)}
        />
      )}
      {!struck && <Told draft={draft} set={set} />}
      <WhyCorrected value={draft.why} set={why => set({ why })} />
    </PreviewedForm>
  )
}

function Told({ draft, set }: { draft: LogDraft; set: (change: Partial<LogDraft>) => void }) {
  const machines = useQuery(machinesQuery())
  const names = [...new Set((machines.data?.rows ?? []).map(row => row.equipment).filter(name => name != null))]
  return (
    <>
      <Autocomplete
        label="Machine"
        required
        data={names}
        value={draft.equipment}
        onChange={equipment => set({ equipment })}
        maxLength={120}
        openOnFocus={false}
      />
      <SegmentedControl
        aria-label="What the machine did"
        fullWidth
        size="md"
        value={draft.activity}
        onChange={activity => set({ activity })}
        data={[
          { value: 'production', label: 'Production' },
          { value: 'setup', label: 'Setup' },
          { value: 'breakdown', label: 'Breakdown' },
        ]}
      />
      <Pieces label="Good" value={draft.good} onChange={good => set({ good })} />
      <Pieces label="Rejected" value={draft.rejected} onChange={rejected => set({ rejected })} />
      {draft.rejected > 0 && <ScrapReason value={draft.scrapReason} onChange={scrapReason => set({ scrapReason })} />}
      <Pieces label="To rework" value={draft.rework} onChange={rework => set({ rework })} />
      <Pieces label="Set aside for review" value={draft.review} onChange={review => set({ review })} />
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
    </>
  )
}
