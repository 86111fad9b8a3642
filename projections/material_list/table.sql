-- What is known of each material. A material belongs to no plant.
CREATE TABLE materials (
  organization_id uuid NOT NULL,
  material text NOT NULL,
  name text,
  description text,
  base_unit text NOT NULL,
  tracking text NOT NULL CHECK (tracking IN ('none', 'lot', 'serial')),
  units jsonb NOT NULL,
  shelf_life_days integer,
  gtin text,
  sap_material text,
  components jsonb NOT NULL DEFAULT '[]',
  batch_quantity numeric NOT NULL DEFAULT 1,
  component_list integer NOT NULL DEFAULT 0,
  retired boolean NOT NULL DEFAULT false,
  retire_reason text,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, material)
);
CREATE INDEX materials_by_component ON materials USING gin (components jsonb_path_ops);
COMMENT ON COLUMN materials.units IS 'How many base units each other unit is: numerator and denominator.';
COMMENT ON COLUMN materials.component_list IS 'Which version of its list this is; 0: none was ever told.';
COMMENT ON COLUMN materials.components IS 'What `batch_quantity` base units are made of, one level deep.';

-- What a plant says of a material.
CREATE TABLE in_plants (
  organization_id uuid NOT NULL,
  material text NOT NULL,
  plant text NOT NULL,
  reorder_point numeric,
  reorder_version integer NOT NULL DEFAULT 0,
  costing_method text,
  standard_cost numeric,
  costing_version integer NOT NULL DEFAULT 0,
  PRIMARY KEY (organization_id, material, plant)
);
COMMENT ON COLUMN in_plants.reorder_point IS 'In base units; null: it is not reordered by stock.';
COMMENT ON COLUMN in_plants.costing_method IS 'Null: the moving average.';
