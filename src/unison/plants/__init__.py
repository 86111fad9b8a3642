"""Plants: the sites of ISA-95, where they are on the clock, and when their production days begin.

`unison.plants` keeps what each plant is called now and its present clock, for sign-in and permissions; the store writes it in the
transaction of the fact. Whoever asks when something happened reads the facts.
"""
