import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { scrapReasonsQuery } from './queries'

interface ScrapReasonProps {
  /** The code that was chosen; empty when none was. */
  value: string
  onChange: (code: string) => void
}

/** Why pieces are scrapped, of the organization's list; nothing where it has none. */
export function ScrapReason({ value, onChange }: ScrapReasonProps) {
  // What a report names already stays in the list, retired or not
  const reasons = useQuery(scrapReasonsQuery).data?.filter(each => !each.retired || each.scrap_reason === value) ?? []
  if (reasons.length === 0) return null
  return (
    <Select
      label="Scrap reason"
      required
      data={reasons.map(({ scrap_reason, text }) => ({ value: scrap_reason, label: text }))}
      value={value || null}
      onChange={code => onChange(code ?? '')}
    />
  )
}
