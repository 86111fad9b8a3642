import { expect, type Page, test } from '@playwright/test'
import { go, noSeriousViolations, noSidewaysScroll } from './page'
import { started } from './setup'

const PASSWORD = 'lathes and mills all day'

test('the first hour: from an empty server to a logged piece in an organization of its own', async ({ page }) => {
  const { told, stop } = await started('--fresh')
  const { url, setup_code } = JSON.parse(told) as { url: string; setup_code: string }
  const failures: string[] = []
  page.on('pageerror', error => failures.push(error.message))
  try {
    await test.step('begin the organization on the first page', async () => {
      await page.goto(url)
      await expect(page.getByRole('heading', { name: 'Begin your organization' })).toBeVisible()
      await noSeriousViolations(page, 'first page')
      await noSidewaysScroll(page)
      await page.getByLabel('Setup code').fill('AAAA-AAAA-AAAA')
      await page.getByPlaceholder('Gear works').fill('Gear works')
      await page.getByLabel('What it is called').fill('Hall north')
      await page.getByRole('combobox', { name: 'Time zone' }).fill('Europe/Ber')
      await page.getByRole('option', { name: 'Europe/Berlin' }).click()
      await page.getByLabel('Its production day begins at').fill('05:30')
      await page.getByRole('combobox', { name: 'Currency of the books' }).fill('CHF')
      await page.getByLabel('Your name').fill('The chief')
      await page.getByLabel('Login').fill('chief')
      await page.locator('input[type=password]').fill(PASSWORD)
      await page.getByRole('button', { name: 'Begin' }).click()
      await expect(page.getByRole('alert')).toContainText('setup code')
      await page.getByLabel('Setup code').fill(setup_code)
      await page.getByRole('button', { name: 'Begin' }).click()
    })

    await test.step('what is done is seen by what there is', async () => {
      await expect(page.getByRole('heading', { name: 'First hour' })).toBeVisible()
      await expect(step(page, 'A plant')).toContainText('Hall north: Europe/Berlin, from 05:30')
      await expect(step(page, 'Machines')).toContainText('to do')
      await noSeriousViolations(page, 'first hour')
      await noSidewaysScroll(page)
    })

    await test.step('orders are numbered by a rule', async () => {
      await go(page, 'Settings')
      await expect(page.getByRole('list', { name: 'Settings' })).toContainText('CHF')
      await noSeriousViolations(page, 'settings')
      await noSidewaysScroll(page)
      await page.getByRole('button', { name: 'Change: Number of a work order' }).click()
      await page.getByLabel('Pattern').fill('WO-{n:04}')
      await page.getByRole('dialog').getByRole('button', { name: 'Number of a work order' }).click()
      await expect(page.getByRole('list', { name: 'Settings' })).toContainText('WO-{n:04}')
    })

    await test.step('a plant gets another clock', async () => {
      await go(page, 'Plants')
      await page.getByRole('button', { name: 'Change Hall north' }).click()
      await page.getByLabel('Its production day begins at').fill('06:00')
      await expect(page.getByRole('status').filter({ hasText: 'nothing is counted anew' })).toBeVisible()
      await page.getByRole('dialog').getByRole('button', { name: 'Change the plant' }).click()
      await expect(page.getByRole('list', { name: 'Plants' })).toContainText('begins at 06:00')
      await noSeriousViolations(page, 'plants')
    })

    await test.step('a machine, a material, an order', async () => {
      await go(page, 'First hour')
      await page.getByRole('button', { name: 'Add a machine' }).click()
      await page.getByPlaceholder('Lathe 1').fill('Lathe 1')
      await page.getByRole('dialog').getByRole('button', { name: 'Add a machine' }).click()
      await expect(step(page, 'Machines')).toContainText('done')
      await page.getByRole('button', { name: 'Add a material' }).click()
      await page.getByRole('textbox', { name: 'Material', exact: true }).fill('Gear 12')
      await page.getByLabel('Base unit').fill('pcs')
      await page.getByRole('dialog').getByRole('button', { name: 'Register the material' }).click()
      await expect(step(page, 'Products and materials')).toContainText('Gear 12')
      await page.getByRole('button', { name: 'New order' }).click()
      await page.getByLabel('Product').fill('Gear 12')
      await page.getByLabel('Quantity').fill('20')
      await page.getByRole('dialog').getByRole('button', { name: 'Create the order' }).click()
      await expect(step(page, 'The first order')).toContainText('WO-0001')
    })

    await test.step('left, and taken up again: the first logged piece', async () => {
      await page.goto(`${url}/first-hour`)
      await page.getByRole('button', { name: 'Log on WO-0001' }).click()
      await page.getByRole('combobox', { name: 'Machine' }).fill('Lathe 1')
      await page.getByLabel('Good pcs').fill('3')
      await page.getByRole('dialog').getByRole('button', { name: 'Log', exact: true }).click()
      await expect(step(page, 'The first logged piece')).toContainText('3 pcs of WO-0001')
      await go(page, 'Orders')
      await expect(page.getByRole('list', { name: 'Work orders' })).toContainText('3 of 20 pcs')
    })

    await test.step('whoever comes later signs in; the first page is closed', async () => {
      await page.getByRole('button', { name: /^Account of/ }).click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await expect(page.getByLabel('Organization')).toHaveValue('gear-works')
      await expect(page.getByText('Start your own organization')).toHaveCount(0)
    })
    expect(failures).toEqual([])
  } finally {
    await stop()
  }
})

function step(page: Page, title: string) {
  return page
    .getByRole('list', { name: 'Steps' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: title }) })
}
