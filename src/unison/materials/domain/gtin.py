"""Global Trade Item Numbers, after the GS1 General Specifications."""

LENGTHS = (8, 12, 13, 14)


def check_digit(body: str) -> int:
    """Of the digits before it: from the right they count 3, 1, 3, 1 ..., and the check digit makes the sum a multiple of 10.

    GS1 General Specifications, section 7.9.1 "Standard check digit calculations for GS1 data structures".
    """
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(reversed(body)))
    return -total % 10


def checked_gtin(text: str) -> str:
    """The GTIN itself. ValueError says why it is none."""
    if not (text.isascii() and text.isdigit() and len(text) in LENGTHS):
        raise ValueError("a GTIN has 8, 12, 13 or 14 digits")
    if not text.strip("0"):
        raise ValueError("a GTIN of zeros names nothing")
    if (digit := check_digit(text[:-1])) != int(text[-1]):
        raise ValueError(f"the check digit of this GTIN would be {digit}, not {text[-1]}; read it again")
    return text
