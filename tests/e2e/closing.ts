import { stripVTControlCharacters } from 'node:util'
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'

/** Says once more, as the last words, what failed and why: the end of a long log is what people see. */
export default class Closing implements Reporter {
  private readonly failed: string[] = []

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === test.expectedStatus) return
    const why = result.errors.map(({ message, location }) => `${message}\n  at ${location?.file}:${location?.line}`)
    this.failed.push(`${test.title}\n${why.join('\n')}`)
  }

  onEnd(): void {
    for (const each of this.failed) process.stdout.write(`\nFAILED ${stripVTControlCharacters(each)}\n`)
  }
}
