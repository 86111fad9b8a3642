import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { go, noSeriousViolations, noSidewaysScroll, signIn } from './page'
import { OtherDevice, server } from './plant'

const CHECKER = path.resolve(__dirname, '../../docs/verify.mjs')
const LOT = 'VERIFIED-1'

/** What an auditor does elsewhere, with nothing of Unison's but the page that tells how. */
function check(...options: string[]): string {
  return execFileSync(process.execPath, [CHECKER, ...options], { encoding: 'utf8', stdio: 'pipe' })
}

/** Presses a button and answers the file that it saves. */
async function saved(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).click()
  return (await download).path()
}

test('an auditor has the records verified, and takes along a head, the key and the proof of a lot', async ({
  page,
}) => {
  const plant = server()
  const device = await OtherDevice.signIn(plant)
  await device.send('materials.register', { material: 'E2E bronze', base_unit: 'kg', tracking: 'lot' })
  await device.send('lots.receive', { lot: LOT, material: 'E2E bronze', quantity: '5', unit: 'kg' })
  await signIn(page, { ...plant, login: 'auditor' })
  await go(page, 'Verification')

  await test.step('all records are read again by a worker, and hold', async () => {
    await page.getByRole('button', { name: 'Verify now' }).click()
    await expect(page.getByRole('region', { name: 'Result' })).toContainText(/All [\d,]+ records hold/)
    await expect(page.getByRole('list', { name: 'Signed heads' })).toContainText('Up to record number')
    await noSeriousViolations(page, 'verification')
    await noSidewaysScroll(page)
  })

  await test.step('the proof of a lot is checked by another program, with the key that is shown', async () => {
    const key = (await page.getByLabel('The key').textContent()) ?? ''
    await page.getByRole('textbox', { name: 'Lot' }).fill(LOT)
    const proof = await saved(page, 'Save its proof')
    await expect(page.getByText(`Saved lots-${LOT}-proof.json: 1 record`)).toBeVisible()
    expect(check('--proof', proof, '--key', key)).toContain(`1 facts of lots:${LOT} proven by the head of number`)
  })

  await test.step('a lot that nobody knows has no proof, and it is said why', async () => {
    await page.getByRole('textbox', { name: 'Lot' }).fill('NO-SUCH-LOT')
    await page.getByRole('button', { name: 'Save its proof' }).click()
    await expect(page.getByRole('region', { name: 'Proof of a lot' }).getByRole('alert')).toContainText('NO-SUCH-LOT')
    await expect(page.getByText('Saved lots-')).toHaveCount(0)
  })

  await test.step('the head is taken along', async () => {
    expect(await saved(page, 'Save the head of number')).toBeTruthy()
  })
})

test('who is no auditor does not see it', async ({ page }) => {
  const plant = server()
  await signIn(page, { ...plant, login: 'operator' })
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await expect(page.getByRole('navigation', { name: 'All screens' })).not.toContainText('Verification')
})
