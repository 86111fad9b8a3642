"""The rules of sales: `customers` and `orders`, an aggregate each, and `deliveries` against an order."""
