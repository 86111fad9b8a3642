import { ActionIcon, Group, NumberInput } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { useId } from 'react'

interface PiecesProps {
  label: string
  value: number
  onChange: (value: number) => void
}

/** A number of pieces that is set with a gloved finger. */
export function Pieces({ label, value, onChange }: PiecesProps) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="label">
        {label} <span className="unit">pcs</span>
      </label>
      <Group gap="xs" wrap="nowrap">
        <ActionIcon
          variant="default"
          size={48}
          aria-label={`One less: ${label}`}
          disabled={value <= 0}
          onClick={() => onChange(Math.max(0, value - 1))}
        >
          <IconMinus size={20} aria-hidden />
        </ActionIcon>
        <NumberInput
          id={id}
          className="pieces"
          size="lg"
          hideControls
          allowDecimal={false}
          allowNegative={false}
          max={1_000_000_000}
          inputMode="numeric"
          value={value}
          onChange={next => onChange(Number(next) || 0)}
          onFocus={event => event.currentTarget.select()}
        />
        <ActionIcon variant="default" size={48} aria-label={`One more: ${label}`} onClick={() => onChange(value + 1)}>
          <IconPlus size={20} aria-hidden />
        </ActionIcon>
      </Group>
    </div>
  )
}
