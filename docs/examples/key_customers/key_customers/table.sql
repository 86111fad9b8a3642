-- What key customers wait for: a row for each line of an order that is not cancelled or closed.
CREATE TABLE lines (
  organization_id uuid NOT NULL,
  sales_order text NOT NULL,
  line integer NOT NULL,
  customer text NOT NULL,
  plant text NOT NULL,
  due_on date,
  ordered numeric NOT NULL,
  delivered numeric NOT NULL DEFAULT 0,
  told_on date,
  PRIMARY KEY (organization_id, sales_order, line)
);

-- The orders themselves: a line that is added later asks whose it is.
CREATE TABLE orders (
  organization_id uuid NOT NULL,
  sales_order text NOT NULL,
  customer text NOT NULL,
  plant text NOT NULL,
  due_on date,
  PRIMARY KEY (organization_id, sales_order)
);
