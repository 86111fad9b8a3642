import { TextInput } from '@mantine/core'

/** Why rights are changed; it stays in the history. */
export function Why({ why, set }: { why: string; set: (why: string) => void }) {
  return (
    <TextInput
      label="Why"
      description="It stays in the history, so name nobody."
      maxLength={300}
      value={why}
      onChange={event => set(event.currentTarget.value)}
    />
  )
}
