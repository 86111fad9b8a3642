import { Autocomplete, SegmentedControl, SimpleGrid, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { CommandForm, Sheet } from '../../shell/sheet'
import { machinesQuery } from '../equipment/queries'
import { correctedBody, draftOfReport, type LogDraft } from './correcting'
import { Pieces } from './pieces'
import type { Report } from './queries'

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
  const machines = useQuery(machinesQuery())
  const [draft, setDraft] = useState(() => draftOfReport(report))
  const set = (change: Partial<LogDraft>) => setDraft({ ...draft, ...change })
  const names = [...new Set((machines.data?.rows ?? []).map(row => row.equipment).filter(name => name != null))]
  return (
    <CommandForm
      label="Correct the log"
      command="work_orders.correct_log"
      body={() => correctedBody(workOrder, report, draft)}
      said={`Log on ${workOrder} corrected`}
      done={close}
    >
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
      <TextInput
        label="Why it is corrected"
        description="It is shown beside the original, which stays, struck through."
        required
        maxLength={1000}
        value={draft.why}
        onChange={event => set({ why: event.currentTarget.value })}
      />
    </CommandForm>
  )
}
