"""What can be asked of a material. Each use case: load, decide, append."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from unison.materials.domain import components as material_components
from unison.materials.domain import decisions, facts
from unison.materials.domain import gtin as material_gtin
from unison.materials.domain import units as material_units
from unison.materials.domain.facts import Tracking
from unison.materials.domain.state import MATERIAL, Material, UnknownMaterial
from unison.shared.commands import THE_ONLY, Amount, Command, DecimalAmount, Key, Plant, Text, Unit, use_case
from unison.shared.ports import Loaded, Work
from unison.shared.quantities import Exact, kept, rounded


def _ratio(text: str) -> str:
    material_units.ratio(text)
    return text


Ratio = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{1,9}(\.[0-9]{1,12})?(/[1-9][0-9]{0,11})?$"),
    AfterValidator(_ratio),
    Field(description="How many base units one of it is: `12`, `25.4`, or `2/3` where three of it are two."),
]
Units = Annotated[
    dict[Unit, Ratio], Field(max_length=50, description="The other units, each with how many base units it is.")
]
Gtin = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{8,14}$"),
    AfterValidator(material_gtin.checked_gtin),
    Field(description="GTIN-8, -12, -13 or -14 with its check digit, digits only."),
]
SapMaterial = Annotated[
    Key, Field(max_length=40, description="The number of the material in SAP, up to 40 characters.")
]
Days = Annotated[int, Field(ge=1, le=36_500, description="How long it keeps from its receipt or making, in days.")]
Percent = Annotated[
    Decimal, Field(ge=0, le=1000, max_digits=6, decimal_places=2, description="What is used up on the way, in %.")
]


class RegisterMaterial(Command, name="materials.register"):
    """Make a material known. Its base unit and its tracking stay for good: the stock is kept by them."""

    material: Key
    base_unit: Unit
    name: Key | None = None
    description: Text | None = None
    tracking: Annotated[Tracking, Field(description="How pieces are told apart.")] = Tracking.LOT
    units: Units = Field(default_factory=dict[Unit, Ratio])
    shelf_life_days: Days | None = None
    gtin: Gtin | None = None
    sap_material: SapMaterial | None = None


class ChangeMaterial(Command, name="materials.change"):
    """Say what is known of a material from now on. What is left out stays; what `clear` names is known no more."""

    material: Key
    name: Key | None = None
    description: Text | None = None
    units: Annotated[Units | None, Field(description="All of the other units; an empty object: none.")] = None
    shelf_life_days: Days | None = None
    gtin: Gtin | None = None
    sap_material: SapMaterial | None = None
    clear: Annotated[
        tuple[Literal["name", "description", "shelf_life_days", "gtin", "sap_material"], ...], Field(max_length=5)
    ] = ()

    @model_validator(mode="after")
    def _given_or_cleared(self) -> Self:
        if both := [name for name in self.clear if getattr(self, name) is not None]:
            raise ValueError(f"{both[0]} is given and cleared; do one of both")
        return self


class RetireMaterial(Command, name="materials.retire"):
    """Take a material out of use. What is there may be used up; none is received, ordered or listed as a component any more."""

    material: Key
    reason: Text


class ReinstateMaterial(Command, name="materials.reinstate"):
    """Use a retired material again. Its reorder points are to be set anew."""

    material: Key
    reason: Text | None = None


class ComponentOf(BaseModel):
    """So much of a material goes into a product."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    material: Key
    quantity: Amount
    unit: Annotated[Unit, Field(description="Any unit of the component.")]
    scrap_percent: Percent = Decimal(0)

    def listed(self, material: str) -> facts.Component:
        """As it is listed, with the material as it was first typed."""
        said = {"material": material, "unit": self.unit, "scrap_percent": self.scrap_percent}
        return facts.Component(**said, **kept(self.quantity).fields)


class SetComponents(Command, name="materials.set_components"):
    """Say of what a product is made from now on. The list replaces the one before; an empty one says nothing is known of it."""

    product: Key
    components: Annotated[tuple[ComponentOf, ...], Field(max_length=200)]
    batch_quantity: Annotated[
        DecimalAmount, Field(description="So many base units of the product the quantities are for. Left out: for one.")
    ] = Decimal(1)


class SetReorderPoint(Command, name="materials.set_reorder_point"):
    """Say below which stock in a plant a material has to be ordered."""

    material: Key
    plant: Plant = THE_ONLY
    quantity: Annotated[Amount | None, Field(description="Left out: it is not reordered by stock any more.")] = None
    unit: Annotated[Unit | None, Field(description="Any unit of the material. Left out: its base unit.")] = None


class SetLotNumbering(Command, name="materials.set_lot_numbering"):
    """Say how lots of a material are numbered that nobody names: a prefix, the day, and a counter. `digits` 0: they are to be named
    again."""

    material: Key
    prefix: Annotated[str, StringConstraints(max_length=40, pattern=r"^[^\s/@]*$")] = ""
    date: facts.DateInNumber = facts.DateInNumber.DAY
    digits: Annotated[int, Field(ge=0, le=9, description="The counter has so many at least: 3 for 001.")] = 3


