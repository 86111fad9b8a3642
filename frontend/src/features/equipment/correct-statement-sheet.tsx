import { Checkbox, Select, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { moment, toInput, words } from '../../format'
import { WhyCorrected } from '../../shell/fields'
import { CommandForm, Sheet } from '../../shell/sheet'
import { correctionOf, draftOf, KINDS, type StatementDraft } from './correcting'
import type { Statement } from './queries'

interface CorrectStatementSheetProps {
  equipment: string
  told: Statement
  close: () => void
}

/** Says what the machine did in truth. The original stays, struck through, with who and why. */
export function CorrectStatementSheet({ equipment, told, close }: CorrectStatementSheetProps) {
  const [draft, setDraft] = useState(() => draftOf(told))
  const set = (change: Partial<StatementDraft>) => setDraft({ ...draft, ...change })
  return (
    <Sheet title={`Correct ${words(told.kind)} of ${equipment}`} opened close={close}>
      <CommandForm
        label="Correct it"
        command={draft.struck ? 'equipment.strike' : 'equipment.correct'}
        body={() => correctionOf(equipment, told, draft)}
        said={`${words(told.kind)} of ${equipment} ${draft.struck ? 'struck' : 'corrected'}`}
        danger={draft.struck}
        done={close}
      >
        <Text size="sm" c="dimmed">
          As it stands: {words(told.kind)} since {moment(told.started_at)}
          {told.reason && `, ${told.reason}`}. A change of state ends with the next one.
        </Text>
        <Checkbox
          label="It was not so"
          checked={draft.struck}
          onChange={event => set({ struck: event.currentTarget.checked })}
        />
        {!draft.struck && (
          <>
            <Select
              label="What the machine did"
              required
              allowDeselect={false}
              data={KINDS.map(kind => ({ value: kind, label: words(kind) }))}
              value={draft.kind}
              onChange={kind => set({ kind: kind ?? draft.kind })}
            />
            <TextInput
              label="From"
              type="datetime-local"
              required
              value={draft.started}
              onChange={event => set({ started: event.currentTarget.value })}
            />
            {!told.goes_on && (
              <TextInput
                label="To"
                description="Of an interval. Leave it as it is for a change of state."
                type="datetime-local"
                value={draft.ended}
                max={toInput(new Date())}
                onChange={event => set({ ended: event.currentTarget.value })}
              />
            )}
            <TextInput
              label="Reason"
              maxLength={1000}
              value={draft.reason}
              onChange={event => set({ reason: event.currentTarget.value })}
            />
          </>
        )}
        <WhyCorrected value={draft.why} set={why => set({ why })} />
      </CommandForm>
    </Sheet>
  )
}
