"""The routes of sales: one per command."""

from unison.presentation.capability import Capability
from unison.presentation.command_routes import CommandRouter
from unison.sales import application as a

_customers = CommandRouter(prefix="/customers", tags=["customers"])
_customers.command("/register", a.RegisterCustomer, status_code=201)
_customers.command("/change", a.ChangeCustomer)
_customers.command("/block", a.BlockCustomer)
_customers.command("/unblock", a.UnblockCustomer)

_orders = CommandRouter(prefix="/sales-orders", tags=["sales orders"])
_orders.command("/create", a.CreateOrder, status_code=201)
_orders.command("/add-line", a.AddLine)
_orders.command("/change-line", a.ChangeLine)
_orders.command("/cancel-line", a.CancelLine)
_orders.command("/close", a.CloseOrder)
_orders.command("/cancel", a.CancelOrder)
_orders.command("/record-delivery", a.RecordDelivery)
_orders.command("/deliver", a.Deliver)
_orders.command("/return-goods", a.ReturnGoods)

router = CommandRouter()
router.include_router(_customers)
router.include_router(_orders)

CAPABILITY = Capability(router, a.USE_CASES, names={"customer": "customers", "sales_order": "sales_orders"})
