// Generated from the OpenAPI document by `npm run generate`. Do not edit.

/** Every view of the server: queries of a view have its name first in their key. */
export const VIEWS = [
  'costing',
  'exports',
  'genealogy',
  'house_rules',
  'labor_hours',
  'material_list',
  'notices',
  'oee',
  'pending_command_list',
  'rights',
  'sales_order_list',
  'spc',
  'stock',
  'work_order_board',
]
