"""Lots that the tests begin with."""

from decimal import Decimal

from unison.lots.domain.facts import LotHeld, LotReceived

STEEL = LotReceived(material="STEEL", quantity=Decimal(100), unit="kg", plant="main", location="Rack 1")
COPPER = LotReceived(material="COPPER", quantity=Decimal(10), unit="kg", plant="main")
TONNES = LotReceived(material="STEEL", quantity=Decimal(1), unit="t", plant="main")
HELD = LotHeld(reason="certificate missing")
