/** A body that a person has amended as text: what it is, or what is wrong with the text. */
export function amended(
  text: string,
  original: Record<string, unknown>,
): { body: Record<string, unknown> | null } | { wrong: string } {
  let told: unknown
  try {
    told = JSON.parse(text)
  } catch {
    return { wrong: 'This is not readable. Check quotation marks, commas and brackets.' }
  }
  if (typeof told !== 'object' || told === null || Array.isArray(told))
    return { wrong: 'It must be one object: fields with their values between { and }.' }
  const body = told as Record<string, unknown>
  return { body: JSON.stringify(body) === JSON.stringify(original) ? null : body }
}