def _ratios(units: dict[str, str]) -> dict[str, tuple[int, int]]:
    return {unit: material_units.ratio(text) for unit, text in units.items()}


async def _registered(work: Work, key: str) -> Loaded[Material]:
    """Refuses `UnknownMaterial` also where no more is known than the unit that stock of it is kept in."""
    material = await work.load(MATERIAL, key)
    if not material.state.registered:
        raise UnknownMaterial(key=key)
    return material


async def stock_unit(work: Work, key: str, unit: str) -> Material:
    """What is known of a material that comes in, in some unit. What nobody has registered is kept in the unit of the first of its
    lots that stands; `hold_unit` says so when the lot comes."""
    known = await work.lookup(MATERIAL, key)
    if known is not None and known.registered:
        return known
    stands = (await work.load_or_none(MATERIAL, key)).state
    return Material(base_unit=unit, registered=False) if stands is None or stands.unit_is_free else stands


async def hold_unit(work: Work, key: str, *, unit: str, lot: str) -> None:
    """Has a lot that comes, or stands again, hold the unit of a material that nobody has registered. The fact stands in the
    material's own stream, so two first receipts cannot differ."""
    known = await work.lookup(MATERIAL, key)
    if known is not None and (known.registered or known.more):
        return
    material = await work.load_or_none(MATERIAL, key)
    if (taken := decisions.take_stock_unit(material.state, key=material.key, unit=unit, lot=lot)) is not None:
        work.append(material, taken)


async def let_unit_go(work: Work, key: str, *, lot: str) -> None:
    """Has a lot of which nothing stands any more hold the unit no longer."""
    material = await work.load_or_none(MATERIAL, key)
    if (freed := decisions.free_stock_unit(material.state, lot=lot)) is not None:
        work.append(material, freed)


async def register(c: RegisterMaterial, work: Work) -> None:
    material = await work.load_or_none(MATERIAL, c.material, probably_new=True)
    fact = decisions.register(
        material.state,
        key=c.material,
        base_unit=c.base_unit,
        name=c.name,
        description=c.description,
        tracking=c.tracking,
        units=_ratios(c.units),
        shelf_life_days=c.shelf_life_days,
        gtin=c.gtin,
        sap_material=c.sap_material,
    )
    work.append(material, fact)


async def change(c: ChangeMaterial, work: Work) -> None:
    material = await _registered(work, c.material)
    fact = decisions.change(
        material.state,
        key=material.key,
        name=c.name,
        description=c.description,
        units=None if c.units is None else _ratios(c.units),
        shelf_life_days=c.shelf_life_days,
        gtin=c.gtin,
        sap_material=c.sap_material,
        clear=c.clear,
    )
    work.append(material, fact)


async def retire(c: RetireMaterial, work: Work) -> None:
    material = await _registered(work, c.material)
    work.append(material, *decisions.retire(material.state, key=material.key, reason=c.reason))


async def reinstate(c: ReinstateMaterial, work: Work) -> None:
    material = await _registered(work, c.material)
    work.append(material, decisions.reinstate(material.state, reason=c.reason))


async def set_components(c: SetComponents, work: Work) -> None:
    product = await _registered(work, c.product)
    components = [each.listed(await work.name("materials", each.material)) for each in c.components]
    fact = material_components.set_components(
        product.state,
        product=product.key,
        components=components,
        known=await _known(work, product.key, components),
        batch_quantity=c.batch_quantity,
    )
    work.append(product, fact)


async def _known(work: Work, product: str, components: Sequence[facts.Component]) -> dict[str, Material]:
    """The materials of the list. They get no fact, and one that was retired a few seconds ago may still be listed."""
    known: dict[str, Material] = {}
    for name in {each.material for each in components} - {product}:
        if (material := await work.lookup(MATERIAL, name)) is None or not material.registered:
            raise UnknownMaterial(key=name)
        known[name] = material
    return known


async def set_reorder_point(c: SetReorderPoint, work: Work) -> None:
    material = await _registered(work, c.material)
    quantity: Exact | None = c.quantity
    if quantity is not None and c.unit is not None:
        quantity = material_units.to_base(material.state, quantity, c.unit)
    point = None if quantity is None else rounded(quantity)
    work.append(material, decisions.set_reorder_point(material.state, key=material.key, plant=c.plant, quantity=point))


async def set_lot_numbering(c: SetLotNumbering, work: Work) -> None:
    material = await _registered(work, c.material)
    fact = decisions.set_lot_numbering(material.state, key=material.key, prefix=c.prefix, date=c.date, digits=c.digits)
    work.append(material, fact)


USE_CASES = (
    use_case(SetLotNumbering, set_lot_numbering),
    use_case(RegisterMaterial, register),
    use_case(ChangeMaterial, change),
    use_case(RetireMaterial, retire),
    use_case(ReinstateMaterial, reinstate),
    use_case(SetComponents, set_components),
    use_case(SetReorderPoint, set_reorder_point),
)
