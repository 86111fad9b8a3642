import { Text } from '@mantine/core'
import { moment } from '../../format'
import { useNameOf } from './names'

interface Corrected {
  struck?: boolean
  corrected_why?: string | null
  corrected_by?: string | null
  corrected_at?: string | null
}

/** Beside what was corrected: by whom, when and why. Nothing where nothing was. The original itself stands in a <del>. */
export function Correction({ of }: { of: Corrected }) {
  const nameOf = useNameOf()
  if (!of.corrected_at) return null
  const by = nameOf(of.corrected_by)
  return (
    <Text size="sm" className="warn-text" component="div">
      {of.struck ? 'Struck' : 'Corrected'}
      {by && ` by ${by}`} {moment(of.corrected_at)}
      {of.corrected_why && `: ${of.corrected_why}`}
    </Text>
  )
}
