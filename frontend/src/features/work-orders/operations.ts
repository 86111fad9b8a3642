/** Operations as a person writes them: one a line, "turning; Lathes; 1500 s; 72 s; lathe, crane". */

export interface PlannedOperation {
  operation: string
  sequence: number
  work_center?: string
  setup_s?: string
  cycle_time_s?: string
  certificates?: string[]
}

/** The operations in the order of their lines; or what has to be mended, with the line. */
export function readOperations(text: string): PlannedOperation[] | string {
  const operations: PlannedOperation[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.trim()) continue
    const [operation = '', center = '', setup = '', cycle = '', certificates = ''] = line
      .split(';')
      .map(part => part.trim())
    const [setupSeconds, cycleSeconds] = [seconds(setup), seconds(cycle)]
    if (!operation || setupSeconds === null || cycleSeconds === null)
      return `Line ${index + 1} cannot be read. Write: operation; work center; setup time; time of one piece; certificates, as in “turning; Lathes; 1500 s; 72 s; lathe”.`
    operations.push({
      operation,
      sequence: 10 * (operations.length + 1),
      ...(center ? { work_center: center } : {}),
      ...(setupSeconds ? { setup_s: setupSeconds } : {}),
      ...(cycleSeconds ? { cycle_time_s: cycleSeconds } : {}),
      ...(certificates ? { certificates: certificates.split(',').map(name => name.trim()) } : {}),
    })
  }
  return operations
}

/** "72 s" as "72"; empty when nothing is said, null when it cannot be read. */
function seconds(text: string): string | null {
  if (!text) return ''
  return /^(\d+(?:\.\d+)?)\s*s?$/.exec(text)?.[1] ?? null
}
