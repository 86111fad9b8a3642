"""Materials: what is bought, made and used, in which units it is kept and measured, and of what a product is made.

ISA-95 calls it a material definition. A material is in use or retired.
"""
