-- register_material --
INSERT INTO materials (organization_id, material, name, description, base_unit, tracking, units, shelf_life_days, gtin,
  sap_material, version)
SELECT organization_id, material, name, description, base_unit, tracking, units, shelf_life_days, gtin, sap_material, version
FROM json_populate_recordset(null::materials, %(rows)s)
ON CONFLICT (organization_id, material) DO NOTHING;

-- change_material --
UPDATE materials m SET name = r.name, description = r.description, units = r.units, shelf_life_days = r.shelf_life_days,
  gtin = r.gtin, sap_material = r.sap_material, version = greatest(m.version, r.version)
FROM json_populate_recordset(null::materials, %(rows)s) r
WHERE m.organization_id = r.organization_id AND m.material = r.material;

-- set_retired --
UPDATE materials m SET retired = r.retired, retire_reason = r.retire_reason, version = greatest(m.version, r.version)
FROM json_populate_recordset(null::materials, %(rows)s) r
WHERE m.organization_id = r.organization_id AND m.material = r.material;

-- set_components --
UPDATE materials m SET components = r.components, batch_quantity = r.batch_quantity, component_list = r.component_list,
  version = greatest(m.version, r.version)
FROM json_populate_recordset(null::materials, %(rows)s) r
WHERE m.organization_id = r.organization_id AND m.material = r.material;

-- set_reorder_point --
INSERT INTO in_plants AS p (organization_id, material, plant, reorder_point, reorder_version)
SELECT organization_id, material, plant, reorder_point, reorder_version
FROM json_populate_recordset(null::in_plants, %(rows)s)
ON CONFLICT (organization_id, material, plant) DO UPDATE
SET reorder_point = excluded.reorder_point, reorder_version = excluded.reorder_version
WHERE p.reorder_version < excluded.reorder_version;

-- set_costing --
INSERT INTO in_plants AS p (organization_id, material, plant, costing_method, standard_cost, costing_version)
SELECT organization_id, material, plant, costing_method, standard_cost, costing_version
FROM json_populate_recordset(null::in_plants, %(rows)s)
ON CONFLICT (organization_id, material, plant) DO UPDATE SET costing_method = excluded.costing_method,
  standard_cost = excluded.standard_cost, costing_version = excluded.costing_version
WHERE p.costing_version < excluded.costing_version;

-- list_materials --
SELECT m.material, m.name, m.description, m.base_unit, m.tracking, m.units, m.shelf_life_days, m.gtin, m.sap_material,
  m.components, m.batch_quantity, m.component_list, m.retired, m.retire_reason, m.version,
  coalesce((
    SELECT json_agg(json_build_object('plant', p.plant, 'reorder_point', p.reorder_point::text,
      'costing_method', coalesce(p.costing_method, 'moving_average'), 'standard_cost', p.standard_cost::text) ORDER BY p.plant)
    FROM in_plants p WHERE p.organization_id = m.organization_id AND p.material = m.material
  ), '[]') AS plants
FROM materials m
WHERE (%(material)s::text IS NULL OR m.material = %(material)s)
  AND (%(search)s::text IS NULL OR strpos(lower(concat_ws(' ', m.material, m.name, m.gtin, m.sap_material)), lower(%(search)s)) > 0)
  AND (%(retired)s::boolean IS NULL OR m.retired = %(retired)s)
ORDER BY m.organization_id, m.material
LIMIT %(limit)s OFFSET %(offset)s;

-- list_where_used --
SELECT m.material AS product, m.name, m.batch_quantity, m.base_unit, c.quantity, c.exact, c.unit, c.scrap_percent, m.retired
FROM materials m
CROSS JOIN LATERAL jsonb_to_recordset(m.components) AS c(material text, quantity numeric, exact text, unit text, scrap_percent numeric)
WHERE m.components @> jsonb_build_array(jsonb_build_object('material', %(material)s::text)) AND c.material = %(material)s
ORDER BY m.material;
