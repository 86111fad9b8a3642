"""Sales: who buys, what they ordered, and what was delivered of it and came back. A customer is a company, never a person.

A sales order is open, closed or cancelled; how far its lines are delivered is counted from their deliveries.

    open -> closed
    open -> cancelled, while nothing that was delivered is with the customer

A stream of `customers` is one customer, one of `sales_orders` one order.
"""
